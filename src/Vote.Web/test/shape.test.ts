import { describe, expect, it } from 'vitest';
import { allows, bitsOf, type Choice, choiceOfBits, patternsOf } from '../src/crypto/choice';
import type { HomomorphicQuestion } from '../src/crypto/question';
import { evaluate, shapeOf, slackWeights } from '../src/crypto/shape';

const title = new Map([['ja', '問']]);
const declared = (n: number) =>
  ({ mode: 'homomorphic', options: Array.from({ length: n }, (_, i) => ({ cost: 1000 * (i + 1), title })), title }) as const;
const grades = (count: number) => Array.from({ length: count }, () => title);
const borda = (max: number) => Array.from({ length: max }, (_, r) => max - r);

/** Questions small enough to enumerate, and how many choices other than blank each has by its definition. */
const SMALL: readonly [question: HomomorphicQuestion, legal: number][] = [
  [{ ...declared(3), kind: 'choose-one', max: 1, min: 1 }, 3],
  [{ ...declared(4), kind: 'approval', max: 3, min: 1 }, 4 + 6 + 4],
  [{ ...declared(4), kind: 'approval', max: 4, min: 2 }, 6 + 4 + 1],
  [{ ...declared(2), blank: false, kind: 'score', range: 5 }, 36],
  [{ ...declared(2), blank: true, kind: 'score', range: 3 }, 16],
  [{ ...declared(3), kind: 'cumulative', points: 3 }, 20],
  [{ ...declared(3), budget: 4000, kind: 'knapsack', unit: 1000 }, 6],
  [{ ...declared(2), credits: 4, kind: 'quadratic' }, 6],
  [{ ...declared(2), grades: grades(4), kind: 'majority-judgment' }, 16],
  [{ ...declared(3), kind: 'ranking', max: 3, min: 3, weights: borda(3) }, 6],
  [{ ...declared(3), kind: 'ranking', max: 3, min: 1, weights: borda(3) }, 15],
  [{ ...declared(3), kind: 'ranking', max: 2, min: 2, weights: borda(2) }, 6],
  [{ ...declared(3), kind: 'pairwise' }, 6],
  [{ ...declared(4), kind: 'pairwise' }, 24],
  [{ ...declared(5), kind: 'pairwise' }, 120],
];

/** Bits for 13 options as the design's table has them. */
const SIZES: readonly [question: HomomorphicQuestion, bits: number][] = [
  [{ ...declared(13), kind: 'choose-one', max: 1, min: 1 }, 14],
  [{ ...declared(13), kind: 'approval', max: 5, min: 1 }, 17],
  [{ ...declared(13), blank: false, kind: 'score', range: 5 }, 39],
  [{ ...declared(13), blank: true, kind: 'score', range: 5 }, 47],
  [{ ...declared(13), kind: 'cumulative', points: 10 }, 57],
  [{ ...declared(13), budget: 1_000_000, kind: 'knapsack', unit: 1000 }, 24],
  [{ ...declared(13), credits: 100, kind: 'quadratic' }, 151],
  [{ ...declared(13), grades: grades(6), kind: 'majority-judgment' }, 79],
  [{ ...declared(13), kind: 'ranking', max: 13, min: 13, weights: borda(13) }, 170],
  [{ ...declared(13), kind: 'pairwise' }, 248],
];

describe('question shapes', () => {
  it('reach with slack weights exactly 0 … R', () => {
    expect([0, 4, 7, 10].map(slackWeights)).toEqual([[], [1, 2, 1], [1, 2, 4], [1, 2, 4, 3]]);
    for (let range = 0; range <= 40; range++) {
      const reached = slackWeights(range).reduce(
        (sums, weight) => new Set([...sums, ...[...sums].map((sum) => sum + weight)]),
        new Set([0]),
      );
      expect([...reached].sort((a, b) => a - b)).toEqual(Array.from({ length: range + 1 }, (_, i) => i));
    }
  });

  it.each(SIZES.map(([question, bits]) => [question.kind, bits, question] as const))('of %s have %i bits', (_, bits, question) => {
    expect(shapeOf(question).bits).toBe(bits);
  });

  it.each(SMALL.map(([question, legal]) => [question.kind, question.options.length, legal, question] as const))(
    'of %s with %i options are satisfied by exactly its %i choices and the blank',
    (_, __, legal, question) => {
      const found = new Map<string, Choice>();
      for (const bits of solutions(question)) {
        const choice = choiceOfBits(question, bits);
        if (choice === undefined) throw new Error('an assignment without a choice');
        found.set(JSON.stringify(choice), choice);
      }
      expect(found.size).toBe(legal + (shapeOf(question).hasBlank ? 1 : 0));
      for (const choice of found.values()) {
        expect(allows(question, choice)).toBe(true);
        expect(choiceOfBits(question, bitsOf(question, choice))).toEqual(choice);
      }
    },
  );

  it('have nothing but the blank in a blank', () => {
    for (const [question] of SMALL.filter(([each]) => shapeOf(each).hasBlank)) {
      const bits: number[] = bitsOf(question, { kind: 'blank' });
      expect(bits.reduce((sum, bit) => sum + bit, 0)).toBe(1);
      expect(shapeOf(question).totals.reduce((sum, form) => sum + evaluate(form, bits), 0)).toBe(1);
    }
  });

  it('count patterns of lists', () => {
    expect(patternsOf({ ...declared(13), kind: 'approval', max: 5, min: 1 })).toBe(2380n);
    expect(patternsOf({ ...declared(5), kind: 'ranking', max: 5, min: 5, weights: borda(5) })).toBe(121n);
  });
});

/** Every way to fulfil all constraints: each bit is tried both ways while the constraints can still be met. */
function solutions(question: HomomorphicQuestion): number[][] {
  const { bits, constraints } = shapeOf(question);
  const rows = constraints.map(({ form, constant }) => {
    const dense = Array.from({ length: bits }, () => 0);
    for (const { bit, a } of form) dense[bit] = a;
    return { dense, constant };
  });
  const found: number[][] = [];
  const extend = (prefix: readonly number[]): void => {
    const open = rows.every(({ dense, constant }) => {
      const rest = constant - prefix.reduce((sum, bit, k) => sum + bit * (dense[k] ?? 0), 0);
      const later = dense.slice(prefix.length);
      const total = (sign: 1 | -1) => later.reduce((sum, a) => (sign * a > 0 ? sum + a : sum), 0);
      return rest >= total(-1) && rest <= total(1);
    });
    if (!open) return;
    if (prefix.length === bits) found.push([...prefix]);
    else for (const bit of [0, 1]) extend([...prefix, bit]);
  };
  extend([]);
  return found;
}
