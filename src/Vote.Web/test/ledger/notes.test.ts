import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes';
import { byLibrary, byPlatform, verifyEd25519 } from '../../src/crypto/ed25519';
import { leafHash } from '../../src/ledger/merkle';
import { encodeNote, isSignedBy, parseNote, parseNoteKey } from '../../src/ledger/note';
import { parsePromise, verifyPromise } from '../../src/ledger/promise';
import { parseReceipt, verifyReceipt, verifyReceiptInclusion } from '../../src/ledger/receipt';
import type { Log } from '../../src/crypto/manifest';
import { fields, hex, named, number, text, unhex, vectorFile } from '../pinned';

const file = vectorFile('signed-note.json');
const promise = fields(file['promise']);
const receipt = fields(file['receipt']);
const decoder = new TextDecoder();

describe('Ed25519', () => {
  const cases = named(vectorFile('ed25519.json'), 'cases', 'key');

  it.each(cases)('verifies RFC 8032 under %s, on the platform and in the library, and nothing else', async (_, vector) => {
    const [signature, message, key] = [hex(vector, 'signature'), hex(vector, 'message'), hex(vector, 'key')];
    const spoiled = signature.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
    for (const verify of [verifyEd25519, byPlatform, byLibrary]) {
      expect(await verify(signature, message, key)).toBe(true);
      expect(await verify(spoiled, message, key)).toBe(false);
      expect(await verify(signature, utf8('x'), key)).toBe(false);
    }
    expect(await verifyEd25519(signature.slice(1), message, key)).toBe(false);
    expect(await verifyEd25519(signature, message, key.slice(1))).toBe(false);
  });
});

describe('signed notes', () => {
  it.each(named(file, 'notes', 'comment'))('decides as pinned: %s', async (_, vector) => {
    const note = parseNote(utf8(text(vector, 'note')));
    const key = parseNoteKey(text(vector, 'vkey'));
    const accepts = note !== undefined && key !== undefined && (await isSignedBy(note, key));
    expect(accepts).toBe(vector['accepted']);
    if (note !== undefined) expect(decoder.decode(encodeNote(note))).toBe(text(vector, 'note'));
  });
});

describe('promises', () => {
  const parsed = parsePromise(utf8(text(promise, 'note')));
  const [acceptKey, log] = [parseNoteKey(text(promise, 'vkey')), logOf(text(receipt, 'log'), text(receipt, 'witness'))];

  it('accept the promise of exactly this entry by exactly this intake', async () => {
    if (parsed === undefined || acceptKey === undefined) throw new Error('the pinned promise does not parse');
    const mine: Log = { ...log, accept_key: acceptKey.key };
    expect([parsed.acceptedAt, parsed.includedBy]).toEqual([1900000000, 1900000900]);
    expect(await verifyPromise(parsed, mine, parsed.leaf)).toEqual({ kind: 'accepted' });
    expect((await verifyPromise(parsed, mine, leafHash(utf8('another')))).kind).toBe('rejected');
    expect((await verifyPromise(parsed, { ...mine, origin: `other.${mine.origin}` }, parsed.leaf)).kind).toBe('rejected');
    expect((await verifyPromise(parsed, { ...mine, accept_key: log.key }, parsed.leaf)).kind).toBe('rejected');
  });

  it.each([
    ['another header', 'accept/v1\n', 'accept/v2\n'],
    ['a leading zero', '\n1900000000', '\n01900000000'],
    ['a missing line', '\n1900000000', ''],
    ['a short leaf', '2cLWa1Is', 'a1Is'],
  ])('refuse %s', (_, from, to) => {
    expect(parsePromise(utf8(text(promise, 'note').replace(from, to)))).toBeUndefined();
  });
});

describe('receipts', () => {
  const source = text(receipt, 'file');
  const log = logOf(text(receipt, 'log'), text(receipt, 'witness'));

  it('accept the pinned one, with its quorum', async () => {
    const parsed = parseReceipt(utf8(source));
    if (parsed === undefined) throw new Error('the pinned receipt does not parse');
    expect(parsed.entry).toEqual(hex(receipt, 'entry'));
    expect(parsed.proof.index).toBe(number(receipt, 'index'));
    expect(await verifyReceipt(parsed, log)).toEqual({ kind: 'accepted' });
  });

  it('refuse another entry, index, log, and a quorum that is not there', async () => {
    const parsed = parseReceipt(utf8(source));
    if (parsed === undefined) throw new Error('the pinned receipt does not parse');
    expect(verifyReceiptInclusion({ ...parsed, entry: unhex('40414244') }).kind).toBe('rejected');
    expect(verifyReceiptInclusion({ ...parsed, proof: { ...parsed.proof, index: 4 } }).kind).toBe('rejected');
    expect((await verifyReceipt(parsed, { ...log, key: log.accept_key })).kind).toBe('rejected');
    expect((await verifyReceipt(parsed, { ...log, origin: log.origin.replace('vote', 'veto') })).kind).toBe('rejected');
    expect((await verifyReceipt(parsed, { ...log, quorum: 2 })).kind).toBe('rejected');
    const alone = parseReceipt(utf8(source.replace(/— witness.*\n/, '')));
    if (alone === undefined) throw new Error('a receipt without witness does not parse');
    expect(await verifyReceipt(alone, log)).toEqual({ kind: 'rejected', reason: '0 of 1 cosignatures' });
    expect(await verifyReceipt(alone, { ...log, quorum: 0 })).toEqual({ kind: 'accepted' });
  });

  it('refuse a known witness whose cosignature does not verify, even beyond the quorum', async () => {
    const spoiled = parseReceipt(utf8(source.replace('2e1ixQAAAABkGFDL', '2e1ixQAAAABkGFDM')));
    if (spoiled === undefined) throw new Error('does not parse');
    expect((await verifyReceipt(spoiled, { ...log, quorum: 0 })).kind).toBe('rejected');
  });

  it.each([
    ['another header', 'tlog-proof@v1', 'tlog-proof@v2'],
    ['no extra line', 'extra QEFCQw==\n', ''],
    ['no entry', 'extra QEFCQw==', 'extra'],
    ['unpadded base64', 'QEFCQw==', 'QEFCQw'],
    ['a sign in the index', 'index 5', 'index +5'],
    ['a cut node', 'vBoGQ7EuTS18', 'vBoGQ7Eu'],
    ['no empty line', '\n\nvote.example', '\nvote.example'],
    ['a carriage return', 'index 5\n', 'index 5\r\n'],
  ])('refuse %s', (_, from, to) => {
    const changed = source.replace(from, to);
    expect(changed).not.toBe(source);
    expect(parseReceipt(utf8(changed))).toBeUndefined();
  });
});

function logOf(logKey: string, witnessKey: string): Log {
  const [key, witness] = [parseNoteKey(logKey), parseNoteKey(witnessKey)];
  if (key === undefined || witness === undefined) throw new Error('the pinned keys do not parse');
  return {
    origin: key.name,
    key: key.key,
    accept_key: witness.key,
    publish: { interval_s: 1, max_delay_s: 1, min_batch: 1 },
    witnesses: [{ name: witness.name, key: witness.key }],
    quorum: 1,
  };
}
