import { describe, expect, it } from 'vitest';
import { at } from '../../src/crypto/bytes';
import { invert, Point, randomScalar, scalar } from '../../src/crypto/group';
import { imageOf, mapOf } from '../../src/crypto/relation';
import { challenge } from '../../src/crypto/sigma';
import { concat } from '../../src/crypto/bytes';
import { verify, verifyAll, verifyEach } from '../../src/crypto/verifier';
import { encodeProof, proofOf, statements, withElement } from './proven';

describe('A1: commitments and challenge first, the statement after', () => {
  it.each(statements)('binds every element of %s by itself', (_, make) => {
    const statement = make();
    const proof = proofOf(statement);
    expect(verify(statement.tag, statement.relation, proof).kind).toBe('accepted');
    for (const index of statement.relation.elements.keys()) {
      const changed = withElement(statement.relation, index, at(statement.relation.elements, index).add(Point.generator));
      expect(verify(statement.tag, changed, proof).kind).toBe('rejected');
    }
    expect(verify(statement.tag.replace('-V01-', '-V02-'), statement.relation, proof).kind).toBe('rejected');
  });

  it.each(statements.filter(([name]) => name !== 'ballot'))('refuses an element of %s solved for a known challenge', (_, make) => {
    const { tag, relation, witness } = make();
    const nonces = witness.map(() => randomScalar());
    const commitments = mapOf(relation, nonces);
    commitments[0] = Point.generator.multiply(randomScalar());
    const c = challenge(tag, relation, concat(...Point.encodeAll(commitments)));
    const responses = nonces.map((nonce, i) => scalar(nonce + c * at(witness, i)));

    // z·G = T + c·X, solved for X: nobody knows its logarithm.
    const solved = Point.generator
      .multiply(at(responses, 0))
      .subtract(at(commitments, 0))
      .multiply(invert(c));
    const forged = withElement(relation, 1, solved);
    const mapped = mapOf(forged, responses);
    for (const [i, equation] of forged.equations.entries())
      expect(at(commitments, i).add(imageOf(forged, equation).multiply(c)).equals(at(mapped, i))).toBe(true);
    const claim = { tag, relation: forged, proof: encodeProof(commitments, responses) };
    expect(verify(tag, forged, claim.proof).kind).toBe('rejected');
    expect(verifyAll([claim])).toBe(false);
    expect(verifyEach(claim)).toBe(false);
  });
});
