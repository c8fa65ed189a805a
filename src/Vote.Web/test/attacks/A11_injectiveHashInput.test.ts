import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex, utf8 } from '../../src/crypto/bytes';
import { encode, type Json, parse } from '../../src/crypto/canonical';

describe('A11: two inputs that hash alike', () => {
  it('has no two look-alikes with one encoding', () => {
    const values: Json[] = [
      [['a'], 'b'],
      ['a', ['b']],
      ['a', 'b'],
      [['a', 'b']],
      'ab',
      'a,b',
      0,
      '0',
      '',
      '00',
      [],
      {},
      false,
      'false',
      { a: 'b' },
      { b: 'a' },
    ];
    expect(new Set(values.map((value) => toHex(encode(value)))).size).toBe(values.length);
    for (const value of values) expect(parse(encode(value))).toEqual(value);
  });

  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '[01]',
    '[1.0]',
    '[1e0]',
    '[-0]',
    '[1 ]',
    '[9007199254740992]',
    '[null]',
    '["\\u0041"]',
    '["\\/"]',
    '["\\ud800"]',
    '[1]\n',
    '\ufeff[1]',
  ])('refuses the second spelling %s', (json) => {
    expect(parse(utf8(json))).toBeUndefined();
  });

  it.each(['c0af', 'e080af', 'eda080', 'f4908080', 'ff', 'e381', '80'])('refuses ill-formed UTF-8 %s', (hex) => {
    expect(parse(concat(utf8('["'), fromHex(hex) ?? new Uint8Array(), utf8('"]')))).toBeUndefined();
  });

  it('keeps normal forms apart', () => {
    expect(toHex(encode('が'))).not.toBe(toHex(encode('か\u3099')));
  });
});
