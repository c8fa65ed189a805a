/** The Merkle tree over the ledger's entries. RFC 6962 §2.1, RFC 9162 §2.1.3.2, §2.1.4.2; ledger §6 */
import { equalBytes } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';

/** That a leaf stands at an index of the tree of a size: the siblings from the leaf upwards. */
export type InclusionProof = { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] };

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(Uint8Array.of(0), entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(Uint8Array.of(1), left, right);
}

/** Whether the path leads from the leaf to the root. */
export function verifyInclusion({ index, size, path }: InclusionProof, leaf: Uint8Array, root: Uint8Array): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // A last node without a sibling rises until it is a right child.
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** That the tree of one size is a beginning of the tree of another. At least one leaf: an empty tree contradicts nothing. */
export type ConsistencyProof = { readonly from: number; readonly to: number; readonly path: readonly Uint8Array[] };

/** Whether the path connects both roots. RFC 9162 §2.1.4.2 */
export function verifyConsistency({ from, to, path }: ConsistencyProof, fromRoot: Uint8Array, toRoot: Uint8Array): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to || path.length > 63) return false;
  if (from === to) return path.length === 0 && equalBytes(fromRoot, toRoot);
  let [node, last] = [from - 1, to - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // Where the old tree is a whole subtree of the new one, its root is the first node.
  const [first, ...rest] = Number.isInteger(Math.log2(from)) ? [fromRoot, ...path] : path;
  if (first === undefined) return false;
  let [old, grown] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, grown] = [nodeHash(sibling, old), nodeHash(sibling, grown)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      grown = nodeHash(grown, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(old, fromRoot) && equalBytes(grown, toRoot);
}

/** Not a shift: indices may exceed 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}
