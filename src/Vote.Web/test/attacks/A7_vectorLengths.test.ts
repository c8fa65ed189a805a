import { describe, expect, it } from 'vitest';
import { concat } from '../../src/crypto/bytes';
import { decodePayload, verifyPayload } from '../../src/crypto/ballot';
import { CIPHERTEXT_BYTES, encrypt } from '../../src/crypto/elgamal';
import { decryptionShare, verifyShare } from '../../src/crypto/decryption';
import { ELEMENT_BYTES, Point, randomScalar, SCALAR_BYTES } from '../../src/crypto/group';
import { decodeShuffle, shuffle, verifyShuffle } from '../../src/crypto/shuffle';
import { verify } from '../../src/crypto/verifier';
import { ballotOf, electionOf, mixOf, mixPlace, otherCounts, place, proofOf, resized, statements } from './proven';

describe('A7: vectors of 0, 1, N − 1, N + 1 and 2N items', () => {
  it.each(statements)('are refused before anything of them is decoded: %s', (_, make) => {
    const statement = make();
    const proof = proofOf(statement);
    const equations = statement.relation.equations.length;
    const split = ELEMENT_BYTES * equations;
    const lengths = [
      ...otherCounts(equations).map((count) => concat(resized(proof.slice(0, split), ELEMENT_BYTES * count), proof.slice(split))),
      ...otherCounts(statement.witness.length).map((count) =>
        concat(proof.slice(0, split), resized(proof.slice(split), SCALAR_BYTES * count)),
      ),
    ];
    for (const bytes of lengths)
      expect(verify(statement.tag, statement.relation, bytes)).toEqual({ kind: 'rejected', reason: 'the proof does not decode' });
  });

  it.each(['choose-one-1', 'choose-one-3', 'approval-1-5-of-8'])('are refused in a ballot: %s', (manifest) => {
    const election = electionOf('ballot.json', 'choose-one-3');
    const other = electionOf('ballot.json', manifest);
    const payload = ballotOf(other);
    expect(decodePayload(election, payload) !== undefined).toBe(manifest === 'choose-one-3');
    const own = ballotOf(election);
    const head = CIPHERTEXT_BYTES * 4;
    for (const count of otherCounts(4)) {
      const bytes = concat(resized(own.slice(0, head), CIPHERTEXT_BYTES * count), own.slice(head));
      expect(verifyPayload(election, place, bytes)).toEqual({ kind: 'rejected', reason: 'the payload does not decode' });
    }
  });

  it('are refused in a shuffle and a share', () => {
    const { input, secrets } = mixOf(3);
    const payload = shuffle(mixPlace, input, secrets);
    for (const count of otherCounts(3)) expect(decodeShuffle(payload, count, 1)).toBeUndefined();
    expect(verifyShuffle(mixPlace, input, payload.slice(0, -33)).kind).toBe('rejected');

    const secret = randomScalar();
    const where = { election: mixPlace.election, tallyInput: new Uint8Array(32), trustee: 1, verification: Point.generator.multiply(secret) };
    const ciphertexts = [1, 2, 3].map(() => encrypt(Point.generator, mixPlace.key, randomScalar()));
    const share = decryptionShare(where, ciphertexts, secret);
    expect(verifyShare(where, ciphertexts, share).kind).toBe('accepted');
    for (const count of otherCounts(3)) {
      const fewer = Array.from({ length: count }, (_, i) => ciphertexts[i % 3] ?? encrypt(Point.generator, mixPlace.key, randomScalar()));
      expect(verifyShare(where, fewer, share).kind).toBe('rejected');
    }
  });
});
