import { describe, expect, it } from 'vitest';
import { at, concat, fromLittleEndian, littleEndian, toHex, utf8 } from '../src/crypto/bytes';
import { decodeScalar, encodeScalar, order, reduce48, scalar } from '../src/crypto/group';
import { mapOf, imageOf, scalarCount, serialize } from '../src/crypto/relation';
import { decodeScalars, prove } from '../src/crypto/sigma';
import { DuplexSponge, sessionId } from '../src/crypto/sponge';
import { brokenRule } from '../src/crypto/validation';
import {
  bytes,
  type CfrgRecord,
  cfrgIsPresent,
  cfrgRecords,
  parseRelation,
  proveCompact,
  seededNonces,
  text,
  verifyCompact,
} from './cfrg';
import { type Claim, verify, verifyAll, verifyEach } from '../src/crypto/verifier';

const VALID = cfrgRecords('sigma-proofs_Shake128_P256');
const ADVERSARIAL = cfrgRecords('sigma-proofs-invalid_Shake128_P256');
const SPONGE = cfrgRecords('fiatShamirShake128Vectors');
const CODEC = cfrgRecords('fiatShamirCodecVectors');

const named = (records: readonly CfrgRecord[], keep: (functionName: string) => boolean) =>
  records.filter((record) => keep(text(record, 'Function'))).map((record): [string, CfrgRecord] => [text(record, 'Id'), record]);

it('says whether the CFRG vectors lie beside the repository', () => {
  if (!cfrgIsPresent) console.warn('shared/vectors/cfrg is absent: the CFRG vectors do not run here, the pinned ones do');
  expect(VALID.length).toBe(cfrgIsPresent ? 14 : 0);
  expect(ADVERSARIAL.length).toBe(cfrgIsPresent ? 33 : 0);
});

describe.runIf(cfrgIsPresent)('CFRG proofs', () => {
  it.each(named(VALID, () => true))('regenerates %s byte for byte', (_, record) => {
    const relation = parseRelation(bytes(record, 'Instance'));
    const witness = decodeScalars(bytes(record, 'Witness'));
    if (relation === undefined || witness === undefined) throw new Error('does not parse');
    expect(toHex(serialize(relation))).toBe(text(record, 'Instance'));
    expect(brokenRule(relation)).toBe(0);
    expect(toHex(sessionId(utf8(text(record, 'Tag'))))).toBe(text(record, 'SessionId'));
    expect(mapOf(relation, witness).every((point, i) => point.equals(imageOf(relation, at(relation.equations, i))))).toBe(true);
    const regenerate = text(record, 'Flavor') === 'batchable' ? prove : proveCompact;
    const nonces = seededNonces(record, scalarCount(relation));
    expect(toHex(regenerate(text(record, 'Tag'), relation, witness, nonces))).toBe(text(record, 'NargString'));
    expect(verdict(record)).toBe('accept');
  });

  it.each(named(ADVERSARIAL, () => true))('decides %s as pinned', (_, record) => {
    expect(verdict(record)).toBe(text(record, 'Expected'));
  });

  it('holds 29 rejects and 4 accepts', () => {
    const count = (expected: string) => ADVERSARIAL.filter((record) => record['Expected'] === expected).length;
    expect([count('reject'), count('accept')]).toEqual([29, 4]);
  });
});

describe.runIf(cfrgIsPresent)('CFRG batches', () => {
  const batchable = (records: readonly CfrgRecord[], expected: string) =>
    records
      .filter((record) => record['Flavor'] === 'batchable' && record['Expected'] === expected)
      .flatMap((record) => claim(record) ?? []);
  const valid = batchable(VALID, 'accept');
  const invalid = batchable(ADVERSARIAL, 'reject');

  it('accepts every subset of the valid proofs', () => {
    for (let mask = 0; mask < 2 ** valid.length; mask++) expect(verifyAll(valid.filter((_, i) => (mask >> i) & 1))).toBe(true);
  });

  it('refuses every batch that holds a rejected proof, wherever it stands', () => {
    expect(invalid.length).toBeGreaterThan(10);
    for (const bad of invalid) {
      expect([verifyAll([bad]), verifyAll([bad, ...valid.slice(0, 2)]), verifyAll([...valid.slice(0, 1), bad])]).toEqual([
        false,
        false,
        false,
      ]);
      expect(verifyEach(bad)).toBe(false);
    }
  });

  it('agrees with each equation on its own', () => {
    for (const good of valid) expect(verifyEach(good)).toBe(true);
  });
});

describe.runIf(cfrgIsPresent)('CFRG sponge and codecs', () => {
  it.each(named(SPONGE, (name) => name === 'DuplexSponge' || name === 'DecodeUint'))('replays %s', (_, record) => {
    const output = replay(record);
    expect(toHex(output)).toBe(text(record, 'Output'));
    if (record['Function'] === 'DecodeUint') expect(reduce48(output)).toBe(BigInt(text(record, 'Challenge')));
  });

  it.each(named(SPONGE, (name) => name === 'DeriveSessionID'))('derives %s', (_, record) => {
    expect(toHex(sessionId(bytes(record, 'Tag')))).toBe(text(record, 'Output'));
  });

  it('reduces the wrap-around challenge of the codec vectors', () => {
    const [record] = CODEC.filter((each) => each['Function'] === 'DecodeUint');
    if (record === undefined) throw new Error('missing');
    expect(reduce48(bytes(record, 'Input'))).toBe(BigInt(text(record, 'Challenge')));
    expect(fromLittleEndian(bytes(record, 'Input')) % order).toBe(BigInt(text(record, 'Challenge')));
  });

  it.each(named(CODEC, (name) => name === 'SerializeVarLenString'))('prefixes %s with its length', (_, record) => {
    const payload = bytes(record, 'Input');
    expect(toHex(concat(littleEndian(payload.length, 4), payload))).toBe(text(record, 'Output'));
  });

  it('writes P-256 scalars big-endian and refuses the order itself', () => {
    const [record] = CODEC.filter((each) => each['Function'] === 'SerializeField');
    if (record === undefined) throw new Error('missing');
    expect(toHex(encodeScalar(scalar(BigInt(text(record, 'Value')))))).toBe(text(record, 'Output'));
    expect(decodeScalar(concat(encodeScalar(scalar(-1)).map((byte, i) => (i === 31 ? byte + 1 : byte))))).toBeUndefined();
  });
});

function claim(record: CfrgRecord): Claim | undefined {
  const relation = parseRelation(bytes(record, 'Instance'));
  return relation === undefined ? undefined : { tag: text(record, 'Tag'), relation, proof: bytes(record, 'NargString') };
}

function verdict(record: CfrgRecord): string {
  const relation = parseRelation(bytes(record, 'Instance'));
  if (relation === undefined) return 'reject';
  const check = text(record, 'Flavor') === 'batchable' ? verify : verifyCompact;
  return check(text(record, 'Tag'), relation, bytes(record, 'NargString')).kind === 'accepted' ? 'accept' : 'reject';
}

function replay(record: CfrgRecord): Uint8Array {
  const sponge = new DuplexSponge(bytes(record, 'SessionId'));
  const operations = record['Operations'];
  if (!Array.isArray(operations)) throw new Error('no operations');
  const squeezed: Uint8Array[] = [];
  for (const operation of operations as readonly CfrgRecord[]) {
    if (operation['type'] === 'absorb') sponge.absorb(bytes(operation, 'data'));
    else squeezed.push(sponge.squeeze(Number(operation['length'])));
  }
  return concat(...squeezed);
}
