/** The shape of a homomorphic question: bits, constraints, totals, and how the bits write each option's value. spec §4.2 */
import { at } from './bytes';
import type { HomomorphicQuestion } from './question';

/** a·b_bit. */
export type Term = { readonly bit: number; readonly a: number };
/** Σ a·b_bit; no bit twice, no a of 0. */
export type Form = readonly Term[];
/** form = constant. */
export type Constraint = { readonly form: Form; readonly constant: number };

/** m bits, constraints over them, the linear forms whose totals are published, and the form that is each option's value. */
export type Shape = {
  readonly bits: number;
  readonly constraints: readonly Constraint[];
  readonly totals: readonly Form[];
  readonly values: readonly Form[];
  readonly hasBlank: boolean;
};

const known = new WeakMap<HomomorphicQuestion, Shape>();

export function shapeOf(question: HomomorphicQuestion): Shape {
  const shape = known.get(question) ?? compute(question);
  known.set(question, shape);
  return shape;
}

/** 1, 2, 4, … while the rest allows, then the rest; they reach exactly 0 … range. */
export function slackWeights(range: number): number[] {
  const weights: number[] = [];
  for (let rest = range, next = 1; rest > 0; next *= 2) {
    const weight = Math.min(next, rest);
    weights.push(weight);
    rest -= weight;
  }
  return weights;
}

/** Numbers the bits as they are declared. */
class Bits {
  count = 0;

  /** One bit for each weight; the form of the number they write. */
  take(weights: readonly number[]): Form {
    return weights.map((a) => ({ bit: this.count++, a }));
  }

  /** The same for each of so many rows. */
  rows(count: number, weights: readonly number[]): Form[] {
    return Array.from({ length: count }, () => this.take(weights));
  }
}

/** Sum of forms; like bits are put together, zeros dropped, bits ascend. */
function add(...forms: readonly Form[]): Form {
  const sums = new Map<number, number>();
  for (const { bit, a } of forms.flat()) sums.set(bit, (sums.get(bit) ?? 0) + a);
  const terms = [...sums].map(([bit, a]): Term => ({ bit, a }));
  return terms.filter(({ a }) => a !== 0).sort((left, right) => left.bit - right.bit);
}

const times = (factor: number, form: Form): Form => form.map(({ bit, a }) => ({ bit, a: factor * a }));
const ones = (form: Form): Form => form.map(({ bit }) => ({ bit, a: 1 }));
const upTo = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

function compute(question: HomomorphicQuestion): Shape {
  const n = question.options.length;
  switch (question.kind) {
    case 'choose-one':
    case 'approval':
      return purse({ prices: upTo(1, n).map(() => 1), range: 1, slack: question.max - question.min, cap: question.max });
    case 'knapsack': {
      const cap = question.budget / question.unit;
      return purse({ prices: question.options.map(({ cost }) => cost / question.unit), range: 1, slack: cap, cap });
    }
    case 'cumulative':
      return purse({ prices: upTo(1, n).map(() => 1), range: question.points, slack: question.points, cap: question.points });
    case 'score':
      return question.blank
        ? purse({ prices: upTo(1, n).map(() => 1), range: question.range, slack: n * question.range, cap: n * question.range })
        : free(n, question.range);
    case 'quadratic':
      return quadratic(n, question.credits);
    case 'majority-judgment':
      return grades(n, question.grades.length);
    case 'ranking':
      return ranking(n, question.min, question.max, question.weights);
    case 'pairwise':
      return pairwise(n);
  }
}

type Purse = { readonly prices: readonly number[]; readonly range: number; readonly slack: number; readonly cap: number };

/** Σ price_i·X_i + S + cap·β = cap. */
function purse({ prices, range, slack, cap }: Purse): Shape {
  const bits = new Bits();
  const values = bits.rows(prices.length, slackWeights(range));
  const rest = bits.take(slackWeights(slack));
  const blank = bits.take([1]);
  const priced = values.map((value, i) => times(at(prices, i), value));
  const constraints = [{ form: add(...priced, rest, times(cap, blank)), constant: cap }];
  return { bits: bits.count, constraints, totals: [...values, blank], values, hasBlank: true };
}

