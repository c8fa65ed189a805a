import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../src/crypto/base64url';
import { concat, toHex, utf8 } from '../src/crypto/bytes';
import { encode, parse } from '../src/crypto/canonical';
import { label } from '../src/crypto/hash';
import { Point, verifySignature } from '../src/crypto/group';
import { hex, named, vectorFile } from './pinned';

describe('canonical JSON', () => {
  const pinned = vectorFile('canonical-json.json');

  it.each(named(pinned, 'accepted', 'comment'))('reads and writes back: %s', (_, vector) => {
    const value = parse(hex(vector, 'bytes'));
    expect(value === undefined ? undefined : toHex(encode(value))).toBe(vector['bytes']);
  });

  it.each(named(pinned, 'rejected', 'comment'))('refuses: %s', (_, vector) => {
    expect(parse(hex(vector, 'bytes'))).toBeUndefined();
  });

  it.each([0.5, 2 ** 53, -0, NaN, '\ud800', ['\udc00']])('has no encoding for %s', (value) => {
    expect(() => encode(value)).toThrow(RangeError);
  });
});

describe('base64url', () => {
  it('round-trips every length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) & 255);
      expect(toHex(fromBase64url(toBase64url(bytes)) ?? new Uint8Array())).toBe(toHex(bytes));
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }
  });

  it.each(['A', 'AA=', 'AA==', 'A+', 'A/', 'AB', 'AAB', 'AAAAA', ' AA', 'AA\n'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  });
});

describe('signatures', () => {
  it.each(named(vectorFile('signature.json'), 'cases', 'comment'))('decides as pinned: %s', (_, vector) => {
    const key = Point.decode(hex(vector, 'key'));
    const message = concat(label(String(vector['domain'])), hex(vector, 'content'));
    expect(key !== undefined && verifySignature(hex(vector, 'signature'), message, key)).toBe(vector['accepted']);
    expect(utf8(String(vector['domain'])).length).toBeGreaterThan(0);
  });
});
