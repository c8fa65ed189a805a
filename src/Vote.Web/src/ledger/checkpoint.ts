/** Checkpoints: a log's size and root, signed by the log and, where the manifest asks for it, by witnesses. ledger §7 (2)–(4) */
import type { Log } from '../crypto/manifest';
import { accepted, rejected, type Verdict } from '../crypto/verifier';
import { cosignedAt, isSignedBy, noteKey, parseNote, type SignedNote } from './note';
import { fromBase64Digest, fromDecimal, linesOf } from './text';

export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: SignedNote;
};

export function parseCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const note = parseNote(bytes);
  const lines = note === undefined ? undefined : linesOf(note.text);
  if (note === undefined || lines?.length !== 3) return undefined;
  const [origin, size, root] = [lines[0], fromDecimal(lines[1] ?? ''), fromBase64Digest(lines[2] ?? '')];
  return origin === undefined || size === undefined || root === undefined ? undefined : { origin, size, root, note };
}

/** Whether it is a checkpoint of this log, signed by its key. */
export async function verifyCheckpoint({ origin, note }: Checkpoint, log: Log): Promise<Verdict> {
  if (origin !== log.origin) return rejected(`a checkpoint of ${origin}`);
  const signed = await isSignedBy(note, noteKey(log.origin, 1, log.key));
  return signed ? accepted : rejected("the log's signature is missing or wrong");
}

/** How many of the manifest's witnesses cosigned after a time; a known witness's cosignature that does not verify spoils all. */
export async function countCosignatures({ note }: Checkpoint, { witnesses }: Log, after = -1): Promise<number | { readonly spoiledBy: string }> {
  let count = 0;
  for (const { name, key } of witnesses) {
    const time = await cosignedAt(note, noteKey(name, 4, key));
    if (time === false) return { spoiledBy: name };
    if (time !== undefined && time > after) count++;
  }
  return count;
}

/** Whether the manifest's quorum of witnesses cosigned, counting only cosignatures later than a time. */
export async function verifyQuorum(checkpoint: Checkpoint, log: Log, after = -1): Promise<Verdict> {
  const count = await countCosignatures(checkpoint, log, after);
  if (typeof count === 'object') return rejected(`the cosignature of ${count.spoiledBy} does not verify`);
  return count >= log.quorum ? accepted : rejected(`${count} of ${log.quorum} cosignatures`);
}
