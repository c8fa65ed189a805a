import { beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../src/crypto/bytes';
import { openPayload } from '../../src/crypto/opening';
import { parseBallotEntry } from '../../src/ledger/entry';
import type { Credential } from '../../src/session/casting';
import { Booth } from '../../src/session/booth.svelte';
import { IDLE_MS } from '../../src/session/idle';
import { perform, type Task } from '../../src/worker/task';
import { Backend, credential } from './backend';

let backend: Backend;
let booth: Booth;
let left: string[];
let kept: Credential | undefined;
let now: number;
let tasks: Task[];

beforeEach(() => {
  [backend, left, kept, now, tasks] = [new Backend(), [], undefined, 0, []];
  booth = new Booth({
    api: backend.api,
    run: (task) => {
      tasks.push(task);
      return Promise.resolve(task.kind === 'warm' ? { kind: 'warm' } : perform(task));
    },
    credentials: {
      make: () => Promise.resolve((kept = credential())),
      find: () => Promise.resolve(kept),
      forget: () => Promise.resolve(void (kept = undefined)),
    },
    keepManifest: () => Promise.resolve(),
    // A turn of the event loop: time passes, though no clock does.
    wait: () => new Promise((resolve) => setTimeout(resolve, 1)),
    leave: (url) => void left.push(url),
    now: () => now,
  });
});

async function signIn(): Promise<void> {
  await booth.open();
  await booth.goToDigitalId();
  backend.enrol(kept ?? credential());
  await booth.arrive('good');
}

function tick(...numbers: number[]): void {
  for (const number of numbers) booth.tick(0, number);
  booth.tick(1, 2);
}

describe('the booth', () => {
  it('goes to the digital ID only with a statement of this election and this key', async () => {
    await booth.open();
    await booth.goToDigitalId();
    expect([left, booth.signIn]).toEqual([['https://id.example/authorize'], 'working']);
  });

  it.each([
    ['a statement of another key', (b: Backend) => (b.statement = (honest) => ({ ...honest, credential: 'A'.repeat(43) }))],
    ['a script for an address', (b: Backend) => (b.redirect = 'javascript:alert(1)')],
    ['an address without TLS', (b: Backend) => (b.redirect = 'http://id.example/')],
    ['no address', (b: Backend) => (b.redirect = '/somewhere')],
  ])('stays here for %s', async (_, spoil) => {
    spoil(backend);
    await booth.open();
    await booth.goToDigitalId();
    expect([left, booth.signIn]).toEqual([[], 'failed']);
  });

  it('refuses a ticket that is used, and one without its key', async () => {
    await booth.arrive('bad');
    expect(booth.refusal).toBe('ticket');
    booth.restart();
    await booth.arrive('good');
    expect(booth.refusal).toBe('other-browser');
  });

  it('casts what is ticked, then a second ballot that names the first', async () => {
    await signIn();
    tick(9, 2);
    await booth.castBallot();
    expect(booth.cast?.kind).toBe('recorded');
    expect(booth.standings.every(({ kind }) => kind === 'nothing')).toBe(true);
    const first = parseBallotEntry(fromHex(backend.received[0] ?? '') ?? new Uint8Array());
    booth.voteAgain();
    expect(booth.session).toMatchObject({ sequence: 2, previous: first?.hash, votedBefore: true });
    tick(1);
    await booth.castBallot();
    expect(booth.cast?.kind).toBe('recorded');
    expect(backend.board.slotOf(7).sequence).toBe(2);
  });

  it('keeps the ticks of a ballot that did not arrive, and seals them anew', async () => {
    await signIn();
    tick(5);
    backend.refuse = 'wrong-previous';
    await booth.castBallot();
    expect([booth.cast?.kind, booth.isAtWork]).toEqual(['not-delivered', true]);
    backend.refuse = undefined;
    await booth.tryAgain();
    expect(booth.cast?.kind).toBe('recorded');
    expect(new Set(backend.received).size).toBe(2);
  });

  it('says why when the session itself is refused', async () => {
    await signIn();
    tick(5);
    backend.refuse = 'wrong-previous';
    await booth.castBallot();
    backend.refuseSession = 'superseded';
    await booth.tryAgain();
    expect(booth.cast).toEqual({ kind: 'not-delivered', code: 'superseded' });
  });

  it('says so when no ballot could be made, and sends nothing', async () => {
    await signIn();
    tick(1, 2, 3, 4);
    await booth.castBallot();
    expect(booth.cast).toBeUndefined();
    expect(backend.received).toEqual([]);
  });

  it('gives every question one order that stays, of all its options', async () => {
    await signIn();
    const before = booth.orders.map((order) => [...order]);
    tick(1);
    expect(booth.orders).toEqual(before);
    expect(booth.orders.map((order) => [...order].sort((a, b) => a - b).length)).toEqual([13, 3]);
  });

  it('forgets ticks, key and session at the end of its time, unless one tap extends it', async () => {
    await signIn();
    tick(3);
    now = IDLE_MS - 1;
    booth.checkClock();
    booth.touch();
    booth.checkClock();
    expect(booth.idle.kind).toBe('warning');
    booth.extend();
    expect(booth.idle.kind).toBe('running');
    now += IDLE_MS;
    booth.checkClock();
    expect([booth.ended, booth.session, booth.selections.length, kept]).toEqual(['not-voted', undefined, 0, undefined]);
  });

  it('does not end while the fate of a ballot is open', async () => {
    await signIn();
    tick(3);
    backend.lost = 1e9;
    void booth.castBallot();
    for (let i = 0; i < 50 && booth.cast?.kind !== 'uncertain'; i++) await new Promise((done) => setTimeout(done, 20));
    now = 100 * IDLE_MS;
    booth.checkClock();
    expect([booth.cast?.kind, booth.ended]).toEqual(['uncertain', undefined]);
    booth.end();
  });

  it('seals what only the seed opens: the entry alone tells nothing of the choice', async () => {
    await signIn();
    tick(4);
    await booth.castBallot();
    const entry = parseBallotEntry(fromHex(backend.received[0] ?? '') ?? new Uint8Array());
    if (entry?.payload.kind !== 'inline') throw new Error('no payload');
    const seed = new Uint8Array(32);
    expect(openPayload(backend.made.election, entry.place, entry.payload.payload, seed).kind).toBe('refused');
    expect(tasks.filter(({ kind }) => kind === 'seal')).toHaveLength(1);
  });
});
