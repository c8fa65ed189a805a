/** Edits of hex strings by byte offsets. */
import { toHex } from '../src/crypto/bytes';

/** Bytes from an offset on replaced by others of the same length. */
export function replaced(hex: string, offset: number, bytes: Uint8Array): string {
  return hex.slice(0, 2 * offset) + toHex(bytes) + hex.slice(2 * (offset + bytes.length));
}

/** One byte changed. */
export function changed(hex: string, offset: number, edit: (byte: number) => number): string {
  return replaced(hex, offset, Uint8Array.of(edit(parseInt(hex.slice(2 * offset, 2 * offset + 2), 16))));
}
