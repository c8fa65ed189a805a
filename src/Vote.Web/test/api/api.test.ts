import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/api';
import { toBase64url } from '../../src/crypto/base64url';

type Call = { readonly url: string; readonly init: RequestInit };

/** An interface whose every request gets this answer. */
function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const calls: Call[] = [];
  const api = createApi((url, init) => {
    calls.push({ url, init });
    return Promise.resolve(new Response(body, { status, headers }));
  });
  return { api, calls };
}

const signal = new AbortController().signal;
const digest = toBase64url(new Uint8Array(32).fill(1));
const session = {
  token: 't',
  electionId: 'e',
  slot: 7,
  generation: 2,
  sequence: 1,
  previous: digest,
  votedBefore: true,
  expiresAt: '2026-11-02T10:30:00+09:00',
};
const problem = { 'Content-Type': 'application/problem+json' };

describe('the interface', () => {
  it('asks as docs/api.md says, and never with a cache, a referrer or a redirect', async () => {
    const { api, calls } = answering(200, JSON.stringify(session));
    await api.redeem('ticket', signal);
    await api.session('e/x', 'tok', signal);
    await api.cast('e', 'tok', { encoded: Uint8Array.of(1), blob: undefined }, signal);
    await api.cast('e', 'tok', { encoded: Uint8Array.of(1), blob: Uint8Array.of(2) }, signal);
    expect(calls.map(({ url, init }) => [init.method, url, init.body])).toEqual([
      ['POST', '/sign-in/tickets', '{"ticket":"ticket"}'],
      ['GET', '/elections/e%2Fx/session', undefined],
      ['POST', '/elections/e/ballots', '{"entry":"AQ"}'],
      ['POST', '/elections/e/ballots', '{"entry":"AQ","blob":"Ag"}'],
    ]);
    for (const { init } of calls)
      expect(init).toMatchObject({ cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect(calls[1]?.init.headers).toEqual({ Authorization: 'Bearer tok' });
  });

  it('reads a session, and keeps the token where none is given', async () => {
    const { api } = answering(200, JSON.stringify(session));
    expect(await api.redeem('x', signal)).toMatchObject({
      kind: 'ok',
      value: { slot: 7, expiresAt: Date.parse(session.expiresAt) },
    });
    const { token: _, ...rest } = session;
    const again = answering(200, JSON.stringify(rest));
    expect(await again.api.session('e', 'kept', signal)).toMatchObject({ value: { token: 'kept' } });
  });

  it.each([
    ['no slot', { slot: undefined }],
    ['slot 0', { slot: 0 }],
    ['a sequence that is a text', { sequence: '1' }],
    ['a short previous', { previous: 'AQ' }],
    ['a time that is none', { expiresAt: 'soon' }],
  ])('does not understand a session with %s', async (_, changed) => {
    const { api } = answering(200, JSON.stringify({ ...session, ...changed }));
    expect(await api.redeem('x', signal)).toEqual({ kind: 'unknown' });
  });

  it('tells a refusal from everything it does not know', async () => {
    const body = JSON.stringify({ code: 'superseded', status: 409 });
    expect(await answering(409, body, problem).api.redeem('x', signal)).toEqual({
      kind: 'refused',
      code: 'superseded',
      pause: 0,
    });
    const busy = answering(503, JSON.stringify({ code: 'overloaded' }), { ...problem, 'Retry-After': '7' });
    expect(await busy.api.redeem('x', signal)).toEqual({ kind: 'refused', code: 'overloaded', pause: 7 });
    for (const other of [
      answering(409, body),
      answering(409, JSON.stringify({ code: 'new-code' }), problem),
      answering(409, 'x', problem),
      answering(502, '<html>'),
      answering(200, 'null'),
    ])
      expect(await other.api.redeem('x', signal)).toEqual({ kind: 'unknown' });
  });

  it('does not know after a broken connection or an abort', async () => {
    const api = createApi(() => Promise.reject(new TypeError('network')));
    expect(await api.elections(signal)).toEqual({ kind: 'unknown' });
    const aborted = createApi((_, init) => Promise.reject(init.signal?.reason as Error));
    expect(await aborted.elections(AbortSignal.abort())).toEqual({ kind: 'unknown' });
  });

  it('waits for a receipt as long as the server says', async () => {
    expect(await answering(202, '', { 'Retry-After': '9' }).api.receipt('e', Uint8Array.of(1), signal)).toEqual({
      kind: 'pending',
      pause: 9,
    });
    const long = answering(202, '', { 'Retry-After': '86400' });
    expect(await long.api.receipt('e', Uint8Array.of(1), signal)).toEqual({ kind: 'pending', pause: 60 });
    expect(await answering(200, 'abc').api.receipt('e', Uint8Array.of(1), signal)).toEqual({
      kind: 'ok',
      value: Uint8Array.of(97, 98, 99),
    });
  });

  it('reads the result of homomorphic and mixed questions', async () => {
    const body = { counted: 3, questions: [{ totals: [1, 2] }, { totals: [3], invalid: 1, votes: [[1]] }], shares: [1, 2] };
    expect(await answering(200, JSON.stringify(body)).api.result('e', signal)).toEqual({
      kind: 'ok',
      value: {
        counted: 3,
        questions: [
          { totals: [1, 2], invalid: 0 },
          { totals: [3], invalid: 1 },
        ],
      },
    });
    const negative = JSON.stringify({ ...body, questions: [{ totals: [-1] }] });
    expect(await answering(200, negative).api.result('e', signal)).toEqual({ kind: 'unknown' });
  });
});
