/** Choices: what a voter may choose, as bits of a homomorphic question or as bytes of a mixed one, and back. spec §4.2, §4.4 */
import { at } from './bytes';
import { decodeMessage, MESSAGE_BYTES } from './encoding';
import type { Point } from './group';
import type { HomomorphicQuestion, ListedQuestion, MixedQuestion, Question } from './question';
import { evaluate, shapeOf, slackWeights } from './shape';

/** Blank; option numbers from 1, ascending; option numbers, the best first; or points, votes, grades, one an option. */
export type Choice =
  | { readonly kind: 'blank' }
  | { readonly kind: 'options'; readonly numbers: readonly number[] }
  | { readonly kind: 'ranking'; readonly numbers: readonly number[] }
  | { readonly kind: 'values'; readonly values: readonly number[] };

/** Whether a voter may choose this. */
export function allows(question: Question, choice: Choice): boolean {
  if (choice.kind === 'blank') return question.kind !== 'score' || question.blank;
  const { options } = question;
  const isOption = (number: number) => Number.isInteger(number) && number >= 1 && number <= options.length;
  switch (choice.kind) {
    case 'options':
      return (
        choice.numbers.every(isOption) &&
        choice.numbers.every((number, i) => i === 0 || number > at(choice.numbers, i - 1)) &&
        allowsOptions(question, choice.numbers)
      );
    case 'ranking':
      return (
        choice.numbers.every(isOption) &&
        new Set(choice.numbers).size === choice.numbers.length &&
        allowsRanks(question, choice.numbers.length)
      );
    case 'values':
      return (
        choice.values.length === options.length &&
        choice.values.every((value) => Number.isInteger(value) && value >= 0) &&
        allowsValues(question, choice.values)
      );
  }
}

function allowsOptions(question: Question, numbers: readonly number[]): boolean {
  if (question.kind === 'knapsack')
    return numbers.reduce((sum, number) => sum + at(question.options, number - 1).cost, 0) <= question.budget;
  const isTicked = question.kind === 'choose-one' || question.kind === 'approval';
  return isTicked && numbers.length >= question.min && numbers.length <= question.max;
}

function allowsRanks(question: Question, ranks: number): boolean {
  if (question.kind === 'pairwise') return ranks === question.options.length;
  return question.kind === 'ranking' && ranks >= question.min && ranks <= question.max;
}

function allowsValues(question: Question, values: readonly number[]): boolean {
  const total = (price: (value: number) => number) => values.reduce((sum, value) => sum + price(value), 0);
  switch (question.kind) {
    case 'score':
      return values.every((value) => value <= question.range);
    case 'cumulative':
      return total((value) => value) <= question.points;
    case 'quadratic':
      return total((value) => value * value) <= question.credits;
    case 'majority-judgment':
      return values.every((value) => value < question.grades.length);
    default:
      return false;
  }
}

/** v_i: chosen or not, the rank or 0, or the value itself. */
function valuesOf({ options }: Question, choice: Choice): number[] {
  const places = choice.kind === 'values' || choice.kind === 'blank' ? [] : choice.numbers;
  return options.map((_, i) => {
    if (choice.kind === 'values') return at(choice.values, i);
    const place = places.indexOf(i + 1) + 1;
    return choice.kind === 'options' ? Math.min(1, place) : place;
  });
}

/** From the last weight to the first, each that fits. */
function written(range: number, value: number): (0 | 1)[] {
  const weights = slackWeights(range);
  const bits: (0 | 1)[] = weights.map(() => 0);
  for (let i = weights.length - 1, rest = value; i >= 0; i--) {
    if (at(weights, i) > rest) continue;
    bits[i] = 1;
    rest -= at(weights, i);
  }
  return bits;
}

