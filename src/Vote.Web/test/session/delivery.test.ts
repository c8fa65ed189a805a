import { beforeEach, describe, expect, it } from 'vitest';
import type { Choice } from '../../src/crypto/choice';
import { type CastEntry, parseBallotEntry } from '../../src/ledger/entry';
import { prepareBallot } from '../../src/session/casting';
import { deliver, type DeliveryState } from '../../src/session/delivery';
import { checkReceipt, electionOf, holds, readReceiptFile } from '../../src/session/receiptCheck';
import { perform } from '../../src/worker/task';
import { Backend, credential } from './backend';
import { approval, election as another } from '../../vectors/elections';

const run = (task: Parameters<typeof perform>[0]) => Promise.resolve(perform(task));
const voter = credential();
const choices: Choice[] = [{ kind: 'options', numbers: [2, 9] }, { kind: 'blank' }];

let backend: Backend;
let entry: CastEntry;
let states: DeliveryState[];

beforeEach(async () => {
  backend = new Backend();
  backend.enrol(voter);
  states = [];
  const answer = await backend.api.redeem('good', new AbortController().signal);
  if (answer.kind !== 'ok') throw new Error('no session');
  const { id, bytes, election } = backend.made;
  const ballot = await prepareBallot({ id, bytes, election, phase: 'voting' }, answer.value, voter, choices, run);
  if (ballot === undefined) throw new Error('no ballot');
  entry = ballot.entry;
});

/** Sends the ballot; every wait ends at once, after `steps` of them the voter leaves. */
async function send(steps = 6, onWait: (waits: number) => void = () => undefined): Promise<string[]> {
  const abort = new AbortController();
  let waits = 0;
  const wait = () => {
    onWait(++waits);
    if (waits >= steps) abort.abort();
    return Promise.resolve();
  };
  const { log } = backend.made.election.manifest;
  const report = (state: DeliveryState) => void states.push(state);
  await deliver({ api: backend.api, electionId: 'e', token: 't', log, entry, report, wait }, abort.signal);
  return states.map((state) =>
    'doubt' in state ? `${state.kind}: ${state.doubt}` : 'code' in state ? `${state.kind}: ${state.code}` : state.kind,
  );
}

describe('delivery', () => {
  it('is told when the promise holds, and again when the ledger has it', async () => {
    expect(await send()).toEqual(['sending', 'delivered', 'recorded']);
    expect(states.at(-1)).toMatchObject({ index: 1 });
  });

  it('waits for the ledger as long as it takes', async () => {
    backend.publishing = false;
    expect(await send(6, (waits) => waits === 4 && backend.board.publish())).toEqual(['sending', 'delivered', 'recorded']);
  });

  it('sends the same bytes until an answer comes through, and is recorded once', async () => {
    backend.lost = 3;
    expect(await send()).toEqual(['sending', ...Array<string>(3).fill('uncertain: silence'), 'delivered', 'recorded']);
    expect(new Set(backend.received).size).toBe(1);
    expect(backend.board.counted.size).toBe(1);
  });

  it('says that the server is busy, and goes on', async () => {
    backend.busy = 2;
    expect(await send()).toEqual(['sending', 'uncertain: busy', 'uncertain: busy', 'delivered', 'recorded']);
  });

  it.each(['superseded', 'not-open', 'invalid-ballot'] as const)('ends with the refusal %s', async (code) => {
    backend.refuse = code;
    expect(await send()).toEqual(['sending', `not-delivered: ${code}`]);
  });

  it.each([
    ['another entry', (promise: string) => promise.replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${'A'.repeat(43)}=\n`)],
    ['another time', (promise: string) => promise.replace(/\n1/, '\n2')],
    ['nothing', () => ''],
  ])('does not believe a promise of %s, only the ledger', async (_, spoil) => {
    backend.spoil = spoil;
    backend.publishing = false;
    expect((await send(2)).slice(0, 2)).toEqual(['sending', 'uncertain: promise']);
    states = [];
    backend.publishing = true;
    expect(await send()).toEqual(['sending', 'recorded']);
  });

  it('does not believe a receipt of another position', async () => {
    backend.spoilReceipt = (receipt) => receipt.replace('\nindex 1\n', '\nindex 0\n');
    expect(await send(2)).toEqual(['sending', 'delivered', 'uncertain: receipt', 'uncertain: receipt']);
  });

  it('asks the ledger when the session is over', async () => {
    backend.refuse = 'unauthorized';
    expect(await send()).toEqual(['sending', 'not-delivered: unauthorized']);
    states = [];
    backend.refuse = undefined;
    backend.lost = 1;
    expect(await send(6, () => (backend.refuse = 'unauthorized'))).toEqual(['sending', 'uncertain: silence', 'recorded']);
  });

  it('stops when the voter leaves', async () => {
    backend.lost = 99;
    expect(await send(3)).toHaveLength(4);
    expect(backend.received).toHaveLength(3);
  });
});

describe('a receipt', () => {
  let bytes: Uint8Array;

  beforeEach(async () => {
    await send();
    const last = states.at(-1);
    if (last?.kind !== 'recorded') throw new Error('not recorded');
    bytes = last.receipt;
  });

  const named = async (source: Uint8Array, manifest: Uint8Array = backend.made.bytes) => {
    const file = readReceiptFile(source);
    const election = file === undefined ? undefined : electionOf(file, manifest);
    if (file === undefined || election === undefined) return undefined;
    const report = await checkReceipt(file, manifest, election, run);
    return { report, failed: report.checks.flatMap(({ name, verdict }) => (verdict?.kind === 'accepted' ? [] : [name])) };
  };
  const edit = (from: string | RegExp, to: string) => new TextEncoder().encode(new TextDecoder().decode(bytes).replace(from, to));

  it('holds in every point, and names the ballot as the voter saw it', async () => {
    const checked = await named(bytes);
    expect(checked?.failed).toEqual([]);
    expect(checked !== undefined && holds(checked.report)).toBe(true);
    const place = parseBallotEntry(entry.encoded)?.place;
    expect(place).toMatchObject({ slot: 7, sequence: 1 });
    expect(checked?.report.tracker).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/);
  });

  it('fails at its place when its position, its root or its signature is another', async () => {
    expect((await named(edit('\nindex 1\n', '\nindex 0\n')))?.failed).toEqual(['inclusion']);
    expect((await named(edit(/\n2\n[A-Za-z0-9+/]{2}/, '\n2\nAA')))?.failed).toEqual(['log', 'inclusion']);
    const { election } = backend.made;
    expect(electionOf(readReceiptFile(bytes) ?? fail(), another('x', [approval(1, 1, 1)]).bytes)).toBeUndefined();
    expect(election.manifest.log.quorum).toBe(0);
  });

  it('is no file of another kind', () => {
    expect(readReceiptFile(edit('tlog-proof@v1', 'tlog-proof@v2'))).toBeUndefined();
    expect(readReceiptFile(edit(/extra .*/, 'extra QEFCQw=='))).toBeUndefined();
    expect(readReceiptFile(new Uint8Array())).toBeUndefined();
  });
});

function fail(): never {
  throw new Error('no receipt');
}
