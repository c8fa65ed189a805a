import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes';
import { sha256 } from '../../src/crypto/hash';
import { type Purpose, tagOf } from '../../src/crypto/tag';
import { prove } from '../../src/crypto/sigma';
import { verify } from '../../src/crypto/verifier';
import { statements } from './proven';

const PURPOSES: readonly Purpose[] = [
  'ballot',
  'ballot-mixed',
  'trustee-key',
  'shuffle',
  'shuffle-weights',
  'decryption',
  'decryption-weights',
];

describe('A12: a proof of one purpose taken for another', () => {
  it('is refused for every pair of purposes', () => {
    const [, make] = statements.find(([name]) => name === 'trustee-key') ?? [];
    if (make === undefined) throw new Error('no statement');
    const { relation, witness } = make();
    const scope = sha256(utf8('scope'));
    for (const proven of PURPOSES) {
      const proof = prove(tagOf(scope, proven, { a: 1 }), relation, witness);
      for (const asked of PURPOSES)
        expect(verify(tagOf(scope, asked, { a: 1 }), relation, proof).kind).toBe(asked === proven ? 'accepted' : 'rejected');
    }
  });
});
