/** base64url without padding, one spelling for each byte string. spec §1 (3) */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += 3) {
    const group = bytes.subarray(offset, offset + 3);
    const bits = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0);
    for (let i = 0; i <= group.length; i++) text += ALPHABET.charAt((bits >> (18 - 6 * i)) & 63);
  }
  return text;
}

/** Refuses padding, other alphabets, impossible lengths and unused bits that are not zero. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  for (let i = 0; i < bytes.length; i++) {
    const first = Math.floor((i * 4) / 3);
    const shift = [10, 8, 6][i % 3] ?? 0;
    const pair = (ALPHABET.indexOf(text.charAt(first)) << 6) | ALPHABET.indexOf(text.charAt(first + 1));
    bytes[i] = (pair >> (shift - 6)) & 255;
  }
  return toBase64url(bytes) === text ? bytes : undefined;
}
