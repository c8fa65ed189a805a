/** Promises: intake's signed word that an entry will be on the ledger. ledger §7 (5) */
import { equalBytes } from '../crypto/bytes';
import type { Log } from '../crypto/manifest';
import { accepted, rejected, type Verdict } from '../crypto/verifier';
import { isSignedBy, noteKey, parseNote, type SignedNote } from './note';
import { fromBase64Digest, fromDecimal, linesOf } from './text';

export const PROMISE_HEADER = 'tsukuba-vote/accept/v1';

/** Times are whole seconds since 1970. The entry is in every checkpoint whose quorum of cosignatures is later than `includedBy`. */
export type AcceptancePromise = {
  readonly origin: string;
  readonly leaf: Uint8Array;
  readonly acceptedAt: number;
  readonly includedBy: number;
  readonly note: SignedNote;
};

export function parsePromise(bytes: Uint8Array): AcceptancePromise | undefined {
  const note = parseNote(bytes);
  const lines = note === undefined ? undefined : linesOf(note.text);
  if (note === undefined || lines?.length !== 5 || lines[0] !== PROMISE_HEADER) return undefined;
  const origin = lines[1];
  const leaf = fromBase64Digest(lines[2] ?? '');
  const [acceptedAt, includedBy] = [fromDecimal(lines[3] ?? ''), fromDecimal(lines[4] ?? '')];
  if (origin === undefined || leaf === undefined || acceptedAt === undefined || includedBy === undefined) return undefined;
  return { origin, leaf, acceptedAt, includedBy, note };
}

/**
 * Whether this log's intake promised this entry.
 * @param leaf computed by the caller from the bytes it sent, never taken from an answer
 */
export async function verifyPromise(promise: AcceptancePromise, log: Log, leaf: Uint8Array): Promise<Verdict> {
  if (promise.origin !== log.origin) return rejected(`a promise of ${promise.origin}`);
  if (!equalBytes(promise.leaf, leaf)) return rejected('a promise of another entry');
  const signed = await isSignedBy(promise.note, noteKey(`${log.origin}/accept`, 1, log.accept_key));
  return signed ? accepted : rejected("the promise's signature is missing or wrong");
}
