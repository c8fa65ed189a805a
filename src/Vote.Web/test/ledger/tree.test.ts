import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/crypto/bytes';
import { rootOf } from '../../src/ledger/evidence';
import { verifyConsistency } from '../../src/ledger/merkle';
import { PublishedTree, spell } from '../../src/ledger/tree';
import { consistency, filesOf, history, rootOf as rootFromDefinition } from '../../vectors/logs';
import { fields, list, number, unhex, vectorFile } from '../pinned';

const leaves = history(0, 'entry', 700);
const read = (size: number) => {
  const files = filesOf(leaves.slice(0, size));
  return (path: string) => Promise.resolve(files.get(path));
};
const hex = (nodes: readonly Uint8Array[] | undefined) => nodes?.map(toHex);

describe('consistency proofs', () => {
  const file = vectorFile('merkle.json');
  const roots = list(file, 'roots').map(unhex);

  it('hold for the pinned ones, and for no other', () => {
    for (const value of list(file, 'consistency')) {
      const vector = fields(value);
      const [from, to, path] = [number(vector, 'from'), number(vector, 'to'), list(vector, 'path').map(unhex)];
      const [old, grown] = [roots[from], roots[to]];
      if (old === undefined || grown === undefined || from === 0) continue;
      expect(verifyConsistency({ from, to, path }, old, grown)).toBe(true);
      expect(verifyConsistency({ from, to, path: [...path, old] }, old, grown)).toBe(false);
      if (path.length > 0) expect(verifyConsistency({ from, to, path: path.slice(1) }, old, grown)).toBe(false);
      expect(verifyConsistency({ from, to, path }, grown, from === to ? old : grown)).toBe(from === to);
    }
  });

  it('agree with the definition on every small pair of sizes', () => {
    for (let to = 1; to <= 40; to++) {
      for (let from = 1; from <= to; from++) {
        const path = consistency(from, leaves.slice(0, to));
        const [old, grown] = [rootFromDefinition(leaves.slice(0, from)), rootFromDefinition(leaves.slice(0, to))];
        expect(verifyConsistency({ from, to, path }, old, grown)).toBe(true);
        expect(verifyConsistency({ from, to, path }, grown, grown)).toBe(from === to);
      }
    }
  });
});

describe('a published tree', () => {
  it('gives the proofs and roots of the definition from its tiles', async () => {
    for (const size of [1, 2, 7, 255, 256, 257, 512, 700]) {
      for (const from of [1, 2, 5, 128, 200, 256, 300, 512, 699].filter((each) => each <= size)) {
        const tree = new PublishedTree(size, read(size));
        expect(hex(await tree.consistency(from))).toEqual(hex(consistency(from, leaves.slice(0, size))));
        expect(toHex((await tree.root(from)) ?? new Uint8Array())).toBe(toHex(rootFromDefinition(leaves.slice(0, from))));
      }
      expect(hex(await new PublishedTree(size, read(size)).leaves())).toEqual(hex(leaves.slice(0, size)));
      expect(toHex(rootOf(leaves.slice(0, size)) ?? new Uint8Array())).toBe(toHex(rootFromDefinition(leaves.slice(0, size))));
    }
  });

  it('takes the full tile where the partial one is gone', async () => {
    const tree = new PublishedTree(600, read(700));
    expect(hex(await tree.consistency(300))).toBeUndefined();
    const full = filesOf(leaves.slice(0, 512));
    expect(hex(await new PublishedTree(500, (path) => Promise.resolve(full.get(path))).leaves())).toEqual(hex(leaves.slice(0, 500)));
  });

  it('gives nothing when a tile is missing or cut', async () => {
    const files = filesOf(leaves);
    files.set('tile/0/001', (files.get('tile/0/001') ?? new Uint8Array()).slice(0, 100));
    const tree = new PublishedTree(700, (path) => Promise.resolve(files.get(path)));
    expect(await tree.leaves()).toBeUndefined();
    expect(await tree.root(300)).toBeUndefined();
  });

  it('spells numbers as the format does', () => {
    expect([0, 67, 999, 1000, 1_234_067].map(spell)).toEqual(['000', '067', '999', 'x001/000', 'x001/x234/067']);
  });
});
