import { describe, expect, it } from 'vitest';
import { concat } from '../../src/crypto/bytes';
import { encodeRows, shuffle, decodeShuffle, verifyShuffle } from '../../src/crypto/shuffle';
import { Point } from '../../src/crypto/group';
import { mixOf, mixPlace, otherCounts } from './proven';

describe('A8: empty or short vectors inside a shuffle', () => {
  const { input, secrets } = mixOf(3);
  const payload = shuffle(mixPlace, input, secrets);
  const decoded = decodeShuffle(payload, 3, 1);
  if (decoded === undefined) throw new Error('does not decode');

  it('accepts the honest one', () => {
    expect(verifyShuffle(mixPlace, input, payload)).toEqual({ kind: 'accepted' });
  });

  it.each(['output', 'commitments', 'chain'] as const)('refuses every other length of %s by the length', (vector) => {
    for (const count of otherCounts(3)) {
      const cut = <T>(items: readonly T[]) => Array.from({ length: count }, (_, i) => items[i % 3]).flatMap((item) => item ?? []);
      const rows = vector === 'output' ? Array.from({ length: count }, (_, i) => decoded.output[i % 3] ?? []) : decoded.output;
      const bytes = concat(
        ...(rows.length === 0 ? [] : [encodeRows(rows)]),
        ...Point.encodeAll(vector === 'commitments' ? cut(decoded.commitments) : decoded.commitments),
        ...Point.encodeAll(vector === 'chain' ? cut(decoded.chain) : decoded.chain),
        decoded.proof,
      );
      expect(verifyShuffle(mixPlace, input, bytes)).toEqual({ kind: 'rejected', reason: 'the payload does not decode' });
    }
  });
});
