import { describe, expect, it } from 'vitest';
import { payloadLength } from '../src/crypto/ballot';
import { toHex, utf8 } from '../src/crypto/bytes';
import { parseElection, parseManifest } from '../src/crypto/manifest';
import {
  bitsOf,
  type Choice,
  choiceOfBits,
  type HomomorphicQuestion,
  patternsOf,
  shapeOf,
  slackWeights,
} from '../src/crypto/question';
import { type Fields, hex, named, text, vectorFile } from './pinned';

const CASES = named(vectorFile('manifest.json'), 'cases');

describe('manifest.json', () => {
  it.each(CASES)('decides as pinned: %s', (_, vector) => {
    const parsed = parseManifest(manifest(vector));
    if (vector['expected'] === 'reject') expect(parsed).toEqual({ kind: 'refused', field: vector['field'] });
    else expect(parsed.kind).toBe('parsed');
  });

  it.each(CASES.filter(([, vector]) => vector['expected'] === 'accept'))('hashes, counts and measures: %s', (_, vector) => {
    const parsed = parseElection(manifest(vector));
    if (parsed.kind === 'refused') throw new Error(parsed.field);
    expect(toHex(parsed.value.hash)).toBe(text(vector, 'election'));
    expect(payloadLength(parsed.value.manifest)).toBe(vector['payload_length']);
    expect(parsed.value.manifest.questions.map((question) => patternsOf(question).toString())).toEqual(vector['patterns']);
  });
});

describe('question shapes', () => {
  it('reach with slack weights exactly 0 … R', () => {
    expect([slackWeights(0), slackWeights(4), slackWeights(7), slackWeights(10)]).toEqual([
      [],
      [1, 2, 1],
      [1, 2, 4],
      [1, 2, 4, 3],
    ]);
    for (let range = 0; range <= 40; range++) {
      const reached = slackWeights(range).reduce(
        (sums, weight) => new Set([...sums, ...[...sums].map((sum) => sum + weight)]),
        new Set([0]),
      );
      expect([...reached].sort((a, b) => a - b)).toEqual(Array.from({ length: range + 1 }, (_, i) => i));
    }
  });

  it('are satisfied by exactly the choices a question allows, each in one way read back', () => {
    for (const [min, max, n] of [
      [1, 1, 3],
      [1, 3, 4],
      [2, 2, 3],
      [2, 4, 4],
    ] as const) {
      const question = approval(min, max, n);
      const { bits } = shapeOf(question);
      const found = new Set<string>();
      for (let word = 0; word < 2 ** bits; word++) {
        const choice = choiceOfBits(
          question,
          Array.from({ length: bits }, (_, k) => (word >> k) & 1),
        );
        if (choice !== undefined) found.add(JSON.stringify(choice));
      }
      const allowed = choices(n)
        .filter(({ length }) => length >= min && length <= max)
        .map((numbers): Choice => ({ kind: 'options', numbers }));
      expect([...found].sort()).toEqual([...allowed, { kind: 'blank' }].map((choice) => JSON.stringify(choice)).sort());
      for (const choice of allowed) expect(choiceOfBits(question, bitsOf(question, choice))).toEqual(choice);
      expect(patternsOf(question)).toBe(BigInt(allowed.length + 1));
    }
  });
});

function manifest(vector: Fields): Uint8Array {
  if (vector['expected'] === 'accept') return hex(vector, 'manifest');
  const [, base] = CASES.find(([name]) => name === text(vector, 'base')) ?? [];
  if (base === undefined) throw new Error('no base');
  return utf8(new TextDecoder().decode(hex(base, 'manifest')).replace(text(vector, 'from'), () => text(vector, 'to')));
}

function approval(min: number, max: number, n: number): HomomorphicQuestion {
  const title = new Map([['ja', '問']]);
  return {
    kind: 'approval',
    min,
    max,
    mode: 'homomorphic',
    options: Array.from({ length: n }, () => ({ cost: 0, title })),
    title,
  };
}

/** Every set of option numbers, ascending. */
function choices(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, word) =>
    Array.from({ length: n }, (_, i) => i + 1).filter((i) => (word >> (i - 1)) & 1),
  );
}
