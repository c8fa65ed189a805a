/**
 * E17 as the voter's phone sees it: split view, rollback, truncated chain, two heads of one size, broken promise. The other two
 * readers have the same rows in tests/Vote.Ledger.Tests/Attacks/E17_EquivocatingLog.cs.
 */
import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/api/api';
import { toHex } from '../../src/crypto/bytes';
import { judgeEvidence, parseEvidence } from '../../src/ledger/evidence';
import { encodeNote } from '../../src/ledger/note';
import { type BoardFinding, checkBoard, type Memory } from '../../src/session/boardCheck';
import { BoardWatch } from '../../src/session/boardWatch.svelte';
import { checkpoint, cosign, filesOf, history, logOf, promise, TIME } from '../../vectors/logs';

const log = logOf(2);
const first = history(5, 'first', 600);
const second = history(5, 'second', 900);
const remembered = (leaves: readonly Uint8Array[]) => encodeNote(checkpoint(leaves).note);

function look(files: ReadonlyMap<string, Uint8Array>, memory: Memory): Promise<BoardFinding> {
  return checkBoard({ api: apiOf(files), id: 'e', log }, memory, new AbortController().signal);
}

function apiOf(files: ReadonlyMap<string, Uint8Array>): Api {
  const logFile: Api['logFile'] = (_, path) => {
    const value = files.get(path);
    return Promise.resolve(value === undefined ? { kind: 'refused', code: 'not-found', pause: 0 } : { kind: 'ok', value });
  };
  return { logFile } as Api;
}

async function proven(finding: BoardFinding): Promise<string> {
  if (!('evidence' in finding)) return finding.kind;
  const evidence = parseEvidence(finding.evidence);
  return evidence !== undefined && (await judgeEvidence(evidence, log)).kind === 'accepted' ? `${finding.kind} proven` : 'not proven';
}

describe('E17: the phone', () => {
  it('goes along with a log that grows, whatever the sizes', async () => {
    for (const [then, now] of [[1, 1], [1, 605], [5, 256], [255, 256], [256, 605], [300, 301]] as const) {
      const files = filesOf(first.slice(0, now));
      expect(await look(files, { checkpoint: remembered(first.slice(0, then)) })).toEqual({ kind: 'good', checkpoint: files.get('checkpoint') });
    }
  });

  it('proves a split view', async () => {
    for (const size of [6, 8, 256, 300, 605])
      expect(await proven(await look(filesOf(second), { checkpoint: remembered(first.slice(0, size)) }))).toBe('fork proven');
  });

  it('proves a rollback once the log goes on', async () => {
    // Shorter than what is remembered, and other: the tiles of the remembered tree are gone, so the proof waits …
    const finding = await look(filesOf(second.slice(0, 20)), { checkpoint: remembered(first) });
    expect(finding.kind).toBe('shorter');
    // … until the log is as long again.
    expect(await proven(await look(filesOf(second), { checkpoint: remembered(first) }))).toBe('fork proven');
  });

  it('reports a truncated chain with both states, which prove nothing', async () => {
    const served = filesOf(first.slice(0, 400));
    const memory = { checkpoint: remembered(first) };
    expect(await look(served, memory)).toEqual({ kind: 'shorter', remembered: memory.checkpoint, served: served.get('checkpoint') });
  });

  it('proves two heads of one size', async () => {
    expect(await proven(await look(filesOf(second.slice(0, 9)), { checkpoint: remembered(first.slice(0, 9)) }))).toBe('fork proven');
  });

  it('proves a broken promise once enough witnesses say that its time is over', async () => {
    const withheld = second[700] ?? new Uint8Array();
    const cosigned = (...times: number[]) => filesOf(first, times.reduce((note, time, i) => cosign(note, i, time), checkpoint(first)));
    const memory = { promise: encodeNote(promise(withheld).note) };
    expect((await look(cosigned(), memory)).kind).toBe('good');
    expect((await look(cosigned(TIME + 1), memory)).kind).toBe('good');
    expect((await look(cosigned(TIME + 1, TIME), memory)).kind).toBe('good');
    expect(await proven(await look(cosigned(TIME + 1, TIME + 1), memory))).toBe('broken-promise proven');
    const kept = { promise: encodeNote(promise(first[80] ?? withheld).note) };
    expect((await look(cosigned(TIME + 1, TIME + 1), kept)).kind).toBe('good');
  });

  it('accuses nobody for tiles that are missing or wrong, or a checkpoint that the log did not sign', async () => {
    const memory = { checkpoint: remembered(first.slice(0, 300)) };
    const without = filesOf(first);
    without.delete('tile/0/001');
    const wrong = filesOf(first);
    wrong.set('tile/0/001', filesOf(second).get('tile/0/001') ?? new Uint8Array());
    const foreign = filesOf(first, checkpoint(first, new Uint8Array(32).fill(9)));
    for (const files of [without, wrong, foreign, new Map<string, Uint8Array>()]) expect((await look(files, memory)).kind).toBe('unknown');
  });
});

describe('E17: what the phone remembers', () => {
  const signal = new AbortController().signal;
  const election = { id: 'e', bytes: new Uint8Array(), phase: 'voting', election: { hash: new Uint8Array(32), manifest: { log } } } as never;

  function device() {
    const kept = new Map<string, unknown>();
    const keeper = {
      load: (hash: string) => Promise.resolve(kept.get(hash)),
      save: (hash: string, memory: Memory) => Promise.resolve(void kept.set(hash, memory)),
    };
    return { keeper, memory: () => kept.get(toHex(new Uint8Array(32))) as Memory | undefined };
  }

  it('is the newest good state, and is never replaced by one that contradicts it', async () => {
    const { keeper, memory } = device();
    await new BoardWatch(apiOf(filesOf(first.slice(0, 10))), keeper).look(election, signal);
    await new BoardWatch(apiOf(filesOf(first)), keeper).look(election, signal);
    expect(memory()?.checkpoint).toEqual(remembered(first));
    const lied = new BoardWatch(apiOf(filesOf(second)), keeper);
    await lied.look(election, signal);
    expect(lied.alarm?.kind).toBe('fork');
    expect(memory()?.checkpoint).toEqual(remembered(first));
  });

  it('keeps promise and receipt beside it', async () => {
    const { keeper, memory } = device();
    const watch = new BoardWatch(apiOf(filesOf(first)), keeper);
    await watch.keep(election, { kind: 'delivered', promise: 'p' });
    await watch.look(election, signal);
    await watch.keep(election, { kind: 'recorded', promise: 'p', receipt: Uint8Array.of(1), index: 0 });
    expect(memory()).toMatchObject({ promise: Uint8Array.of(112), receipt: Uint8Array.of(1), checkpoint: remembered(first) });
  });

  it('is not needed to vote: a device that keeps nothing says nothing', async () => {
    const fails = () => Promise.reject(new Error('no database'));
    const watch = new BoardWatch(apiOf(filesOf(first)), { load: fails, save: fails });
    await watch.look(election, signal);
    expect(watch.alarm).toBeUndefined();
  });
});
