/** The tag that binds a proof to its election, purpose and context, and the public weights. spec §6.2, §6.3 */
import { concat, littleEndian, toHex, utf8 } from './bytes';
import { encode, type Json } from './canonical';
import { Point, reduce48, type Scalar } from './group';
import { sha256 } from './hash';
import { DuplexSponge, sessionId } from './sponge';

export type Purpose =
  'ballot' | 'ballot-mixed' | 'trustee-key' | 'shuffle' | 'shuffle-weights' | 'decryption' | 'decryption-weights';

/** @param scope the election hash; the ceremony hash for `trustee-key` */
export function tagOf(scope: Uint8Array, purpose: Purpose, context: Json): string {
  const parts = ['TSUKUBA-VOTE-V01', toHex(scope), purpose, toHex(sha256(encode(context)))];
  return `${parts.join('-')}-DSFS-with-sigma-proofs_Shake128_P256`;
}

/** Weights drawn after everything in the vectors; each vector stands behind its count. */
export function drawWeights(tag: string, vectors: readonly (readonly Point[])[], count: number): Scalar[] {
  const sponge = new DuplexSponge(sessionId(utf8(tag)));
  for (const vector of vectors) sponge.absorb(concat(littleEndian(vector.length, 4), ...Point.encodeAll(vector)));
  return Array.from({ length: count }, () => reduce48(sponge.squeeze(48)));
}
