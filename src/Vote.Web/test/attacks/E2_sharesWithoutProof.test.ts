import { describe, expect, it } from 'vitest';
import { concat } from '../../src/crypto/bytes';
import { decryptionShare, proveShare, type SharePlace, shareWeights, verifyShare } from '../../src/crypto/decryption';
import { encrypt } from '../../src/crypto/elgamal';
import { at } from '../../src/crypto/bytes';
import { invert, Point, randomScalar } from '../../src/crypto/group';
import { mixPlace } from './proven';

describe('E2 (and A2): shares that were not proved', () => {
  const secret = randomScalar();
  const place: SharePlace = {
    election: mixPlace.election,
    tallyInput: new Uint8Array(32),
    trustee: 1,
    verification: Point.generator.multiply(secret),
  };
  const ciphertexts = [1, 2, 3].map(() => encrypt(Point.generator, mixPlace.key, randomScalar()));
  const honest = decryptionShare(place, ciphertexts, secret);
  const elements = ciphertexts.map(({ a }) => a.multiply(secret));

  it('accepts the honest share', () => {
    expect(verifyShare(place, ciphertexts, honest).kind).toBe('accepted');
  });

  it('refuses a share without its proof, or for other ciphertexts, trustees or tallies', () => {
    expect(verifyShare(place, ciphertexts, honest.slice(0, 99)).kind).toBe('rejected');
    expect(verifyShare(place, [...ciphertexts].reverse(), honest).kind).toBe('rejected');
    expect(verifyShare({ ...place, trustee: 2 }, ciphertexts, honest).kind).toBe('rejected');
    expect(verifyShare({ ...place, tallyInput: new Uint8Array(32).fill(1) }, ciphertexts, honest).kind).toBe('rejected');
    const exchanged = ciphertexts.map(({ a }, i) => ({ a, b: at(ciphertexts, (i + 1) % 3).b }));
    expect(verifyShare(place, exchanged, honest).kind).toBe('rejected');
  });

  it('refuses errors that cancel in a plain sum, and under weights known beforehand', () => {
    const [first, second, third] = elements;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three');
    const plain = [first.add(Point.generator), second.subtract(Point.generator), third];
    expect(verifyShare(place, ciphertexts, proveShare(place, ciphertexts, plain, secret)).kind).toBe('rejected');
    const known = shareWeights(place, ciphertexts, elements);
    const back = Point.generator.multiply(at(known, 0)).multiply(invert(at(known, 1)));
    const solved = [first.add(Point.generator), second.subtract(back), third];
    const forged = concat(...Point.encodeAll(solved), honest.slice(99));
    expect(verifyShare(place, ciphertexts, forged).kind).toBe('rejected');
  });
});
