import { describe, expect, it } from 'vitest';
import { at, toHex } from '../../src/crypto/bytes';
import { encodeScalar, Point } from '../../src/crypto/group';
import { drawWeights } from '../../src/crypto/tag';

/** The same values as in the C# test of this number: from Python's hashlib. */
const PINNED: readonly (readonly [number, string])[] = [
  [1, '0808ab7346a1edcbf46f0647e372bfa5edfc101459218594417cbd78ad14bb09'],
  [170, '628d4e8c5e534d60fe58be62fb7510aeb8dcc6939e3f42d16d9161a60acfd068'],
  [171, '5d0a352570bd696ea12de067b535ae895ce931da683ece73cb4cf33cef8fd0e6'],
  [10_000, '216749f8ec6123be93e12316c81a6c63d11f1c82704ec71c60ab52699792cc6e'],
];

describe('A20: an expander of 255 blocks', () => {
  it.each(PINNED)('has no end at %d weights', (count, last) => {
    const vector = Array.from({ length: count }, () => Point.generator);
    const weights = drawWeights('a', [vector], count);
    expect(toHex(encodeScalar(at(weights, count - 1)))).toBe(last);
    expect(new Set(weights).size).toBe(count);
  });
});
