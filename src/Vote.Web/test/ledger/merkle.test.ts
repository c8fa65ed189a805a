import { describe, expect, it } from 'vitest';
import { at, toHex } from '../../src/crypto/bytes';
import { sha256 } from '../../src/crypto/hash';
import { type InclusionProof, leafHash, nodeHash, verifyInclusion } from '../../src/ledger/merkle';
import { fields, list, number, unhex, vectorFile } from '../pinned';

const file = vectorFile('merkle.json');
const leaves = list(file, 'entries').map((entry) => leafHash(unhex(entry)));
const roots = list(file, 'roots').map(unhex);

/** RFC 6962 §2.1, from the definition. */
function rootOf(nodes: readonly Uint8Array[]): Uint8Array {
  if (nodes.length === 0) return sha256();
  if (nodes.length === 1) return at(nodes, 0);
  const split = splitOf(nodes.length);
  return nodeHash(rootOf(nodes.slice(0, split)), rootOf(nodes.slice(split)));
}

/** RFC 6962 §2.1.1, from the definition. */
function pathOf(index: number, nodes: readonly Uint8Array[]): Uint8Array[] {
  if (nodes.length === 1) return [];
  const split = splitOf(nodes.length);
  const [left, right] = [nodes.slice(0, split), nodes.slice(split)];
  return index < split ? [...pathOf(index, left), rootOf(right)] : [...pathOf(index - split, right), rootOf(left)];
}

function splitOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}

describe('the Merkle tree', () => {
  it('has the published roots', () => {
    expect(roots.map((_, size) => toHex(rootOf(leaves.slice(0, size))))).toEqual(roots.map(toHex));
  });

  const pinned = list(file, 'inclusion').map((value): [number, number, InclusionProof] => {
    const vector = fields(value);
    const [index, size] = [number(vector, 'index'), number(vector, 'size')];
    return [index, size, { index, size, path: list(vector, 'path').map(unhex) }];
  });

  it.each(pinned)('includes leaf %i in size %i by the pinned path only', (index, size, proof) => {
    const [leaf, root] = [at(leaves, index), at(roots, size)];
    expect(verifyInclusion(proof, leaf, root)).toBe(true);
    expect(verifyInclusion(proof, leafHash(leaf), root)).toBe(false);
    expect(verifyInclusion({ ...proof, index: size }, leaf, root)).toBe(false);
    expect(verifyInclusion({ ...proof, path: [...proof.path, leaf] }, leaf, root)).toBe(false);
    if (size > 1) expect(verifyInclusion({ ...proof, path: proof.path.slice(1) }, leaf, root)).toBe(false);
    for (let other = 0; other < size; other++)
      if (other !== index) expect(verifyInclusion({ ...proof, index: other }, leaf, root)).toBe(false);
  });

  it('agrees with the definition on every leaf of every size up to 40', () => {
    const many = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
    for (let size = 1; size <= many.length; size++) {
      const tree = many.slice(0, size);
      const root = rootOf(tree);
      for (const [index, leaf] of tree.entries())
        expect(verifyInclusion({ index, size, path: pathOf(index, tree) }, leaf, root)).toBe(true);
    }
  });
});
