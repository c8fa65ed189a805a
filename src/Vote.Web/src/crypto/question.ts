/** Questions as the manifest declares them, a kind with its parameters each. spec §4.1 */
import { array, boolean, type Decoder, integer, literal, map, object, refuse, require, string } from './decoder';
import { shapeOf } from './shape';

/** Language tag to non-empty text; Japanese is always there. */
export type Text = ReadonlyMap<string, string>;
export type Option = { readonly cost: number; readonly title: Text };

type Span = { readonly max: number; readonly min: number };
/** Option numbers; ascending. */
type Ticks = Span & { readonly kind: 'choose-one' | 'approval' };
/** Option numbers in order, the best first. */
type Ranks = Span & { readonly kind: 'ranking' };

/** The kinds whose choices are only ever added up, and their parameters. */
type Rule =
  | Ticks
  | (Ranks & { readonly weights: readonly number[] })
  | { readonly kind: 'score'; readonly blank: boolean; readonly range: number }
  | { readonly kind: 'cumulative'; readonly points: number }
  | { readonly kind: 'knapsack'; readonly budget: number; readonly unit: number }
  | { readonly kind: 'quadratic'; readonly credits: number }
  | { readonly kind: 'majority-judgment'; readonly grades: readonly Text[] }
  | { readonly kind: 'pairwise' };

type Declared = { readonly options: readonly Option[]; readonly title: Text };
type Of<K extends Rule> = K extends Rule ? Declared & K & { readonly mode: 'homomorphic' } : never;
export type HomomorphicQuestion = Of<Rule>;
export type MixedQuestion = Declared & (Ticks | Ranks) & { readonly mode: 'mixed'; readonly pattern_minimum: number };
export type Question = HomomorphicQuestion | MixedQuestion;

/** A question answered by ticking options, whatever way it is counted. */
export type TickQuestion = Question & Ticks;

export function isTicked(question: Question): question is TickQuestion {
  return question.kind === 'choose-one' || question.kind === 'approval';
}

/** A question whose choices are lists of option numbers. */
export type ListedQuestion = Question & (Ticks | Ranks);

export function isListed(question: Question): question is ListedQuestion {
  return isTicked(question) || question.kind === 'ranking';
}

const MOST_BITS = 4096;
const MOST_POINTS = 1000;
const MOST_YEN = 10 ** 12;

const textMap = map(string(/^[^]+$/));

export const text: Decoder<Text> = (value, field) => {
  const parsed = textMap(value, field);
  require(parsed.has('ja'), `${field}.ja`);
  for (const tag of parsed.keys()) require(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag), `${field}.${tag}`);
  return parsed;
};

const declared = { options: array(object<Option>({ cost: integer(0), title: text }), 1, 255), title: text };
const span = { max: integer(1, 255), min: integer(1, 255) };
const sum = { ...declared, mode: literal('homomorphic') };
const row = { ...declared, ...span, mode: literal('mixed'), pattern_minimum: integer(0) };

/** By kind and mode; no other combination exists. */
const decoders: { readonly [kindAndMode: string]: Decoder<Question> } = {
  'choose-one homomorphic': object({ ...sum, ...span, kind: literal('choose-one') }),
  'approval homomorphic': object({ ...sum, ...span, kind: literal('approval') }),
  'score homomorphic': object({ ...sum, blank: boolean, kind: literal('score'), range: integer(1, MOST_POINTS) }),
  'cumulative homomorphic': object({ ...sum, kind: literal('cumulative'), points: integer(1, MOST_POINTS) }),
  'knapsack homomorphic': object({ ...sum, budget: integer(1, MOST_YEN), kind: literal('knapsack'), unit: integer(1) }),
  'quadratic homomorphic': object({ ...sum, credits: integer(1, 10_000), kind: literal('quadratic') }),
  'majority-judgment homomorphic': object({ ...sum, grades: array(text, 2, 16), kind: literal('majority-judgment') }),
  'ranking homomorphic': object({ ...sum, ...span, kind: literal('ranking'), weights: array(integer(0, MOST_POINTS)) }),
  'pairwise homomorphic': object({ ...sum, kind: literal('pairwise') }),
  'choose-one mixed': object({ ...row, kind: literal('choose-one') }),
  'approval mixed': object({ ...row, kind: literal('approval') }),
  'ranking mixed': object({ ...row, kind: literal('ranking') }),
};

const KINDS = new Set(Object.keys(decoders).map((name) => name.split(' ')[0]));

export const question: Decoder<Question> = (value, field) => {
  if (typeof value !== 'object' || Array.isArray(value)) return refuse(field);
  const { kind, mode } = value as { readonly kind?: unknown; readonly mode?: unknown };
  if (typeof kind !== 'string' || !KINDS.has(kind)) return refuse(`${field}.kind`);
  if (mode !== 'mixed' && mode !== 'homomorphic') return refuse(`${field}.mode`);
  const decoder = Object.hasOwn(decoders, `${kind} ${mode}`) ? decoders[`${kind} ${mode}`] : undefined;
  const parsed = decoder === undefined ? refuse(`${field}.kind`) : decoder(value, field);
  requireFit(parsed, field);
  if (parsed.mode === 'homomorphic') require(shapeOf(parsed).bits <= MOST_BITS, field);
  return parsed;
};

/** What a kind requires beyond the range of each field. */
function requireFit(parsed: Question, field: string): void {
  const { options } = parsed;
  if ('max' in parsed) {
    if (parsed.kind === 'choose-one') require(parsed.max === 1, `${field}.max`);
    require(parsed.max <= options.length, `${field}.max`);
    require(parsed.min <= parsed.max, `${field}.min`);
  }
  if (parsed.kind === 'ranking' && parsed.mode === 'homomorphic') {
    const { max, weights } = parsed;
    const falls = weights.every((weight, r) => r === 0 || weight <= (weights[r - 1] ?? 0));
    require(weights.length === max && falls && (weights[0] ?? 0) >= 1, `${field}.weights`);
  }
  if (parsed.kind === 'knapsack') {
    require(parsed.budget % parsed.unit === 0, `${field}.budget`);
    const fits = ({ cost }: Option) => cost >= 1 && cost <= MOST_YEN && cost % parsed.unit === 0;
    require(options.every(fits), field);
  }
  if (parsed.kind === 'pairwise') require(options.length >= 2, `${field}.options`);
}
