/** Files that prove a fault of the log to anybody. ledger §10 (3) */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { concat, equalBytes, utf8 } from '../crypto/bytes';
import { encode, parse } from '../crypto/canonical';
import { array, type Decoder, digest, literal, object, readJson, refuse, string } from '../crypto/decoder';
import type { Log } from '../crypto/manifest';
import { accepted, rejected, type Verdict } from '../crypto/verifier';
import { type Checkpoint, parseCheckpoint, verifyCheckpoint, verifyQuorum } from './checkpoint';
import { nodeHash, verifyConsistency } from './merkle';
import { encodeNote } from './note';
import { type AcceptancePromise, parsePromise, verifyPromise } from './promise';

const TYPE = 'tsukuba-vote/evidence/v1';
const MAXIMUM_BYTES = 2 ** 28;
const HASH_BYTES = 32;

/** Two checkpoints signed by the log, and the root that the second's tree had at the first's size. */
export type Fork = {
  readonly kind: 'fork';
  readonly first: Checkpoint;
  readonly second: Checkpoint;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** A promise, and a later checkpoint whose leaves do not have the promised one. */
export type BrokenPromise = {
  readonly kind: 'broken-promise';
  readonly promise: AcceptancePromise;
  readonly checkpoint: Checkpoint;
  readonly leaves: readonly Uint8Array[];
};

export type Evidence = Fork | BrokenPromise;

export function encodeEvidence(evidence: Evidence): Uint8Array {
  if (evidence.kind === 'fork') {
    const { first, second, root, proof } = evidence;
    const nodes = proof.map(toBase64url);
    return encode({ first: textOf(first), kind: 'fork', proof: nodes, root: toBase64url(root), second: textOf(second), type: TYPE });
  }
  const { checkpoint, leaves, promise } = evidence;
  const joined = toBase64url(concat(...leaves));
  return encode({ checkpoint: textOf(checkpoint), kind: 'broken-promise', leaves: joined, promise: textOf(promise), type: TYPE });
}

/** Refuses everything but the one encoding. */
export function parseEvidence(bytes: Uint8Array): Evidence | undefined {
  const value = bytes.length > MAXIMUM_BYTES ? undefined : parse(bytes);
  if (value === undefined) return undefined;
  for (const shape of [fork, brokenPromise] as readonly Decoder<Evidence>[]) {
    const parsed = readJson(value, shape);
    if (parsed.kind === 'parsed') return parsed.value;
  }
  return undefined;
}

/** Accepted: the fault is proven. */
export async function judgeEvidence(evidence: Evidence, log: Log): Promise<Verdict> {
  return evidence.kind === 'fork' ? judgeFork(evidence, log) : judgePromise(evidence, log);
}

async function judgeFork({ first, second, root, proof }: Fork, log: Log): Promise<Verdict> {
  for (const checkpoint of [first, second]) {
    const signed = await verifyCheckpoint(checkpoint, log);
    if (signed.kind === 'rejected') return signed;
  }
  if (!verifyConsistency({ from: first.size, to: second.size, path: proof }, root, second.root))
    return rejected('the proof does not lead from the root it names to the second checkpoint');
  return equalBytes(root, first.root) ? rejected('the two checkpoints do not contradict one another') : accepted;
}

async function judgePromise({ promise, checkpoint, leaves }: BrokenPromise, log: Log): Promise<Verdict> {
  if (log.quorum === 0) return rejected('without witnesses nobody can say when a checkpoint was made');
  const verdicts = [
    await verifyPromise(promise, log, promise.leaf),
    await verifyCheckpoint(checkpoint, log),
    await verifyQuorum(checkpoint, log, promise.includedBy),
  ];
  const failed = verdicts.find(({ kind }) => kind === 'rejected');
  if (failed !== undefined) return failed;
  const root = leaves.length === checkpoint.size ? rootOf(leaves) : undefined;
  if (root === undefined || !equalBytes(root, checkpoint.root)) return rejected("these are not the checkpoint's leaves");
  return leaves.some((leaf) => equalBytes(leaf, promise.leaf)) ? rejected('the promised entry is there') : accepted;
}

/** The root over leaf hashes, at least one: complete subtrees joined as they appear. RFC 6962 §2.1 */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array | undefined {
  const stack: Uint8Array[] = [];
  leaves.forEach((leaf, index) => {
    let node = leaf;
    for (let count = index; count % 2 === 1; count = Math.floor(count / 2)) node = nodeHash(stack.pop() ?? node, node);
    stack.push(node);
  });
  return stack.length === 0 ? undefined : stack.reduceRight((right, left) => nodeHash(left, right));
}

function textOf({ note }: { readonly note: Parameters<typeof encodeNote>[0] }): string {
  return new TextDecoder().decode(encodeNote(note));
}

const checkpointText: Decoder<Checkpoint> = (value, field) => parseCheckpoint(utf8(string()(value, field))) ?? refuse(field);
const promiseText: Decoder<AcceptancePromise> = (value, field) => parsePromise(utf8(string()(value, field))) ?? refuse(field);

const hashes: Decoder<readonly Uint8Array[]> = (value, field) => {
  const joined = fromBase64url(string()(value, field));
  if (joined === undefined || joined.length % HASH_BYTES !== 0) return refuse(field);
  return Array.from({ length: joined.length / HASH_BYTES }, (_, i) => joined.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
};

type Typed<T> = T & { readonly type: typeof TYPE };

const fork = object<Typed<Fork>>({
  first: checkpointText,
  kind: literal('fork'),
  proof: array(digest, 0, 63),
  root: digest,
  second: checkpointText,
  type: literal(TYPE),
});

const brokenPromise = object<Typed<BrokenPromise>>({
  checkpoint: checkpointText,
  kind: literal('broken-promise'),
  leaves: hashes,
  promise: promiseText,
  type: literal(TYPE),
});
