import { describe, expect, it } from 'vitest';
import { at, toHex } from '../src/crypto/bytes';
import { decodeCiphertexts } from '../src/crypto/elgamal';
import { generatorsOf } from '../src/crypto/generators';
import { randomScalar } from '../src/crypto/group';
import { contextOf, decodeShuffle, type Row, shuffle, type ShufflePlace, verifyShuffle, weightsOf } from '../src/crypto/shuffle';
import { tagOf } from '../src/crypto/tag';
import { type Fields, hex, hexPoint, hexScalars, list, named, number, point, scalars, text, vectorFile } from './pinned';

describe('shuffle.json', () => {
  const cases = named(vectorFile('shuffle.json'), 'cases');
  const honest = cases.filter(([, vector]) => vector['expected'] === 'accept');

  it.each(cases)('decides as pinned: %s', (title, vector) => {
    const verdict = verifyShuffle(place(vector), input(vector), hex(vector, 'payload'));
    expect(verdict.kind === 'accepted' ? 'accept' : 'reject').toBe(vector['expected']);
    const [only] = /(?<=^only \()\d/.exec(title) ?? [];
    // two rows, one column: (6) of the second row is the seventh equation
    if (only !== undefined)
      expect(verdict).toEqual({ kind: 'rejected', reason: `equation ${only === '6' ? 7 : only} of the relation does not hold` });
  });

  it.each(honest)('makes the same shuffle again: %s', (_, vector) => {
    const where = place(vector);
    const rows = input(vector);
    const payload = shuffle(where, rows, secrets(vector), scalars(vector['nonces']));
    expect(toHex(payload)).toBe(text(vector, 'payload'));
    expect(generatorsOf(where.election, rows.length).map(hexPoint)).toEqual(vector['generators']);
    expect(tagOf(where.election, 'shuffle', contextOf(where, rows))).toBe(text(vector, 'tag'));
    const decoded = decodeShuffle(payload, rows.length, number(vector, 'width'));
    if (decoded === undefined) throw new Error('does not decode');
    expect(hexScalars(weightsOf(where, rows, decoded.output, decoded.commitments))).toBe(text(vector, 'weights'));
  });

  it('draws other weights for another output and another c', () => {
    const vector = at(honest, 2)[1];
    const where = place(vector);
    const rows = input(vector);
    const decoded = decodeShuffle(hex(vector, 'payload'), rows.length, number(vector, 'width'));
    if (decoded === undefined) throw new Error('does not decode');
    const { output, commitments } = decoded;
    const all = [
      weightsOf(where, rows, output, commitments),
      weightsOf(where, rows, rows, commitments),
      weightsOf(where, rows, output, [...commitments].reverse()),
    ];
    expect(new Set(all.map(hexScalars)).size).toBe(3);
  });

  it('verifies with system randomness', () => {
    const vector = at(honest, 3)[1];
    const rows = input(vector);
    const drawn = { ...secrets(vector), commitment: rows.map(randomScalar), chain: rows.map(randomScalar) };
    expect(verifyShuffle(place(vector), rows, shuffle(place(vector), rows, drawn))).toEqual({ kind: 'accepted' });
  });
});

function place(vector: Fields): ShufflePlace {
  return {
    election: hex(vector, 'election'),
    key: point(vector, 'key'),
    question: number(vector, 'question'),
    round: number(vector, 'round'),
    trustee: number(vector, 'trustee'),
  };
}

function input(vector: Fields): Row[] {
  const all = decodeCiphertexts(hex(vector, 'input')) ?? [];
  const width = number(vector, 'width');
  return Array.from({ length: number(vector, 'rows') }, (_, i) => all.slice(width * i, width * (i + 1)));
}

function secrets(vector: Fields) {
  return {
    permutation: list(vector, 'permutation').map((row) => Number(row) - 1),
    reencryption: list(vector, 'reencryption').map(scalars),
    commitment: scalars(vector['commitment_randomness']),
    chain: scalars(vector['chain_randomness']),
  };
}
