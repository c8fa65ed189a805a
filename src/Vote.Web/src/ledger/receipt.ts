/** Receipts: an entry, its path and a checkpoint, to be checked anywhere and later. C2SP tlog-proof; ledger §7 (6) */
import { utf8 } from '../crypto/bytes';
import type { Log } from '../crypto/manifest';
import { accepted, rejected, type Verdict } from '../crypto/verifier';
import { type Checkpoint, parseCheckpoint, verifyCheckpoint, verifyQuorum } from './checkpoint';
import { type InclusionProof, leafHash, verifyInclusion } from './merkle';
import { decodeText, fromBase64, fromBase64Digest, fromDecimal } from './text';

export const RECEIPT_HEADER = 'c2sp.org/tlog-proof@v1';

/** Longest note, twice the longest entry for its base64. */
const MAXIMUM_BYTES = (1 << 18) + 2 * 65_535;
const MAXIMUM_PATH = 63;

export type Receipt = { readonly entry: Uint8Array; readonly proof: InclusionProof; readonly checkpoint: Checkpoint };

export function parseReceipt(bytes: Uint8Array): Receipt | undefined {
  const text = bytes.length > MAXIMUM_BYTES ? undefined : decodeText(bytes);
  // The proof's own lines end with the first empty line; the checkpoint follows as it is.
  const divide = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || divide < 0) return undefined;
  const checkpoint = parseCheckpoint(utf8(text.slice(divide + 2)));
  const [header, extra, position, ...nodes] = text.slice(0, divide).split('\n');
  if (checkpoint === undefined || header !== RECEIPT_HEADER || nodes.length > MAXIMUM_PATH) return undefined;
  const entry = fromBase64(behind('extra ', extra) ?? '');
  const index = fromDecimal(behind('index ', position) ?? '');
  const path = nodes.flatMap((node) => fromBase64Digest(node) ?? []);
  if (entry === undefined || !extra?.startsWith('extra ') || index === undefined || path.length !== nodes.length)
    return undefined;
  return { entry, proof: { index, size: checkpoint.size, path }, checkpoint };
}

/** Whether the entry stands under the checkpoint's root. */
export function verifyReceiptInclusion({ entry, proof, checkpoint }: Receipt): Verdict {
  const holds = verifyInclusion(proof, leafHash(entry), checkpoint.root);
  return holds ? accepted : rejected("the path does not lead to the checkpoint's root");
}

/** Whether the entry is in this log, under a checkpoint with a quorum. */
export async function verifyReceipt(receipt: Receipt, log: Log): Promise<Verdict> {
  const signed = await verifyCheckpoint(receipt.checkpoint, log);
  if (signed.kind === 'rejected') return signed;
  const quorum = await verifyQuorum(receipt.checkpoint, log);
  return quorum.kind === 'rejected' ? quorum : verifyReceiptInclusion(receipt);
}

function behind(prefix: string, line: string | undefined): string | undefined {
  return line?.startsWith(prefix) === true ? line.slice(prefix.length) : undefined;
}
