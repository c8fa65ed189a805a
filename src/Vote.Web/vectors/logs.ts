/** A log whose operator may lie, from fixed seeds: the keys of signed-note.json, histories of made-up entries, files of any of them. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { at, bigEndian, concat, utf8 } from '../src/crypto/bytes';
import type { Log } from '../src/crypto/manifest';
import { type Checkpoint, parseCheckpoint } from '../src/ledger/checkpoint';
import { leafHash, nodeHash } from '../src/ledger/merkle';
import { encodeNote, noteKey, type NoteKeyType, type NoteSignature } from '../src/ledger/note';
import { type AcceptancePromise, parsePromise } from '../src/ledger/promise';
import { toBase64 } from '../src/ledger/text';
import { spell } from '../src/ledger/tree';

export const LOG_ORIGIN = 'vote.example/log/000102030405060708090a0b0c0d0e0f';
export const TIME = 1_900_000_000;
export const SEEDS = { log: seed(1), accept: seed(2), witnesses: [seed(3), seed(4), seed(5)] };

const witnessName = (number: number) => `witness.example/w${number + 1}`;

/** What a manifest says of this log. */
export function logOf(quorum: number): Log {
  return {
    accept_key: ed25519.getPublicKey(SEEDS.accept),
    key: ed25519.getPublicKey(SEEDS.log),
    origin: LOG_ORIGIN,
    publish: { interval_s: 1, max_delay_s: 1, min_batch: 1 },
    quorum,
    witnesses: SEEDS.witnesses.map((secret, i) => ({ key: ed25519.getPublicKey(secret), name: witnessName(i) })),
  } as Log;
}

/** Leaves of a history: some that all share, then its own. */
export function history(common: number, name: string, own: number): Uint8Array[] {
  const entries = [...count(common).map((i) => `common ${i}`), ...count(own).map((i) => `${name} ${i}`)];
  return entries.map((entry) => leafHash(utf8(entry)));
}

export function rootOf(nodes: readonly Uint8Array[]): Uint8Array {
  if (nodes.length === 1) return at(nodes, 0);
  const split = splitOf(nodes.length);
  return nodeHash(rootOf(nodes.slice(0, split)), rootOf(nodes.slice(split)));
}

/** RFC 6962 §2.1.2, from the definition: PROOF(m, D[n]) = SUBPROOF(m, D[n], true). */
export function consistency(from: number, nodes: readonly Uint8Array[], isWhole = true): Uint8Array[] {
  if (from === nodes.length) return isWhole ? [] : [rootOf(nodes)];
  const split = splitOf(nodes.length);
  const [left, right] = [nodes.slice(0, split), nodes.slice(split)];
  if (from <= split) return [...consistency(from, left, isWhole), rootOf(right)];
  return [...consistency(from - split, right, false), rootOf(left)];
}

export function checkpoint(leaves: readonly Uint8Array[], secret = SEEDS.log, root = rootOf(leaves)): Checkpoint {
  const text = `${LOG_ORIGIN}\n${leaves.length}\n${toBase64(root)}\n`;
  const signatures = [signature(LOG_ORIGIN, 1, secret, ed25519.sign(utf8(text), secret))];
  return parsed(parseCheckpoint(encodeNote({ text, signatures })));
}

export function cosign({ note }: Checkpoint, witness: number, time: number): Checkpoint {
  const secret = at(SEEDS.witnesses, witness);
  const signed = ed25519.sign(utf8(`cosignature/v1\ntime ${time}\n${note.text}`), secret);
  const line = signature(witnessName(witness), 4, secret, concat(bigEndian(time, 8), signed));
  return parsed(parseCheckpoint(encodeNote({ text: note.text, signatures: [...note.signatures, line] })));
}

export function promise(leaf: Uint8Array, includedBy = TIME, secret = SEEDS.accept): AcceptancePromise {
  const text = `tsukuba-vote/accept/v1\n${LOG_ORIGIN}\n${toBase64(leaf)}\n${includedBy - 900}\n${includedBy}\n`;
  const name = `${LOG_ORIGIN}/accept`;
  return parsed(parsePromise(encodeNote({ text, signatures: [signature(name, 1, secret, ed25519.sign(utf8(text), secret))] })));
}

/** The files that a log of this history serves. */
export function filesOf(leaves: readonly Uint8Array[], head: Checkpoint = checkpoint(leaves)): Map<string, Uint8Array> {
  const files = new Map([['checkpoint', encodeNote(head.note)]]);
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level++) {
    for (let number = 0; number * 256 < hashes.length; number++) {
      const tile = hashes.slice(number * 256, (number + 1) * 256);
      files.set(`tile/${level}/${spell(number)}${tile.length === 256 ? '' : `.p/${tile.length}`}`, concat(...tile));
    }
    hashes = count(Math.floor(hashes.length / 256)).map((i) => rootOf(hashes.slice(i * 256, (i + 1) * 256)));
  }
  return files;
}

function signature(name: string, type: NoteKeyType, secret: Uint8Array, content: Uint8Array): NoteSignature {
  return { name, id: noteKey(name, type, ed25519.getPublicKey(secret)).id, content };
}

function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function splitOf(length: number): number {
  return 2 ** Math.floor(Math.log2(length - 1));
}

function seed(byte: number): Uint8Array {
  return new Uint8Array(32).fill(byte);
}

function parsed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('made something that cannot be read');
  return value;
}
