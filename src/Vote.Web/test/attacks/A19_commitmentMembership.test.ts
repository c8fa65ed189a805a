import { describe, expect, it } from 'vitest';
import { ELEMENT_BYTES } from '../../src/crypto/group';
import { decodeShuffle, shuffle } from '../../src/crypto/shuffle';
import { verify } from '../../src/crypto/verifier';
import { mixOf, mixPlace, overwritten, proofOf, statements, wrongPoints } from './proven';

describe('A19: commitments that are no elements', () => {
  it.each(statements)('are refused in every place of %s', (_, make) => {
    const statement = make();
    const proof = proofOf(statement);
    for (const i of statement.relation.equations.keys()) {
      for (const [, bytes] of wrongPoints) {
        const changed = overwritten(proof, ELEMENT_BYTES * i, bytes);
        expect(verify(statement.tag, statement.relation, changed)).toEqual({ kind: 'rejected', reason: 'the proof does not decode' });
      }
    }
  });

  it('are refused in every place of a shuffle', () => {
    const { input, secrets } = mixOf(2);
    const payload = shuffle(mixPlace, input, secrets);
    for (let i = 0; i < 2 * 2 + 2 + 2; i++)
      for (const [, bytes] of wrongPoints) expect(decodeShuffle(overwritten(payload, ELEMENT_BYTES * i, bytes), 2, 1)).toBeUndefined();
  });
});
