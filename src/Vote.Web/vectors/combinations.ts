/** What shares combine to, and logarithms in ranges. spec §8.3 */
import { at } from '../src/crypto/bytes';
import { combine, verifyShare } from '../src/crypto/decryption';
import { Point, scalar } from '../src/crypto/group';
import { hexPoint, type Shared, type Sharing } from './decryptions';
import type { Value } from './files';

export function combination(
  name: string,
  sharings: readonly Sharing[],
  shared: readonly Shared[],
  numbers: readonly number[],
): Value {
  const shares = sharings.map(({ place, ciphertexts }, i) => {
    const verdict = verifyShare(place, ciphertexts, Uint8Array.from(Buffer.from(at(shared, i).payload, 'hex')));
    if (verdict.kind === 'rejected') throw new Error(verdict.reason);
    return verdict.share;
  });
  const elements = combine(at(sharings, 0).ciphertexts, shares).map(hexPoint);
  return { name, shares: shared.map((each) => each.name), elements, least: 0, most: 100, numbers };
}

export function logarithms(): Value[] {
  const cases: [number, number, number, boolean][] = [
    [0, 0, 0, true],
    [1, 0, 0, false],
    [100, 0, 100, true],
    [101, 0, 100, false],
    [-1, 0, 100, false],
    [-7, -7, 3, true],
    [-8, -7, 3, false],
    [3, -7, 3, true],
    [65535, 0, 65536, true],
  ];
  return cases.map(([m, least, most, found]) => ({
    element: hexPoint(Point.generator.multiply(scalar(m))),
    least,
    most,
    found,
    number: found ? m : 0,
  }));
}
