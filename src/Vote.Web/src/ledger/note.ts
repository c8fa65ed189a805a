/** Signed notes: a text and who signed it. C2SP signed-note 1.0.0; ledger §7 (1) */
import { bigEndian, concat, equalBytes, toHex, utf8 } from '../crypto/bytes';
import { verifyEd25519 } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { decodeText, fromBase64, linesOf, toBase64 } from './text';

const MAXIMUM_BYTES = 1 << 18;
const MAXIMUM_SIGNATURES = 64;

/** What a signature is: 1 Ed25519 over the text (a log, a promise), 4 over a time and a checkpoint (a witness). */
export type NoteKeyType = 1 | 4;
export type NoteKey = { readonly name: string; readonly type: NoteKeyType; readonly key: Uint8Array; readonly id: Uint8Array };

/** One signature line: key name, key id, and the bytes behind the id. */
export type NoteSignature = { readonly name: string; readonly id: Uint8Array; readonly content: Uint8Array };

/** `text` holds its last newline; the signatures are not verified yet. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export function noteKey(name: string, type: NoteKeyType, key: Uint8Array): NoteKey {
  return { name, type, key, id: sha256(utf8(name), Uint8Array.of(0x0a, type), key).slice(0, 4) };
}

/** Reads `name+id+base64(type ‖ key)`; the id must be the key's. */
export function parseNoteKey(text: string): NoteKey | undefined {
  const [name, id, material] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text)?.slice(1) ?? [];
  const bytes = material === undefined ? undefined : fromBase64(material);
  const type = bytes?.[0];
  if (name === undefined || bytes?.length !== 33 || (type !== 1 && type !== 4)) return undefined;
  const key = noteKey(name, type, bytes.slice(1));
  return toHex(key.id) === id ? key : undefined;
}

export function parseNote(bytes: Uint8Array): SignedNote | undefined {
  const whole = bytes.length > MAXIMUM_BYTES ? undefined : decodeText(bytes);
  // The last empty line divides text and signatures.
  const divide = whole?.lastIndexOf('\n\n') ?? -1;
  if (whole === undefined || divide < 0) return undefined;
  const lines = linesOf(whole.slice(divide + 2));
  if (lines === undefined || lines.length > MAXIMUM_SIGNATURES) return undefined;
  const signatures = lines.flatMap((line) => parseSignature(line) ?? []);
  return signatures.length === lines.length ? { text: whole.slice(0, divide + 1), signatures } : undefined;
}

export function encodeNote({ text, signatures }: SignedNote): Uint8Array {
  const lines = signatures.map(({ name, id, content }) => `— ${name} ${toBase64(concat(id, content))}\n`);
  return utf8(`${text}\n${lines.join('')}`);
}

/** Whether this key signed the text. A line that claims so and does not verify spoils the note. */
export async function isSignedBy({ text, signatures }: SignedNote, key: NoteKey): Promise<boolean> {
  const claimed = signatures.filter((signature) => isBy(signature, key));
  if (key.type !== 1 || claimed.length === 0) return false;
  const verdicts = await Promise.all(claimed.map(({ content }) => verifyEd25519(content, utf8(text), key.key)));
  return verdicts.every(Boolean);
}

/** The time of this witness's cosignature of the note's text; undefined when it gave none, false when one does not verify. */
export async function cosignedAt({ text, signatures }: SignedNote, witness: NoteKey): Promise<number | undefined | false> {
  let latest: number | undefined;
  for (const { content } of signatures.filter((signature) => isBy(signature, witness))) {
    const seconds = content.length === 72 ? Number(`0x${toHex(content.slice(0, 8))}`) : Number.NaN;
    if (witness.type !== 4 || !Number.isSafeInteger(seconds)) return false;
    const message = utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
    if (!equalBytes(bigEndian(seconds, 8), content.slice(0, 8))) return false;
    if (!(await verifyEd25519(content.slice(8), message, witness.key))) return false;
    latest = Math.max(latest ?? 0, seconds);
  }
  return latest;
}

function isBy(signature: NoteSignature, key: NoteKey): boolean {
  return signature.name === key.name && equalBytes(signature.id, key.id);
}

function parseSignature(line: string): NoteSignature | undefined {
  const parts = line.split(' ');
  const [dash, name, encoded] = parts;
  if (parts.length !== 3 || dash !== '—' || name === undefined || encoded === undefined || !/^[^+\s]+$/.test(name))
    return undefined;
  const bytes = fromBase64(encoded);
  return bytes === undefined || bytes.length <= 4 ? undefined : { name, id: bytes.slice(0, 4), content: bytes.slice(4) };
}
