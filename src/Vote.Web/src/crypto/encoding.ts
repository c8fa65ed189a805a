/** Short messages as elements, and back. spec §2.4 */
import { at, concat, equalBytes } from './bytes';
import { Point } from './group';

export const MESSAGE_BYTES = 30;
const EVEN_Y = Uint8Array.of(2);

/** The element of a message of at most 30 bytes; undefined in the 2⁻²⁵⁶ case that no counter gives one. */
export function encodeMessage(data: Uint8Array): Point | undefined {
  if (data.length > MESSAGE_BYTES) throw new RangeError(`a message has at most ${MESSAGE_BYTES} bytes`);
  const padded = concat(Uint8Array.of(data.length), data, new Uint8Array(MESSAGE_BYTES - data.length));
  for (let counter = 0; counter < 256; counter++) {
    const point = Point.decode(concat(EVEN_Y, padded, Uint8Array.of(counter)));
    if (point !== undefined) return point;
  }
  return undefined;
}

/** The message of exactly the element that encodes it. */
export function decodeMessage(point: Point): Uint8Array | undefined {
  if (point.isIdentity()) return undefined;
  const encoding = point.encode();
  const length = at(encoding, 1);
  if (length > MESSAGE_BYTES) return undefined;
  const data = encoding.slice(2, 2 + length);
  const expected = encodeMessage(data);
  return expected !== undefined && equalBytes(expected.encode(), encoding) ? data : undefined;
}
