/** Sending a ballot until it is known what became of it. The same bytes are sent each time, so a repetition can do no harm. */
import type { Answer, Api } from '../api/api';
import type { CastAnswer } from '../api/answers';
import type { ProblemCode } from '../api/problem';
import { equalBytes, utf8 } from '../crypto/bytes';
import type { Log } from '../crypto/manifest';
import type { CastEntry } from '../ledger/entry';
import { leafHash } from '../ledger/merkle';
import { parsePromise, verifyPromise } from '../ledger/promise';
import { countCosignatures, verifyCheckpoint } from '../ledger/checkpoint';
import { parseReceipt, type Receipt, verifyReceipt, verifyReceiptInclusion } from '../ledger/receipt';

/** Why it is not known yet. */
export type Doubt = 'silence' | 'busy' | 'promise' | 'receipt';

export type DeliveryState =
  | { readonly kind: 'sending' }
  | { readonly kind: 'uncertain'; readonly doubt: Doubt }
  | { readonly kind: 'not-delivered'; readonly code: ProblemCode }
  /** The promise verified under the manifest's key. */
  | { readonly kind: 'delivered'; readonly promise: string }
  /** The inclusion proof verified under the manifest's key; a promise may never have reached us. */
  | { readonly kind: 'recorded'; readonly promise: string | undefined; readonly receipt: Uint8Array; readonly index: number };

export type Delivery = {
  readonly api: Api;
  readonly electionId: string;
  readonly token: string;
  readonly log: Log;
  readonly entry: CastEntry;
  readonly report: (state: DeliveryState) => void;
  /** Waits so long, or until the voter or the network says "now". */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

type Settled = DeliveryState | undefined;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Ends with `recorded`, `not-delivered`, or when the signal aborts. */
export async function deliver(delivery: Delivery, signal: AbortSignal): Promise<void> {
  const { report, wait } = delivery;
  report({ kind: 'sending' });
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const settled = await attempt(delivery, signal);
    if (signal.aborted) return;
    if (settled !== undefined) report(settled);
    if (settled?.kind === 'delivered') return awaitRecord(delivery, settled.promise, signal);
    if (settled?.kind === 'not-delivered' || settled?.kind === 'recorded') return;
    await wait(pause, signal);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

async function attempt(delivery: Delivery, signal: AbortSignal): Promise<Settled> {
  const { api, electionId, token, entry } = delivery;
  const answer = await api.cast(electionId, token, entry, signal);
  if (answer.kind === 'ok') return afterPromise(delivery, answer.value, signal);
  if (answer.kind === 'refused' && answer.code === 'overloaded') return { kind: 'uncertain', doubt: 'busy' };
  // The session may have ended after an earlier attempt was accepted: the ledger knows.
  if (answer.kind === 'refused' && answer.code === 'unauthorized') return afterLostSession(delivery, signal);
  if (answer.kind === 'refused') return { kind: 'not-delivered', code: answer.code };
  return { kind: 'uncertain', doubt: 'silence' };
}

async function afterPromise(delivery: Delivery, { promise }: CastAnswer, signal: AbortSignal): Promise<DeliveryState> {
  const { log, entry } = delivery;
  const parsed = parsePromise(utf8(promise));
  const verdict = parsed === undefined ? undefined : await verifyPromise(parsed, log, leafHash(entry.encoded));
  if (verdict?.kind === 'accepted') return { kind: 'delivered', promise };
  // A promise that does not hold is worth nothing; only the ledger can still settle it.
  const found = await lookUp(delivery, undefined, signal);
  return found.kind === 'settled' ? found.state : { kind: 'uncertain', doubt: 'promise' };
}

async function afterLostSession(delivery: Delivery, signal: AbortSignal): Promise<DeliveryState> {
  const found = await lookUp(delivery, undefined, signal);
  if (found.kind === 'settled') return found.state;
  return found.kind === 'absent' ? { kind: 'not-delivered', code: 'unauthorized' } : { kind: 'uncertain', doubt: 'silence' };
}

async function awaitRecord(delivery: Delivery, promise: string, signal: AbortSignal): Promise<void> {
  const { report, wait, log } = delivery;
  while (!signal.aborted) {
    const found = await lookUp(delivery, promise, signal);
    if (signal.aborted) return;
    if (found.kind === 'settled') return report(found.state);
    if (found.kind === 'broken') report({ kind: 'uncertain', doubt: 'receipt' });
    const pause = found.kind === 'pending' ? found.pause * 1_000 : log.publish.interval_s * 1_000;
    await wait(Math.min(Math.max(pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS), signal);
  }
}

type Found =
  | { readonly kind: 'settled'; readonly state: DeliveryState }
  | { readonly kind: 'pending'; readonly pause: number }
  | { readonly kind: 'absent' | 'broken' | 'unknown' };

/** Asks for the receipt of the entry that was sent, and believes it only when it verifies. */
async function lookUp(
  { api, electionId, log, entry }: Delivery,
  promise: string | undefined,
  signal: AbortSignal,
): Promise<Found> {
  const answer: Answer<Uint8Array> = await api.receipt(electionId, leafHash(entry.encoded), signal);
  if (answer.kind === 'pending') return answer;
  if (answer.kind === 'refused') return { kind: answer.code === 'unknown-entry' ? 'absent' : 'unknown' };
  if (answer.kind === 'unknown') return { kind: 'unknown' };
  const receipt = parseReceipt(answer.value);
  if (receipt === undefined || !equalBytes(receipt.entry, entry.encoded)) return { kind: 'broken' };
  const verdict = await verifyReceipt(receipt, log);
  if (verdict.kind === 'rejected') return (await lacksOnlyWitnesses(receipt, log)) ? { kind: 'pending', pause: 0 } : { kind: 'broken' };
  return { kind: 'settled', state: { kind: 'recorded', promise, receipt: answer.value, index: receipt.proof.index } };
}

/** Everything holds but the number of cosignatures: they are on their way, and the vote is where it should be. */
async function lacksOnlyWitnesses(receipt: Receipt, log: Log): Promise<boolean> {
  const signed = await verifyCheckpoint(receipt.checkpoint, log);
  const count = await countCosignatures(receipt.checkpoint, log);
  return signed.kind === 'accepted' && typeof count === 'number' && verifyReceiptInclusion(receipt).kind === 'accepted';
}
