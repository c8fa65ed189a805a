import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/base64url';
import { encode } from '../../src/crypto/canonical';
import { sha256 } from '../../src/crypto/hash';
import { readFragment } from '../../src/session/arrival';
import { parseStatement, SENTENCE } from '../../src/session/statement';
import { approval, election } from '../../vectors/elections';

describe('the address on arrival', () => {
  it.each([
    ['#ticket=abc-_.~9', { kind: 'ticket', ticket: 'abc-_.~9' }],
    ['#refused=not-on-roll', { kind: 'refused', reason: 'not-on-roll' }],
    ['#refused=something-new', { kind: 'refused', reason: 'provider' }],
    ['#/results', { kind: 'page', page: 'results' }],
    ['#/receipt', { kind: 'page', page: 'receipt' }],
    ['#/', { kind: 'page', page: 'vote' }],
    ['', { kind: 'page', page: 'vote' }],
    ['#ticket=', { kind: 'page', page: 'vote' }],
    ['#ticket=a b', { kind: 'page', page: 'vote' }],
    [`#ticket=${'x'.repeat(513)}`, { kind: 'page', page: 'vote' }],
  ])('%s', (fragment, expected) => {
    expect(readFragment(fragment)).toEqual(expected);
  });
});

describe('the statement', () => {
  const { election: asked } = election('statement', [approval(1, 2, 3)]);
  const credential = new Uint8Array(33).fill(2);
  const fields = {
    credential: toBase64url(sha256(credential)),
    election: toBase64url(asked.hash),
    format: 'tsukuba-vote/act/v1',
    nonce: toBase64url(new Uint8Array(32)),
    purpose: 'credential',
    statement: SENTENCE,
    time: '2026-11-02T10:00:00+09:00',
    title: '選挙',
  };
  const text = (changed: object = {}) => new TextDecoder().decode(encode({ ...fields, ...changed }));

  it('is accepted as canonical JSON and as its base64url', () => {
    expect(parseStatement(text(), asked, credential)).toMatchObject({ statement: SENTENCE, title: '選挙' });
    expect(parseStatement(toBase64url(encode(fields)), asked, credential)).toBeDefined();
  });

  it.each([
    ['another credential', { credential: toBase64url(sha256(asked.hash)) }],
    ['another election', { election: toBase64url(sha256(credential)) }],
    ['another sentence', { statement: '私は、すべてを譲ります。' }],
    ['another purpose', { purpose: 'ballot' }],
    ['another title', { title: '別の選挙' }],
    ['a time without its zone', { time: '2026-11-02T10:00:00Z' }],
    ['one field more', { more: 1 }],
  ])('is refused with %s', (_, changed) => {
    expect(parseStatement(text(changed), asked, credential)).toBeUndefined();
  });

  it('is refused in another spelling', () => {
    expect(parseStatement(text().replace('{', '{ '), asked, credential)).toBeUndefined();
    expect(parseStatement('', asked, credential)).toBeUndefined();
  });
});
