/** The small grammar that notes, checkpoints, promises and proofs share; one spelling for each value. ledger §7 */
import { fromBase64url, toBase64url } from '../crypto/base64url';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Padded standard base64. */
export function toBase64(bytes: Uint8Array): string {
  const unpadded = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, '=');
}

export function fromBase64(text: string): Uint8Array | undefined {
  if (/[-_]/.test(text)) return undefined;
  const decoded = fromBase64url(
    text
      .replace(/={1,2}$/, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
  return decoded !== undefined && toBase64(decoded) === text ? decoded : undefined;
}

export function fromBase64Digest(text: string): Uint8Array | undefined {
  const decoded = fromBase64(text);
  return decoded?.length === 32 ? decoded : undefined;
}

/** A decimal without sign and leading zeros, up to 2⁵³ − 1. */
export function fromDecimal(text: string): number | undefined {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

/** Well-formed UTF-8 without control characters but newlines. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = strictUtf8.decode(bytes);
    return [...text].some((character) => character < ' ' && character !== '\n') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The lines of a text that ends with a newline. */
export function linesOf(text: string): readonly string[] | undefined {
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : undefined;
}
