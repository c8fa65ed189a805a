/** Byte strings and the integer encodings of spec §1. */

const utf8Encoder = new TextEncoder();

/** The element at a position that the caller has already checked; a miss is the caller's bug. */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares public byte strings (not constant in time). */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

export function utf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Strict: lowercase digits, an even number of them. */
export function fromHex(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A non-negative integer in `width` bytes, most significant first. */
export function bigEndian(value: bigint | number, width: number): Uint8Array {
  const digits = checkedInteger(value, width)
    .toString(16)
    .padStart(2 * width, '0');
  return fromHex(digits) ?? new Uint8Array();
}

/** A non-negative integer in `width` bytes, least significant first. */
export function littleEndian(value: bigint | number, width: number): Uint8Array {
  return bigEndian(value, width).reverse();
}

export function fromBigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return fromBigEndian(bytes.slice().reverse());
}

function checkedInteger(value: bigint | number, width: number): bigint {
  const integer = BigInt(value);
  if (integer < 0n || integer >= 1n << BigInt(8 * width)) throw new RangeError(`${integer} does not fit ${width} bytes`);
  return integer;
}
