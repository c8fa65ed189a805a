import { describe, expect, it } from 'vitest';
import { at, concat, equalBytes, toHex, utf8 } from '../../src/crypto/bytes';
import { encodeScalar, order, Point, scalar, sign } from '../../src/crypto/group';
import { label } from '../../src/crypto/hash';
import { lowered, parseBallotEntry, signBallot } from '../../src/ledger/entry';
import { leafHash } from '../../src/ledger/merkle';
import { fromBase64, fromDecimal, toBase64 } from '../../src/ledger/text';
import { hex, named, text, vectorFile } from '../pinned';

const file = vectorFile('entry.json');
const ballots = named(file, 'accepted', 'comment').filter(([, vector]) => text(vector, 'type') === 'ballot-cast');

describe('entries of ballots', () => {
  it.each(ballots)('read as pinned: %s', (_, vector) => {
    const entry = parseBallotEntry(hex(vector, 'entry'));
    if (entry === undefined) throw new Error('does not parse');
    expect(toHex(entry.hash)).toBe(text(vector, 'hash'));
    expect(toHex(leafHash(hex(vector, 'entry')))).toBe(text(vector, 'leaf'));
    expect(entry.signed).toBe(true);
  });

  it.each(ballots.slice(0, 2))('are built again to the last byte before the signature: %s', async (_, vector) => {
    const pinned = parseBallotEntry(hex(vector, 'entry'));
    if (pinned?.payload.kind !== 'inline') throw new Error('no inline payload');
    const secret = scalar(77);
    const place = { ...pinned.place, credential: Point.generator.multiply(secret) };
    const built = await signBallot(pinned.election, place, pinned.payload.payload, (m) => Promise.resolve(sign(m, secret)));
    const mine = parseBallotEntry(built.encoded);
    expect(mine).toMatchObject({ payload: pinned.payload, signed: true });
    expect(built.hash).toEqual(mine?.hash);
    const spelled = (bytes: Uint8Array, key: Point) =>
      new TextDecoder()
        .decode(bytes)
        .replace(/"signatures".*\]/, '')
        .replaceAll(base64urlOf(key), 'KEY');
    expect(spelled(built.encoded, place.credential)).toBe(spelled(hex(vector, 'entry'), pinned.place.credential));
  });

  const blobCases = new Set(['blob of another hash', 'blob absent']);
  it.each(named(file, 'rejected', 'comment').filter(([comment]) => !blobCases.has(comment)))('refuse %s', (_, vector) => {
    expect(parseBallotEntry(hex(vector, 'entry'))).toBeUndefined();
  });

  it('carry a long payload beside them', async () => {
    const [secret, payload] = [scalar(5), new Uint8Array(36_865)];
    const place = {
      credential: Point.generator.multiply(secret),
      generation: 1,
      previous: new Uint8Array(32),
      sequence: 1,
      slot: 1,
    };
    const built = await signBallot(new Uint8Array(32), place, payload, (m) => Promise.resolve(sign(m, secret)));
    expect(built.blob).toEqual(payload);
    expect(parseBallotEntry(built.encoded)?.payload.kind).toBe('blob');
    const shorter = await signBallot(new Uint8Array(32), place, payload.slice(1), (m) => Promise.resolve(sign(m, secret)));
    expect(shorter.blob).toBeUndefined();
  });

  it('lower what the platform signs, and refuse to sign under another key', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const credential = Point.decode(concat(Uint8Array.of(2 + (at(raw, 64) & 1)), raw.slice(1, 33)));
    if (credential === undefined) throw new Error('no element');
    const platform = async (message: Uint8Array) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message.slice()));
    const place = { credential, generation: 1, previous: new Uint8Array(32), sequence: 1, slot: 1 };
    for (let i = 0; i < 8; i++) {
      const built = await signBallot(new Uint8Array(32), place, Uint8Array.of(i), platform);
      expect(parseBallotEntry(built.encoded)?.signed).toBe(true);
    }
    await expect(
      signBallot(new Uint8Array(32), { ...place, credential: Point.generator }, utf8('x'), platform),
    ).rejects.toThrow();
  });
});

describe('signatures', () => {
  it.each(named(vectorFile('signature.json'), 'cases', 'comment'))('are low or made low: %s', (comment, vector) => {
    const signature = hex(vector, 'signature');
    const low = lowered(signature);
    if (comment === 'the same with high s') expect(low).not.toEqual(signature);
    else if (vector['accepted'] === true) expect(low).toEqual(signature);
  });

  it('have one low form for both s', () => {
    const message = concat(label('tsukuba-vote/entry/v1'), utf8('x'));
    const low = sign(message, scalar(9));
    const s = BigInt(`0x${toHex(low.slice(32))}`);
    const high = concat(low.slice(0, 32), encodeScalar(scalar(order - s)));
    expect(lowered(high)).toEqual(low);
    expect(lowered(concat(low.slice(0, 32), new Uint8Array(32)))).toBeUndefined();
    expect(lowered(low.slice(1))).toBeUndefined();
  });
});

describe('the grammar of notes', () => {
  it('has one base64 spelling for each byte string', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(equalBytes(fromBase64(toBase64(bytes)) ?? utf8('x'), bytes)).toBe(true);
    }
    for (const wrong of ['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'Q-==', 'QQ===', '=']) expect(fromBase64(wrong)).toBeUndefined();
  });

  it('has one decimal spelling for each number', () => {
    expect([fromDecimal('0'), fromDecimal('9007199254740991')]).toEqual([0, Number.MAX_SAFE_INTEGER]);
    for (const wrong of ['', '00', '01', '+1', '-1', '1.0', '1e3', ' 1', '9007199254740992'])
      expect(fromDecimal(wrong)).toBeUndefined();
  });
});

function base64urlOf(point: Point): string {
  return Buffer.from(point.encode()).toString('base64url');
}
