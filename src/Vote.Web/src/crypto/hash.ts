/** The hash functions of spec §1 (2). */
import { sha256 as sha256Bytes } from '@noble/hashes/sha2.js';
import { shake128 as shake128Stream, shake256 as shake256Bytes } from '@noble/hashes/sha3.js';
import { concat, utf8 } from './bytes';

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return sha256Bytes(concat(...parts));
}

export function shake256(message: Uint8Array, length: number): Uint8Array {
  return shake256Bytes(message, { dkLen: length });
}

/** An incremental SHAKE128: `update` absorbs, `clone().xof(n)` reads without disturbing the original. */
export function shake128() {
  return shake128Stream.create();
}

/** `"label" ‖ 00`, the head of every labelled hash and signature. */
export function label(name: string): Uint8Array {
  return concat(utf8(name), Uint8Array.of(0));
}
