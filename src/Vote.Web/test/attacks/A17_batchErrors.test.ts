import { describe, expect, it } from 'vitest';
import { decodeScalar, ELEMENT_BYTES, encodeScalar, scalar, SCALAR_BYTES } from '../../src/crypto/group';
import { type Claim, verifyAll, verifyEach } from '../../src/crypto/verifier';
import { overwritten, proofOf, statements } from './proven';

describe('A17: errors that cancel in a batch', () => {
  it.each(statements)('are refused: %s', (_, make) => {
    const statement = make();
    const { tag, relation } = statement;
    const [one, two]: Claim[] = [
      { tag, relation, proof: proofOf(statement) },
      { tag, relation, proof: proofOf(statement) },
    ];
    if (one === undefined || two === undefined) throw new Error('two claims');
    const [up, down] = [shifted(one, 1n), shifted(two, -1n)];
    expect(verifyAll([one, two])).toBe(true);
    expect(verifyAll([up, down])).toBe(false);
    expect(verifyAll([one, up, down, two])).toBe(false);
    expect([one, up, down, two].map(verifyEach)).toEqual([true, false, false, true]);
  });

  it('one bad proof among three hundred is noticed wherever it stands', () => {
    const [, make] = statements.find(([name]) => name === 'trustee-key') ?? [];
    if (make === undefined) throw new Error('no statement');
    const statement = make();
    const claim = { tag: statement.tag, relation: statement.relation, proof: proofOf(statement) };
    const claims = Array.from({ length: 300 }, () => claim);
    expect(verifyAll(claims)).toBe(true);
    for (const position of [0, 150, 299]) expect(verifyAll(claims.with(position, shifted(claim, 1n)))).toBe(false);
  });
});

/** One response moved by a number: everything decodes, nothing holds. */
function shifted(claim: Claim, by: bigint): Claim {
  const offset = ELEMENT_BYTES * claim.relation.equations.length;
  const response = decodeScalar(claim.proof.slice(offset, offset + SCALAR_BYTES));
  if (response === undefined) throw new Error('no scalar');
  return { ...claim, proof: overwritten(claim.proof, offset, encodeScalar(scalar(response + by))) };
}
