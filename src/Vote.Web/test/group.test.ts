import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex, utf8 } from '../src/crypto/bytes';
import {
  decodeScalar,
  encodeScalar,
  invert,
  order,
  Point,
  randomScalar,
  type Scalar,
  scalar,
  sign,
  verifySignature,
} from '../src/crypto/group';

const hex = (text: string) => fromHex(text) ?? new Uint8Array();
const G = Point.generator;
const X = '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296';
const P = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';

describe('Point', () => {
  it('decodes what it encodes', () => {
    const point = G.multiply(randomScalar());
    expect(Point.decode(point.encode())?.equals(point)).toBe(true);
    expect(toHex(G.encode())).toBe(`03${X}`);
  });

  it.each([
    ['an uncompressed head', `04${X}`],
    ['a hybrid head', `06${X}`],
    ['the identity as SEC1 writes it', '00'],
    ['33 zero bytes', '00'.repeat(33)],
    ['a byte too many', `03${X}00`],
    ['a byte too few', `03${X.slice(2)}`],
    ['x = p', `02${P}`],
    ['x = p + 5, which is 5 on the curve', `02ffffffff00000001000000000000000000000001000000000000000000000004`],
    ['an x without a point', `02${'00'.repeat(31)}01`],
  ])('refuses %s', (_, encoding) => {
    expect(Point.decode(hex(encoding))).toBeUndefined();
  });

  it('decodes x = 5, so that p + 5 is refused for its size alone', () => {
    expect(Point.decode(hex(`02${'00'.repeat(31)}05`))).toBeDefined();
  });

  it('has no encoding for the identity', () => {
    expect(() => G.subtract(G).encode()).toThrow(RangeError);
    expect(G.multiply(scalar(0)).isIdentity()).toBe(true);
  });

  it.each([0, 1, 5, 100, 500])('sums %i products as one multiplication of G would', (count) => {
    const scalars: Scalar[] = [scalar(0), scalar(1), scalar(-1), ...Array.from({ length: 500 }, randomScalar)].slice(0, count);
    const points: Point[] = [];
    for (let last = G; points.length < count; last = last.add(G)) points.push(last);
    const expected = scalars.reduce((sum, k, i) => sum + k * BigInt(i + 1), 0n);
    expect(Point.sumVartime(points, scalars).equals(G.multiply(scalar(expected)))).toBe(true);
  });

  it('multiplies alike on every path', () => {
    for (const k of [scalar(0), scalar(1), scalar(2), scalar(-1), randomScalar()]) {
      const point = G.multiply(scalar(99));
      const plain = point.multiplyVartime(k);
      expect(point.multiply(k).equals(plain)).toBe(true);
      expect(point.asFixedBase().multiply(k).equals(plain)).toBe(true);
    }
  });

  it('hashes to the curve as RFC 9380 appendix J.1.1 prints', () => {
    const point = Point.hashToCurve(utf8('abc'), utf8('QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_'));
    expect(toHex(point.encode()).slice(2)).toBe('0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f');
  });
});

describe('Scalar', () => {
  it('decodes what it encodes and nothing from n on', () => {
    expect(decodeScalar(encodeScalar(scalar(-1)))).toBe(order - 1n);
    expect(decodeScalar(hex(order.toString(16)))).toBeUndefined();
    expect(decodeScalar(new Uint8Array(31))).toBeUndefined();
    expect(scalar(invert(scalar(7)) * 7n)).toBe(1n);
  });
});

describe('ECDSA', () => {
  const secret = scalar(0x1234567n);
  const key = G.multiply(secret);
  const message = utf8('sample');
  const signature = sign(message, secret);

  it('accepts its own low-s signature only', () => {
    expect(verifySignature(signature, message, key)).toBe(true);
    expect(verifySignature(signature, utf8('other'), key)).toBe(false);
    const s = decodeScalar(signature.slice(32)) ?? scalar(0);
    expect(verifySignature(concat(signature.slice(0, 32), encodeScalar(scalar(-s))), message, key)).toBe(false);
  });

  it.each([0, 63, 65])('refuses %i bytes', (length) => {
    expect(verifySignature(new Uint8Array(length), message, key)).toBe(false);
  });

  it('refuses zeros and values beyond the order', () => {
    expect(verifySignature(new Uint8Array(64), message, key)).toBe(false);
    expect(verifySignature(new Uint8Array(64).fill(255), message, key)).toBe(false);
  });
});
