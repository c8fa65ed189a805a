import { describe, expect, it } from 'vitest';
import { bigEndian, concat, fromBigEndian } from '../../src/crypto/bytes';
import { decodeScalar, ELEMENT_BYTES, order, Point, randomScalar, SCALAR_BYTES, sign, verifySignature } from '../../src/crypto/group';
import { verify } from '../../src/crypto/verifier';
import { overwritten, proofOf, statements } from './proven';

describe('A14: second spellings', () => {
  it('a scalar has none', () => {
    for (const value of [order, order + 1n, order + 7n, 2n ** 256n - 1n])
      expect(decodeScalar(bigEndian(value, SCALAR_BYTES))).toBeUndefined();
    expect(decodeScalar(bigEndian(order - 1n, SCALAR_BYTES))).toBe(order - 1n);
    for (const length of [0, 1, 31, 33]) expect(decodeScalar(new Uint8Array(length))).toBeUndefined();
  });

  it.each(statements)('no response of %s is taken unreduced', (_, make) => {
    const statement = make();
    const proof = proofOf(statement);
    for (const i of statement.witness.keys()) {
      for (const value of [order, 2n ** 256n - 1n]) {
        const offset = ELEMENT_BYTES * statement.relation.equations.length + SCALAR_BYTES * i;
        const changed = overwritten(proof, offset, bigEndian(value, SCALAR_BYTES));
        expect(verify(statement.tag, statement.relation, changed)).toEqual({ kind: 'rejected', reason: 'the proof does not decode' });
      }
    }
  });

  it('a signature has none', () => {
    const secret = randomScalar();
    const key = Point.generator.multiply(secret);
    const message = Uint8Array.of(1, 2, 3);
    const signature = sign(message, secret);
    const [r, s] = [signature.slice(0, 32), signature.slice(32)];
    expect(verifySignature(signature, message, key)).toBe(true);
    const others = [
      concat(r, bigEndian(order - fromBigEndian(s), 32)),
      concat(r, new Uint8Array(32)),
      concat(new Uint8Array(32), s),
      concat(signature, Uint8Array.of(0)),
      signature.slice(0, 63),
    ];
    for (const other of others) expect(verifySignature(other, message, key)).toBe(false);
  });
});
