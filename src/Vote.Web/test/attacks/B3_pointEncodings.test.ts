import { describe, expect, it } from 'vitest';
import { concat } from '../../src/crypto/bytes';
import { decodePayload } from '../../src/crypto/ballot';
import { decodeCiphertexts } from '../../src/crypto/elgamal';
import { ELEMENT_BYTES, Point } from '../../src/crypto/group';
import { decodePoints } from '../../src/crypto/sigma';
import { ballotOf, electionOf, overwritten, wrongPoints } from './proven';

describe('B3 (and B2): points off the curve, x ≥ p, other forms, the identity', () => {
  const election = electionOf('ballot.json', 'choose-one-3');
  const payload = ballotOf(election);
  const good = Point.generator.encode();

  it.each(wrongPoints)('refuses %s in every field of a ballot', (_, bytes) => {
    expect(Point.decode(bytes)).toBeUndefined();
    expect(decodePoints(concat(good, bytes))).toBeUndefined();
    expect(decodeCiphertexts(concat(bytes, good))).toBeUndefined();
    expect(decodeCiphertexts(concat(good, bytes))).toBeUndefined();
    for (let half = 0; half < 8; half++) expect(decodePayload(election, overwritten(payload, ELEMENT_BYTES * half, bytes))).toBeUndefined();
  });

  it('has no encoding of the identity', () => {
    expect(() => Point.identity.encode()).toThrow();
    for (const length of [0, 1, 32, 34, 65]) expect(Point.decode(new Uint8Array(length))).toBeUndefined();
  });
});
