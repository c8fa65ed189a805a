import { describe, expect, it } from 'vitest';
import { toHex } from '../src/crypto/bytes';
import {
  combine,
  contextOf,
  decryptable,
  decryptionShare,
  lagrangeAtZero,
  type Share,
  type SharePlace,
  shareWeights,
  verifyShare,
} from '../src/crypto/decryption';
import type { Ciphertext } from '../src/crypto/elgamal';
import { Point, scalar } from '../src/crypto/group';
import { boundedLogarithm } from '../src/crypto/logarithm';
import { tagOf } from '../src/crypto/tag';
import {
  decodedPoint,
  fields,
  type Fields,
  hex,
  hexPoint,
  hexScalars,
  list,
  named,
  number,
  point,
  scalars,
  text,
  vectorFile,
} from './pinned';

const FILE = vectorFile('decryption.json');
const CASES = named(FILE, 'cases');
const HONEST = CASES.filter(([, vector]) => vector['expected'] === 'accept');

describe('decryption.json', () => {
  it.each(CASES)('decides as pinned: %s', (title, vector) => {
    const verdict = verifyShare(place(vector), ciphertexts(vector), hex(vector, 'payload'));
    expect(verdict.kind === 'accepted' ? 'accept' : 'reject').toBe(vector['expected']);
    const [only] = /(?<=^only \()\d/.exec(title) ?? [];
    if (only !== undefined)
      expect(verdict).toEqual({ kind: 'rejected', reason: `equation ${only} of the relation does not hold` });
  });

  it.each(HONEST)('makes the same share again: %s', (_, vector) => {
    const where = place(vector);
    const [secret = scalar(0)] = scalars(vector['secret']);
    const payload = decryptionShare(where, ciphertexts(vector), secret, scalars(vector['nonces']));
    expect(toHex(payload)).toBe(text(vector, 'payload'));
    const inputs = decryptable(ciphertexts(vector));
    expect(tagOf(where.election, 'decryption', contextOf(where, inputs))).toBe(text(vector, 'tag'));
    expect(hexScalars(shareWeights(where, inputs, share(vector).elements))).toBe(text(vector, 'weights'));
  });

  it.each(named(FILE, 'combinations'))('combines the shares of %s', (_, combination) => {
    const names = list(combination, 'shares');
    const shared = HONEST.filter(([name]) => names.includes(name)).map(([, vector]) => vector);
    const [first] = shared;
    if (first === undefined) throw new Error('no shares');
    const messages = combine(ciphertexts(first), shared.map(share));
    expect(messages.map(hexPoint)).toEqual(combination['elements']);
    const numbers = messages.map(
      (each) => boundedLogarithm(each, number(combination, 'least'), number(combination, 'most')) ?? -1,
    );
    expect(numbers).toEqual(combination['numbers']);
  });

  it.each(list(FILE, 'lagrange').map(fields))('interpolates at zero: $trustees', (vector) => {
    const trustees = list(vector, 'trustees').map(Number);
    expect(hexScalars(trustees.map((j) => lagrangeAtZero(j, trustees)))).toBe(text(vector, 'coefficients'));
    // a slow twin: a polynomial of degree below their number is recovered
    const f = (x: number) => trustees.reduce((sum, _, i) => sum + BigInt(i + 5) * BigInt(x) ** BigInt(i), 0n);
    expect(scalar(trustees.reduce((sum, j) => sum + f(j) * lagrangeAtZero(j, trustees), 0n))).toBe(f(0));
  });
});

describe('boundedLogarithm', () => {
  it.each(list(FILE, 'logarithms').map(fields))('finds $number between $least and $most: $found', (vector) => {
    const found = boundedLogarithm(decodedPoint(vector['element']), number(vector, 'least'), number(vector, 'most'));
    expect(found).toBe(vector['found'] === true ? number(vector, 'number') : undefined);
  });

  it('agrees with counting on every small range', () => {
    for (let least = -3; least <= 1; least++) {
      for (let most = least; most <= 6; most++) {
        for (let m = -5; m <= 8; m++) {
          const found = boundedLogarithm(Point.generator.multiply(scalar(m)), least, most);
          expect(found).toBe(m >= least && m <= most ? m : undefined);
        }
      }
    }
  });
});

function place(vector: Fields): SharePlace {
  return {
    election: hex(vector, 'election'),
    tallyInput: hex(vector, 'tally_input'),
    trustee: number(vector, 'trustee'),
    verification: point(vector, 'verification'),
  };
}

function ciphertexts(vector: Fields): Ciphertext[] {
  return list(vector, 'ciphertexts').map((pair) => {
    if (!Array.isArray(pair)) throw new Error('not a pair');
    return { a: decodedPoint(pair[0]), b: decodedPoint(pair[1]) };
  });
}

function share(vector: Fields): Share {
  const verdict = verifyShare(place(vector), ciphertexts(vector), hex(vector, 'payload'));
  if (verdict.kind === 'rejected') throw new Error(verdict.reason);
  return verdict.share;
}
