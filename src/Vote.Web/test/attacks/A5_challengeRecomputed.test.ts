import { describe, expect, it } from 'vitest';
import { at } from '../../src/crypto/bytes';
import { randomScalar } from '../../src/crypto/group';
import { imageOf, mapOf } from '../../src/crypto/relation';
import { verify } from '../../src/crypto/verifier';
import { encodeProof, statements } from './proven';

describe('A5: a proof that holds for a challenge of its own', () => {
  it.each(statements)('is refused: %s', (_, make) => {
    const { tag, relation, witness } = make();
    const c = randomScalar();
    const responses = witness.map(() => randomScalar());
    const mapped = mapOf(relation, responses);
    const commitments = relation.equations.map((equation, i) => at(mapped, i).subtract(imageOf(relation, equation).multiply(c)));
    expect(verify(tag, relation, encodeProof(commitments, responses)).kind).toBe('rejected');
  });
});
