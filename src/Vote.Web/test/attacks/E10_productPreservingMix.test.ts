import { describe, expect, it } from 'vitest';
import { concat } from '../../src/crypto/bytes';
import { Point } from '../../src/crypto/group';
import { decodeShuffle, encodeRows, type Row, shuffle, verifyShuffle } from '../../src/crypto/shuffle';
import { mixOf, mixPlace } from './proven';

describe('E9, E10: a mix that replaces, doubles or shifts votes', () => {
  const { input, secrets } = mixOf(4);
  const payload = shuffle(mixPlace, input, secrets);
  const decoded = decodeShuffle(payload, 4, 1);
  if (decoded === undefined) throw new Error('does not decode');
  const rest = payload.slice(66 * 4);
  const lies: [string, (rows: readonly Row[]) => Row[]][] = [
    ['doubles one', ([first = [], , ...others]) => [first, first, ...others]],
    ['exchanges two', ([first = [], second = [], ...others]) => [second, first, ...others]],
    [
      'shifts two so that the sum stays',
      ([first = [], second = [], ...others]) => [
        first.map(({ a, b }) => ({ a, b: b.add(Point.generator) })),
        second.map(({ a, b }) => ({ a, b: b.subtract(Point.generator) })),
        ...others,
      ],
    ],
  ];

  it.each(lies)('%s: refused', (_, lie) => {
    expect(verifyShuffle(mixPlace, input, payload)).toEqual({ kind: 'accepted' });
    expect(verifyShuffle(mixPlace, input, concat(encodeRows(lie(decoded.output)), rest)).kind).toBe('rejected');
    expect(verifyShuffle(mixPlace, lie(input), payload).kind).toBe('rejected');
  });

  it('is bound to question, round, trustee and election (E27)', () => {
    for (const other of [{ question: 2 }, { round: 2 }, { trustee: 2 }, { election: new Uint8Array(32) }])
      expect(verifyShuffle({ ...mixPlace, ...other }, input, payload).kind).toBe('rejected');
  });
});
