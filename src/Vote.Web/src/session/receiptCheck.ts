/** Everything a receipt can be asked without a network: it brings its own proof, the manifest brings the keys. */
import { CIPHERTEXT_BYTES } from '../crypto/elgamal';
import { ciphertextCount } from '../crypto/ballot';
import { equalBytes } from '../crypto/bytes';
import { type Election, parseElection } from '../crypto/manifest';
import { trackerOf } from '../crypto/tracker';
import { accepted, rejected, type Verdict } from '../crypto/verifier';
import { type BallotEntry, parseBallotEntry } from '../ledger/entry';
import { verifyCheckpoint, verifyQuorum } from '../ledger/checkpoint';
import { parseReceipt, type Receipt, verifyReceiptInclusion } from '../ledger/receipt';
import type { Outcome, Task } from '../worker/task';

export type ReceiptFile = { readonly receipt: Receipt; readonly entry: BallotEntry };

/** A receipt of a ballot; receipts of other entries are not the voter's. */
export function readReceiptFile(bytes: Uint8Array): ReceiptFile | undefined {
  const receipt = parseReceipt(bytes);
  const entry = receipt === undefined ? undefined : parseBallotEntry(receipt.entry);
  return receipt === undefined || entry === undefined ? undefined : { receipt, entry };
}

export type CheckName = 'election' | 'log' | 'witnesses' | 'inclusion' | 'author' | 'ballot';
/** `undefined`: this check could not be made here. */
export type Check = { readonly name: CheckName; readonly verdict: Verdict | undefined };

export type Report = {
  readonly checks: readonly Check[];
  readonly election: Election;
  /** The short name of the ballot, for comparing with what the voting page showed. */
  readonly tracker: string | undefined;
};

/** The election of a manifest, if it is the one that the receipt names. */
export function electionOf({ entry }: ReceiptFile, manifest: Uint8Array): Election | undefined {
  const parsed = parseElection(manifest);
  return parsed.kind === 'parsed' && equalBytes(parsed.value.hash, entry.election) ? parsed.value : undefined;
}

export async function checkReceipt(
  file: ReceiptFile,
  manifest: Uint8Array,
  election: Election,
  run: (task: Task) => Promise<Outcome>,
): Promise<Report> {
  const { receipt, entry } = file;
  const { log } = election.manifest;
  const checks: Check[] = [
    { name: 'election', verdict: equalBytes(election.hash, entry.election) ? accepted : rejected('another election') },
    { name: 'log', verdict: await verifyCheckpoint(receipt.checkpoint, log) },
    { name: 'witnesses', verdict: await verifyQuorum(receipt.checkpoint, log) },
    { name: 'inclusion', verdict: verifyReceiptInclusion(receipt) },
    { name: 'author', verdict: entry.signed ? accepted : rejected("the credential's signature does not hold") },
    { name: 'ballot', verdict: await ballotVerdict(entry, manifest, run) },
  ];
  return { checks, election, tracker: trackerIn(entry, election) };
}

/** Fails closed: a check that was not made does not make a receipt valid, save the one that needs another file. */
export function holds({ checks }: Report): boolean {
  return checks.every(({ name, verdict }) => verdict?.kind === 'accepted' || (name === 'ballot' && verdict === undefined));
}

async function ballotVerdict(
  { payload, place }: BallotEntry,
  manifest: Uint8Array,
  run: (task: Task) => Promise<Outcome>,
): Promise<Verdict | undefined> {
  if (payload.kind === 'blob') return undefined;
  const plain = { ...place, credential: place.credential.encode() };
  const outcome = await run({ kind: 'verify', manifest, place: plain, payload: payload.payload });
  return outcome.kind === 'verified' ? outcome.verdict : rejected('the ballot could not be checked');
}

/** spec §4.6: of the ciphertexts, which stand first in the payload. */
function trackerIn({ payload, place }: BallotEntry, { hash, manifest }: Election): string | undefined {
  if (payload.kind === 'blob') return undefined;
  const length = manifest.questions.reduce((sum, question) => sum + CIPHERTEXT_BYTES * ciphertextCount(question), 0);
  return payload.payload.length < length ? undefined : trackerOf(hash, place.credential, payload.payload.slice(0, length));
}
