/**
 * A stand-in for Vote.Api and for the digital ID, for working on the pages and driving them in a browser. It follows docs/api.md, verifies every
 * ballot with src/crypto and signs real promises and receipts; only who somebody is, nobody checks. `/dev/…` makes it misbehave on order.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Phase } from '../src/api/answers';
import type { ProblemCode } from '../src/api/problem';
import { fromBase64url, toBase64url } from '../src/crypto/base64url';
import { toHex } from '../src/crypto/bytes';
import { encode } from '../src/crypto/canonical';
import type { Choice } from '../src/crypto/choice';
import { sha256 } from '../src/crypto/hash';
import { SENTENCE } from '../src/session/statement';
import { Board } from './board';
import { count } from './count';
import { bytes, makeElection, token } from './election';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types tsukuba-vote svelte-trusted-html',
].join('; ');

/** `lose`: act, and let the answer get lost. `spoil`: a promise that does not verify. `hold`: no publishing. `fork`: the log
 * shows another history. */
type Faults = { lose: number; busy: number; refuse: ProblemCode | ''; spoil: boolean; hold: boolean; silent: boolean; fork: boolean };
type Pending = { readonly credential: Uint8Array; readonly slot: number };

const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = {
  malformed: 400,
  unauthorized: 401,
  'ticket-unknown': 401,
  'unknown-election': 404,
  'unknown-entry': 404,
  'invalid-ballot': 422,
  'invalid-proof': 422,
  overloaded: 503,
};

export class DevServer {
  readonly made;
  readonly board;
  phase: Phase = 'voting';
  faults: Faults = { lose: 0, busy: 0, refuse: '', spoil: false, hold: false, silent: false, fork: false };
  sessionSeconds = 1_800;
  readonly #states = new Map<string, Pending>();
  readonly #tickets = new Map<string, Pending>();
  readonly #sessions = new Map<string, Pending & { readonly generation: number }>();
  readonly #server: Server;
  readonly #sequencer: NodeJS.Timeout;