/** A score without blank: nothing binds the options together. */
function free(n: number, range: number): Shape {
  const bits = new Bits();
  const values = bits.rows(n, slackWeights(range));
  return { bits: bits.count, constraints: [], totals: values, values, hasBlank: false };
}

/** Σ_l b_il + β = 1 for each option, Σ l²·b_il + S + C·β = C. */
function quadratic(n: number, credits: number): Shape {
  const bits = new Bits();
  const levels = upTo(0, Math.floor(Math.sqrt(credits)));
  const rows = bits.rows(n, levels);
  const rest = bits.take(slackWeights(credits));
  const blank = bits.take([1]);
  const costs = rows.map((row) => row.map(({ bit, a }) => ({ bit, a: a * a })));
  const constraints = [
    ...rows.map((row) => ({ form: add(ones(row), blank), constant: 1 })),
    { form: add(...costs, rest, times(credits, blank)), constant: credits },
  ];
  const values = rows.map((row) => add(row));
  return { bits: bits.count, constraints, totals: [...values, blank], values, hasBlank: true };
}

/** Σ_g b_ig + β = 1 for each option; every bit is a total. */
function grades(n: number, count: number): Shape {
  const bits = new Bits();
  const rows = bits.rows(n, upTo(0, count - 1));
  const blank = bits.take([1]);
  const constraints = rows.map((row) => ({ form: add(ones(row), blank), constant: 1 }));
  const totals = [...rows.flatMap((row) => ones(row).map((term) => [term])), blank];
  return { bits: bits.count, constraints, totals, values: rows.map((row) => add(row)), hasBlank: true };
}

function ranking(n: number, min: number, max: number, weights: readonly number[]): Shape {
  const bits = new Bits();
  const rows = bits.rows(n, upTo(1, max));
  const unranked = max < n || min < max ? bits.rows(n, [1]) : upTo(1, n).map((): Form => []);
  const used = min < max ? bits.rows(max - min + 1, [1]) : [];
  const blank = bits.take([1]);
  const columns = upTo(1, max).map((r) => {
    const column = rows.map((row) => ({ bit: at(row, r - 1).bit, a: 1 }));
    return r <= min
      ? { form: add(column, blank), constant: 1 }
      : { form: add(column, ...used.slice(r - min).map((bit) => times(-1, bit))), constant: 0 };
  });
  const constraints = [
    ...rows.map((row, i) => ({ form: add(ones(row), at(unranked, i), blank), constant: 1 })),
    ...columns,
    ...(min < max ? [{ form: add(...used, blank), constant: 1 }] : []),
  ];
  const worth = rows.map((row) => add(row.map(({ bit }, r) => ({ bit, a: at(weights, r) }))));
  return { bits: bits.count, constraints, totals: [...worth, blank, ...firsts(rows)], values: rows, hasBlank: true };
}

function pairwise(n: number): Shape {
  const bits = new Bits();
  const rows = bits.rows(n, upTo(1, n));
  const pairs = rows.map((_, i) => bits.take(upTo(i + 1, n - 1).map(() => 1)));
  const blank = bits.take([1]);
  /** p_ij for i < j, from 0. */
  const pair = (i: number, j: number): Form => [at(at(pairs, i), j - i - 1)];
  const wins = rows.map((row, i) => ({
    form: add(
      at(pairs, i),
      ...upTo(0, i - 1).map((j) => times(-1, pair(j, i))),
      row.map(({ bit, a }) => ({ bit, a: a - n })),
      times(-i, blank),
    ),
    constant: i === 0 ? 0 : -i,
  }));
  const constraints = [
    ...rows.map((row) => ({ form: add(ones(row), blank), constant: 1 })),
    ...upTo(0, n - 1).map((r) => ({ form: add(rows.map((row) => ({ bit: at(row, r).bit, a: 1 })), blank), constant: 1 })),
    ...wins,
  ];
  const totals = [...pairs.flatMap((row) => row.map((term) => [term])), blank, ...firsts(rows)];
  return { bits: bits.count, constraints, totals, values: rows, hasBlank: true };
}

function firsts(rows: readonly Form[]): Form[] {
  return rows.map((row) => [{ bit: at(row, 0).bit, a: 1 }]);
}

export function evaluate(form: Form, bits: readonly number[]): number {
  return form.reduce((sum, { bit, a }) => sum + a * at(bits, bit), 0);
}
