/** What this device remembers of a board against what the board says now. ledger §10 (2) */
import type { Api } from '../api/api';
import { equalBytes } from '../crypto/bytes';
import type { Log } from '../crypto/manifest';
import { type Checkpoint, parseCheckpoint, verifyCheckpoint, verifyQuorum } from '../ledger/checkpoint';
import { encodeEvidence, type Evidence, judgeEvidence } from '../ledger/evidence';
import { verifyConsistency } from '../ledger/merkle';
import { parsePromise, verifyPromise } from '../ledger/promise';
import { PublishedTree, type ReadFile } from '../ledger/tree';

/** Signed notes, as they came. */
export type Memory = {
  readonly checkpoint?: Uint8Array | undefined;
  readonly promise?: Uint8Array | undefined;
  readonly receipt?: Uint8Array | undefined;
};

export type BoardFinding =
  /** Nothing speaks against the board: this is to be remembered from now on. */
  | { readonly kind: 'good'; readonly checkpoint: Uint8Array }
  /** No answer, or one that cannot be checked now. What is remembered stays. */
  | { readonly kind: 'unknown' }
  /** An earlier state than the one remembered; both are genuine. */
  | { readonly kind: 'shorter'; readonly remembered: Uint8Array; readonly served: Uint8Array }
  | { readonly kind: 'fork'; readonly remembered: Uint8Array; readonly served: Uint8Array; readonly evidence: Uint8Array }
  | { readonly kind: 'broken-promise'; readonly served: Uint8Array; readonly evidence: Uint8Array };

type Asked = { readonly api: Api; readonly id: string; readonly log: Log };

export async function checkBoard({ api, id, log }: Asked, memory: Memory, signal: AbortSignal): Promise<BoardFinding> {
  const read = async (path: string) => {
    const answer = await api.logFile(id, path, signal);
    return answer.kind === 'ok' ? answer.value : undefined;
  };
  const served = await read('checkpoint');
  const now = served === undefined ? undefined : parseCheckpoint(served);
  if (served === undefined || now === undefined || now.size < 1) return { kind: 'unknown' };
  if ((await verifyCheckpoint(now, log)).kind === 'rejected') return { kind: 'unknown' };
  const then = memory.checkpoint === undefined ? undefined : parseCheckpoint(memory.checkpoint);
  if (then !== undefined && memory.checkpoint !== undefined) {
    const finding = await compare({ log, read }, then, now);
    if (finding === 'unknown') return { kind: 'unknown' };
    if (finding === 'shorter') return { kind: 'shorter', remembered: memory.checkpoint, served };
    if (finding !== 'good') return { kind: 'fork', remembered: memory.checkpoint, served, evidence: encodeEvidence(finding) };
  }
  const broken = memory.promise === undefined ? undefined : await holdPromise({ log, read }, memory.promise, now);
  return broken === undefined ? { kind: 'good', checkpoint: served } : { kind: 'broken-promise', served, evidence: broken };
}

type Source = { readonly log: Log; readonly read: ReadFile };

async function compare(source: Source, then: Checkpoint, now: Checkpoint): Promise<'good' | 'unknown' | 'shorter' | Evidence> {
  if (then.size > now.size) return (await contradiction(source, now, then)) ?? 'shorter';
  const tree = new PublishedTree(now.size, source.read);
  const path = then.size === now.size ? [] : await tree.consistency(then.size);
  if (path !== undefined && verifyConsistency({ from: then.size, to: now.size, path }, then.root, now.root)) return 'good';
  return (await contradiction(source, then, now)) ?? 'unknown';
}

/** The proof that two checkpoints contradict one another, when the tiles that are served give it. */
async function contradiction({ log, read }: Source, first: Checkpoint, second: Checkpoint): Promise<Evidence | undefined> {
  const tree = new PublishedTree(second.size, read);
  const isSame = first.size === second.size;
  const [root, proof] = isSame ? [second.root, []] : await Promise.all([tree.root(first.size), tree.consistency(first.size)]);
  if (root === undefined || proof === undefined) return undefined;
  const evidence: Evidence = { kind: 'fork', first, second, root, proof };
  return (await judgeEvidence(evidence, log)).kind === 'accepted' ? evidence : undefined;
}

/** Evidence, when the time of the promise is over by the witnesses' clocks and the entry is not there. */
async function holdPromise({ log, read }: Source, note: Uint8Array, now: Checkpoint): Promise<Uint8Array | undefined> {
  const promise = parsePromise(note);
  if (promise === undefined || log.quorum === 0) return undefined;
  if ((await verifyPromise(promise, log, promise.leaf)).kind === 'rejected') return undefined;
  if ((await verifyQuorum(now, log, promise.includedBy)).kind === 'rejected') return undefined;
  const leaves = await new PublishedTree(now.size, read).leaves();
  if (leaves === undefined || leaves.some((leaf) => equalBytes(leaf, promise.leaf))) return undefined;
  const evidence: Evidence = { kind: 'broken-promise', promise, checkpoint: now, leaves };
  return (await judgeEvidence(evidence, log)).kind === 'accepted' ? encodeEvidence(evidence) : undefined;
}
