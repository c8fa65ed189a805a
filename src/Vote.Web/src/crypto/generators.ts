/** Generators nobody knows a relation between, computed from the election hash. spec §2.2 */
import { bigEndian, concat, toHex, utf8 } from './bytes';
import { Point } from './group';

const DOMAIN = utf8('TSUKUBA-VOTE-V01-generators-with-P256_XMD:SHA-256_SSWU_RO_');

export function generatorOf(election: Uint8Array, index: number): Point {
  return Point.hashToCurve(concat(election, bigEndian(index, 4)), DOMAIN);
}

/** H_0 … H_count: the chain's base and the commitments' bases. */
export function generatorsOf(election: Uint8Array, count: number): Point[] {
  return Array.from({ length: count + 1 }, (_, i) => generatorOf(election, i));
}

/** Whether 0, G, Y, H_0 … H_N are pairwise distinct. */
export function areDistinct(key: Point, generators: readonly Point[]): boolean {
  const all = [Point.generator, key, ...generators];
  if (all.some((point) => point.isIdentity())) return false;
  return new Set(Point.encodeAll(all).map(toHex)).size === all.length;
}
