/** Questions: their declaration, the shape of a homomorphic one, the bytes of a mixed one. spec §4 */
import { at } from './bytes';
import { array, type Decoder, integer, literal, map, object, refuse, require, string } from './decoder';
import { decodeMessage, MESSAGE_BYTES } from './encoding';
import type { Point } from './group';

/** Language tag to non-empty text; Japanese is always there. */
export type Text = ReadonlyMap<string, string>;
export type Option = { readonly cost: number; readonly title: Text };

type Declared = {
  readonly kind: 'choose-one' | 'approval';
  readonly max: number;
  readonly min: number;
  readonly options: readonly Option[];
  readonly title: Text;
};
export type HomomorphicQuestion = Declared & { readonly mode: 'homomorphic' };
export type MixedQuestion = Declared & { readonly mode: 'mixed'; readonly pattern_minimum: number };
export type Question = HomomorphicQuestion | MixedQuestion;

/** What a voter chooses: blank, or option numbers from 1, ascending. */
export type Choice = { readonly kind: 'blank' } | { readonly kind: 'options'; readonly numbers: readonly number[] };

/** Σ coefficients[k]·b_k = constant. */
export type Constraint = { readonly coefficients: readonly number[]; readonly constant: number };

/** spec §4.2: m bits, constraints over them, and the linear forms whose totals are published. */
export type Shape = {
  readonly bits: number;
  readonly constraints: readonly Constraint[];
  readonly totals: readonly (readonly number[])[];
};

const textMap = map(string(/^[^]+$/));

export const text: Decoder<Text> = (value, field) => {
  const parsed = textMap(value, field);
  require(parsed.has('ja'), `${field}.ja`);
  for (const tag of parsed.keys()) require(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag), `${field}.${tag}`);
  return parsed;
};

const declared = {
  kind: literal('choose-one', 'approval'),
  max: integer(1, 255),
  min: integer(1, 255),
  options: array(object<Option>({ cost: integer(0), title: text }), 1, 255),
  title: text,
};
const homomorphic = object<HomomorphicQuestion>({ ...declared, mode: literal('homomorphic') });
const mixed = object<MixedQuestion>({ ...declared, mode: literal('mixed'), pattern_minimum: integer(0) });

export const question: Decoder<Question> = (value, field) => {
  if (typeof value !== 'object') return refuse(field);
  const parsed = 'mode' in value && value['mode'] === 'mixed' ? mixed(value, field) : homomorphic(value, field);
  if (parsed.kind === 'choose-one') require(parsed.max === 1, `${field}.max`);
  require(parsed.max <= parsed.options.length, `${field}.max`);
  require(parsed.min <= parsed.max, `${field}.min`);
  return parsed;
};

/** 1, 2, 4, … while the rest allows, then the rest; they reach exactly 0 … range. spec §4.2 */
export function slackWeights(range: number): number[] {
  const weights: number[] = [];
  for (let rest = range, next = 1; rest > 0; next *= 2) {
    const weight = Math.min(next, rest);
    weights.push(weight);
    rest -= weight;
  }
  return weights;
}

export function shapeOf({ max, min, options }: HomomorphicQuestion): Shape {
  const slack = slackWeights(max - min);
  const coefficients = [...options.map(() => 1), ...slack, max];
  const bits = coefficients.length;
  const published = [...options.keys(), bits - 1];
  return {
    bits,
    constraints: [{ coefficients, constant: max }],
    totals: published.map((bit) => Array.from({ length: bits }, (_, k) => (k === bit ? 1 : 0))),
  };
}

/** Whether a voter may choose this. */
export function allows({ min, max, options }: Question, choice: Choice): boolean {
  if (choice.kind === 'blank') return true;
  const { numbers } = choice;
  const ascending = numbers.every((n, i) => Number.isInteger(n) && n > (i === 0 ? 0 : at(numbers, i - 1)));
  return ascending && numbers.length >= min && numbers.length <= max && numbers.every((n) => n <= options.length);
}

/** The bits of an allowed choice: options, slack from the last weight to the first, blank. */
export function bitsOf({ options, max, min }: HomomorphicQuestion, choice: Choice): (0 | 1)[] {
  const chosen = new Set(choice.kind === 'options' ? choice.numbers : []);
  const weights = slackWeights(max - min);
  const slack: (0 | 1)[] = weights.map(() => 0);
  let rest = choice.kind === 'options' ? max - chosen.size : 0;
  for (let i = weights.length - 1; i >= 0; i--) {
    if (at(weights, i) > rest) continue;
    slack[i] = 1;
    rest -= at(weights, i);
  }
  return [...options.map((_, i): 0 | 1 => (chosen.has(i + 1) ? 1 : 0)), ...slack, choice.kind === 'blank' ? 1 : 0];
}

/** The choice that bits express; none when they break the constraint. */
export function choiceOfBits(asked: HomomorphicQuestion, bits: readonly number[]): Choice | undefined {
  const holds = shapeOf(asked).constraints.every(
    ({ coefficients, constant }) => coefficients.reduce((sum, a, k) => sum + a * at(bits, k), 0) === constant,
  );
  if (!holds) return undefined;
  if (at(bits, bits.length - 1) === 1) return { kind: 'blank' };
  return { kind: 'options', numbers: asked.options.flatMap((_, i) => (bits[i] === 1 ? [i + 1] : [])) };
}

/** Columns of a mixed question's row. spec §4.4 */
export function widthOf({ max }: MixedQuestion): number {
  return Math.ceil(max / MESSAGE_BYTES);
}

/** The pieces of an allowed choice, one a column. */
export function piecesOf(asked: MixedQuestion, choice: Choice): Uint8Array[] {
  const bytes = Uint8Array.from(choice.kind === 'blank' ? [0] : choice.numbers);
  return Array.from({ length: widthOf(asked) }, (_, w) => bytes.slice(MESSAGE_BYTES * w, MESSAGE_BYTES * (w + 1)));
}

/** The choice of a decrypted row, by column; none for an invalid vote. */
export function rowChoice(asked: MixedQuestion, columns: readonly Point[]): Choice | undefined {
  const pieces = columns.flatMap((column) => decodeMessage(column) ?? []);
  return pieces.length === columns.length ? choiceOfPieces(asked, pieces) : undefined;
}

/** The choice that decoded columns express; none for an invalid vote. */
export function choiceOfPieces(asked: MixedQuestion, pieces: readonly Uint8Array[]): Choice | undefined {
  const lastFilled = pieces.findLastIndex((piece) => piece.length > 0);
  if (pieces.some((piece, w) => w < lastFilled && piece.length !== MESSAGE_BYTES)) return undefined;
  const numbers = pieces.flatMap((piece) => [...piece]);
  if (numbers.length === 1 && numbers[0] === 0) return { kind: 'blank' };
  const choice: Choice = { kind: 'options', numbers };
  return allows(asked, choice) ? choice : undefined;
}

/** The number of possible choices. spec §4.4 */
export function patternsOf({ min, max, options }: Question): bigint {
  let binomial = 1n;
  let sum = 1n;
  for (let k = 1; k <= max; k++) {
    binomial = (binomial * BigInt(options.length - k + 1)) / BigInt(k);
    if (k >= min) sum += binomial;
  }
  return sum;
}