/** [x] of the specification. */
const mark = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
const upTo = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The bits of an allowed choice, in the order of the table of spec §4.2. */
export function bitsOf(question: HomomorphicQuestion, choice: Choice): (0 | 1)[] {
  const v = valuesOf(question, choice);
  const chosen = choice.kind !== 'blank';
  const blank = mark(!chosen);
  const left = (cap: number, used: number) => (chosen ? cap - used : 0);
  const n = v.length;
  switch (question.kind) {
    case 'choose-one':
    case 'approval':
      return [...v.map((value) => mark(value === 1)), ...written(question.max - question.min, left(question.max, total(v))), blank];
    case 'knapsack': {
      const cap = question.budget / question.unit;
      const used = total(v.map((value, i) => (value * at(question.options, i).cost) / question.unit));
      return [...v.map((value) => mark(value === 1)), ...written(cap, left(cap, used)), blank];
    }
    case 'score': {
      const scores = v.flatMap((value) => written(question.range, value));
      const cap = n * question.range;
      return question.blank ? [...scores, ...written(cap, left(cap, total(v))), blank] : scores;
    }
    case 'cumulative': {
      const { points } = question;
      return [...v.flatMap((value) => written(points, value)), ...written(points, left(points, total(v))), blank];
    }
    case 'quadratic': {
      const levels = upTo(0, Math.floor(Math.sqrt(question.credits)));
      const rows = v.flatMap((value) => levels.map((l) => mark(chosen && value === l)));
      return [...rows, ...written(question.credits, left(question.credits, total(v.map((l) => l * l)))), blank];
    }
    case 'majority-judgment':
      return [...v.flatMap((value) => question.grades.map((_, g) => mark(chosen && value === g))), blank];
    case 'ranking': {
      const { max, min } = question;
      const ranked = v.filter((rank) => rank > 0).length;
      const unranked = max < n || min < max ? v.map((rank) => mark(chosen && rank === 0)) : [];
      const used = min < max ? upTo(min, max).map((j) => mark(ranked === j)) : [];
      return [...v.flatMap((rank) => upTo(1, max).map((r) => mark(rank === r))), ...unranked, ...used, blank];
    }
    case 'pairwise': {
      const before = v.flatMap((rank, i) => v.slice(i + 1).map((other) => mark(chosen && rank < other)));
      return [...v.flatMap((rank) => upTo(1, n).map((r) => mark(rank === r))), ...before, blank];
    }
  }
}

/** The choice that bits express; none when they break a constraint. Any way to write a number is right. */
export function choiceOfBits(question: HomomorphicQuestion, bits: readonly number[]): Choice | undefined {
  const shape = shapeOf(question);
  if (bits.length !== shape.bits || bits.some((bit) => bit !== 0 && bit !== 1)) return undefined;
  if (!shape.constraints.every(({ form, constant }) => evaluate(form, bits) === constant)) return undefined;
  if (shape.hasBlank && bits[bits.length - 1] === 1) return { kind: 'blank' };
  const values = shape.values.map((form) => evaluate(form, bits));
  const choice = choiceOfValues(question, values);
  return allows(question, choice) ? choice : undefined;
}

function choiceOfValues(question: HomomorphicQuestion, values: readonly number[]): Choice {
  const numbers = values.flatMap((value, i) => (value === 0 ? [] : [i + 1]));
  switch (question.kind) {
    case 'choose-one':
    case 'approval':
    case 'knapsack':
      return { kind: 'options', numbers };
    case 'ranking':
    case 'pairwise':
      return { kind: 'ranking', numbers: numbers.sort((left, right) => at(values, left - 1) - at(values, right - 1)) };
    default:
      return { kind: 'values', values };
  }
}

/** Columns of a mixed question's row. spec §4.4 */
export function widthOf({ max }: MixedQuestion): number {
  return Math.ceil(max / MESSAGE_BYTES);
}

/** The pieces of an allowed choice, one a column. */
export function piecesOf(asked: MixedQuestion, choice: Choice): Uint8Array[] {
  const bytes = Uint8Array.from(choice.kind === 'options' || choice.kind === 'ranking' ? choice.numbers : [0]);
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
  const choice: Choice = { kind: asked.kind === 'ranking' ? 'ranking' : 'options', numbers };
  return allows(asked, choice) ? choice : undefined;
}

/** The number of possible choices. spec §4.4 */
export function patternsOf({ kind, min, max, options }: ListedQuestion): bigint {
  let lists = 1n;
  let sum = 1n;
  for (let k = 1; k <= max; k++) {
    lists = (lists * BigInt(options.length - k + 1)) / (kind === 'ranking' ? 1n : BigInt(k));
    if (k >= min) sum += lists;
  }
  return sum;
}