  /** @param witnesses of the log; without any, nobody has to cosign */
  constructor(
    readonly port: number,
    witnesses = 0,
  ) {
    this.made = makeElection(`localhost:${port}`, witnesses);
    this.board = new Board(this.made);
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#sequencer = setInterval(() => this.faults.hold || this.board.publish(), 2_000);
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(this.port, '127.0.0.1', () => resolve()));
  }

  close(): void {
    clearInterval(this.#sequencer);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Ballots of voters 31 to 60, in a fixed pattern. */
  async fill(ballots: number): Promise<void> {
    for (let i = 0; i < ballots; i++) {
      const first: Choice =
        i % 9 === 8 ? { kind: 'blank' } : { kind: 'options', numbers: [...new Set([1 + (i % 4), 5 + (i % 3), 9])] };
      const second: Choice = i % 7 === 6 ? { kind: 'blank' } : { kind: 'options', numbers: [1 + (i % 5 === 4 ? 2 : i % 2)] };
      await this.board.fill(31 + i, [first, second]);
    }
    this.board.publish();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://localhost:${this.port}`);
    const body = await bodyOf(request);
    if (this.faults.silent && url.pathname.startsWith('/elections')) return void request.socket.destroy();
    const [, root, id, what, more] = url.pathname.split('/');
    if (root === 'elections' && id === undefined) return json(response, 200, [this.#summary()]);
    if (root === 'elections') {
      if (id !== this.made.id) return problem(response, 'unknown-election');
      if (what === 'ballots') return this.#cast(request, response, body);
      return this.#election(request, response, what, more, body);
    }
    if (root === 'log') return this.#log(url.pathname, response);
    if (url.pathname === '/sign-in/tickets') return this.#redeem(response, body);
    if (root === 'dev') return this.#provider(url, response);
    return this.#file(url.pathname, response);
  }

  #log(path: string, response: ServerResponse): void {
    const file = this.board.file(path.slice(`/log/${this.made.id}/`.length), this.faults.fork);
    if (file === undefined) return problem(response, 'not-found');
    response.writeHead(200, { 'Content-Type': path.endsWith('checkpoint') ? 'text/plain; charset=utf-8' : 'application/octet-stream' }).end(file);
  }

  #summary(): object {
    const { title, dates } = this.made.election.manifest;
    const { id, election } = this.made;
    return { id, electionHash: toBase64url(election.hash), title: Object.fromEntries(title), phase: this.phase, ...dates };
  }

  #election(request: IncomingMessage, response: ServerResponse, what = '', more = '', body: unknown = undefined): void {
    const { id, bytes: manifest, election } = this.made;
    const { log } = election.manifest;
    if (what === '') {
      const keys = { log: `/log/${id}`, acceptKey: toBase64url(log.accept_key), now: new Date().toISOString() };
      return json(response, 200, { ...this.#summary(), manifest: toBase64url(manifest), ...keys });
    }
    if (what === 'result') {
      if (this.phase !== 'finished') return problem(response, 'unknown-entry');
      return json(response, 200, count(this.made, [...this.board.counted.values()]));
    }
    if (what === 'receipts') return this.#receipt(response, fromBase64url(more) ?? new Uint8Array());
    if (what === 'sign-in') return this.#signIn(response, fieldOf(body, 'credential'));
    const session = what === 'session' ? this.#sessionOf(request) : undefined;
    return session === undefined ? problem(response, 'unauthorized') : json(response, 200, this.#place(session));
  }

  #signIn(response: ServerResponse, credential: Uint8Array | undefined): void {
    if (credential?.length !== 33) return problem(response, 'malformed');
    const state = token();
    this.#states.set(state, { credential, slot: 7 });
    const time = new Date(Date.now() + 9 * 3_600_000).toISOString().replace(/\..*/, '+09:00');
    const statement = encode({
      credential: toBase64url(sha256(credential)),
      election: toBase64url(this.made.election.hash),
      format: 'tsukuba-vote/act/v1',
      nonce: toBase64url(bytes(32)),
      purpose: 'credential',
      statement: SENTENCE,
      time,
      title: this.made.election.manifest.title.get('ja') ?? '',
    });
    const redirect = `http://localhost:${this.port}/dev/provider?state=${state}`;
    json(response, 200, {
      statement: new TextDecoder().decode(statement),
      redirect,
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
    });
  }

  /** The digital ID's stand-in: a page with two links. */
  #provider(url: URL, response: ServerResponse): void {
    if (url.pathname === '/dev/blank')
      return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
    const state = url.searchParams.get('state') ?? '';
    const pending = this.#states.get(state);
    if (url.pathname === '/dev/confirm' && pending !== undefined) {
      const ticket = token();
      this.#states.delete(state);
      this.#tickets.set(ticket, pending);
      return void response.writeHead(302, { Location: `/#ticket=${ticket}` }).end();
    }
    const page = `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>デジタルID（代わり）</title>
      <h1>デジタルID（代わり）</h1><p>${SENTENCE}</p><p><a href="/dev/confirm?state=${state}">署名する</a></p><p><a href="/#refused=cancelled">やめる</a></p>`;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
  }

  #redeem(response: ServerResponse, body: unknown): void {
    const ticket = textOf(body, 'ticket') ?? '';
    const pending = this.#tickets.get(ticket);
    if (pending === undefined) return problem(response, 'ticket-unknown');
    this.#tickets.delete(ticket);
    const slot = this.board.slotOf(pending.slot);
    slot.generation += 1;
    const session = { ...pending, generation: slot.generation };
    const value = token();
    this.#sessions.set(value, session);
    json(response, 200, { token: value, ...this.#place(session) });
  }

  #place({ slot, generation, credential }: Pending & { readonly generation: number }): object {
    const { sequence, previous, credential: last } = this.board.slotOf(slot);
    const next = last === toHex(credential) ? sequence + 1 : 1;
    const expiresAt = new Date(Date.now() + 1000 * this.sessionSeconds).toISOString();
    const votedBefore = last !== '';
    return {
      electionId: this.made.id,
      slot,
      generation,
      sequence: next,
      previous: toBase64url(previous),
      votedBefore,
      expiresAt,
    };
  }

  #cast(request: IncomingMessage, response: ServerResponse, body: unknown): void {
    const session = this.#sessionOf(request);
    const entry = fieldOf(body, 'entry');
    if (this.faults.busy > 0) return (this.faults.busy--, problem(response, 'overloaded', 1));
    if (this.faults.refuse !== '') return problem(response, this.faults.refuse);
    if (session === undefined) return problem(response, 'unauthorized');
    if (entry === undefined) return problem(response, 'malformed');
    const outcome = this.board.accept(entry, session.credential);
    if (this.faults.lose > 0) return (this.faults.lose--, void request.socket.destroy());
    if (outcome.kind === 'refused') return problem(response, outcome.code);
    const promise = this.faults.spoil ? outcome.promise.replace(/\n1/, '\n2') : outcome.promise;
    json(response, 202, { promise, tracker: outcome.tracker });
  }

  #receipt(response: ServerResponse, leaf: Uint8Array): void {
    const receipt = this.board.receipt(leaf);
    if (receipt !== undefined) return void response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(receipt);
    if (!this.board.isWaiting(leaf)) return problem(response, 'unknown-entry');
    response.writeHead(202, { 'Retry-After': '1' }).end();
  }

  #sessionOf(request: IncomingMessage): (Pending & { readonly generation: number }) | undefined {
    return this.#sessions.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  }

  async #file(path: string, response: ServerResponse): Promise<void> {
    const name = path === '/' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
    try {
      const content = await readFile(join(DIST, name));
      response.writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, code: ProblemCode, pause = 0): void {
  const status = STATUS[code] ?? 409;
  const headers = { 'Content-Type': 'application/problem+json', ...(pause > 0 ? { 'Retry-After': String(pause) } : {}) };
  response
    .writeHead(status, headers)
    .end(JSON.stringify({ type: `urn:tsukuba-vote:problem:${code}`, code, title: code, status }));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function textOf(body: unknown, name: string): string | undefined {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function fieldOf(body: unknown, name: string): Uint8Array | undefined {
  const value = textOf(body, name);
  return value === undefined ? undefined : fromBase64url(value);
}
