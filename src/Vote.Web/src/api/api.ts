/** The requests of docs/api.md. Every one takes an AbortSignal; every answer is a union, never an exception. */
import { toBase64url } from '../crypto/base64url';
import {
  type CastAnswer,
  type ElectionAnswer,
  type ElectionResult,
  type ElectionSummary,
  parseCast,
  parseElectionAnswer,
  parseElections,
  parseResult,
  parseSession,
  parseSignIn,
  type Session,
  type SignInAnswer,
} from './answers';
import { parseProblem, type ProblemCode } from './problem';
import type { Reader } from './shape';

/**
 * `refused`: the server says no, and why. `unknown`: no answer, a broken one, or one that is not understood; the server may or may
 * not have acted. `pause` is Retry-After in seconds.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'pending'; readonly pause: number }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly pause: number }
  | { readonly kind: 'unknown' };

export type Api = {
  elections(signal: AbortSignal): Promise<Answer<readonly ElectionSummary[]>>;
  election(id: string, signal: AbortSignal): Promise<Answer<ElectionAnswer>>;
  result(id: string, signal: AbortSignal): Promise<Answer<ElectionResult>>;
  signIn(id: string, credential: Uint8Array, signal: AbortSignal): Promise<Answer<SignInAnswer>>;
  redeem(ticket: string, signal: AbortSignal): Promise<Answer<Session>>;
  session(id: string, token: string, signal: AbortSignal): Promise<Answer<Session>>;
  cast(id: string, token: string, body: CastBody, signal: AbortSignal): Promise<Answer<CastAnswer>>;
  /** The `.tlog-proof` of an entry; pending while it is accepted but not published. */
  receipt(id: string, leaf: Uint8Array, signal: AbortSignal): Promise<Answer<Uint8Array>>;
  /** A file of the published log. */
  logFile(id: string, path: string, signal: AbortSignal): Promise<Answer<Uint8Array>>;
};

export type CastBody = { readonly encoded: Uint8Array; readonly blob: Uint8Array | undefined };

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type Request = { readonly method?: 'POST'; readonly token?: string; readonly body?: object };

/** Longer than any answer takes; then we do not know. */
const TIMEOUT_MS = 20_000;

export function createApi(fetch: Fetch): Api {
  const json = <T>(path: string, reader: Reader<T>, request: Request, signal: AbortSignal) =>
    ask(fetch, path, request, signal, async (response) => reader(await response.json()));
  const of = (id: string) => `/elections/${encodeURIComponent(id)}`;
  return {
    elections: (signal) => json('/elections', parseElections, {}, signal),
    election: (id, signal) => json(of(id), parseElectionAnswer, {}, signal),
    result: (id, signal) => json(`${of(id)}/result`, parseResult, {}, signal),
    signIn: (id, credential, signal) =>
      json(`${of(id)}/sign-in`, parseSignIn, { method: 'POST', body: { credential: toBase64url(credential) } }, signal),
    redeem: (ticket, signal) => json('/sign-in/tickets', parseSession, { method: 'POST', body: { ticket } }, signal),
    session: async (id, token, signal) =>
      json(`${of(id)}/session`, (value) => parseSession(withToken(value, token)), { token }, signal),
    cast: (id, token, { encoded, blob }, signal) => {
      const body = { entry: toBase64url(encoded), ...(blob === undefined ? {} : { blob: toBase64url(blob) }) };
      return json(`${of(id)}/ballots`, parseCast, { method: 'POST', token, body }, signal);
    },
    receipt: (id, leaf, signal) =>
      ask(fetch, `${of(id)}/receipts/${toBase64url(leaf)}`, {}, signal, async (response) => {
        // The receipt itself is never 202: that status means "not yet", whatever its body.
        return response.status === 202 ? undefined : new Uint8Array(await response.arrayBuffer());
      }),
    logFile: (id, path, signal) =>
      ask(fetch, `/log/${encodeURIComponent(id)}/${path}`, {}, signal, async (response) => new Uint8Array(await response.arrayBuffer())),
  };
}

/** A session that is only asked for again keeps its token unless the server gives a new one. */
function withToken(value: unknown, token: string): unknown {
  return typeof value === 'object' && value !== null ? { ...value, token: ('token' in value && value.token) || token } : value;
}

async function ask<T>(
  fetch: Fetch,
  path: string,
  { method, token, body }: Request,
  signal: AbortSignal,
  read: (response: Response) => Promise<T | undefined>,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: method ?? 'GET',
      headers: headersOf(token, body),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    return await interpret(response, read);
  } catch {
    // No network, time-out, a body that is no JSON, or the caller's abort: in every case we do not know.
    return { kind: 'unknown' };
  }
}

async function interpret<T>(response: Response, read: (response: Response) => Promise<T | undefined>): Promise<Answer<T>> {
  const pause = pauseOf(response.headers.get('Retry-After'));
  if (response.ok) {
    const value = await read(response);
    if (value !== undefined) return { kind: 'ok', value };
    return response.status === 202 ? { kind: 'pending', pause } : { kind: 'unknown' };
  }
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true;
  const code = isProblem ? parseProblem(await response.json()) : undefined;
  return code === undefined ? { kind: 'unknown' } : { kind: 'refused', code, pause };
}

function headersOf(token: string | undefined, body: object | undefined): Record<string, string> {
  return {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

/** Retry-After in whole seconds, at most a minute; 0 when there is none, or one with a date. */
function pauseOf(header: string | null): number {
  return header !== null && /^[0-9]{1,9}$/.test(header) ? Math.min(60, Math.max(1, Number(header))) : 0;
}
