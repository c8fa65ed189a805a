/** What only the CFRG vectors need: their files, the parsing of instances, the compact flavour, the seeded generator. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { at, concat, equalBytes, fromHex, fromLittleEndian, utf8 } from '../src/crypto/bytes';
import { decodeScalar, encodeScalar, Point, reduce48, type Scalar, scalar } from '../src/crypto/group';
import { type Equation, imageOf, type LinearRelation, mapOf, scalarCount } from '../src/crypto/relation';
import { challenge, decodePoints, decodeScalars } from '../src/crypto/sigma';
import { DuplexSponge, sessionId } from '../src/crypto/sponge';
import { brokenRule } from '../src/crypto/validation';
import { accepted, rejected, type Verdict } from '../src/crypto/verifier';

/** The folder lies beside the repository. */
const FOLDER = new URL('../../../../shared/vectors/cfrg/', import.meta.url);
export const cfrgIsPresent = existsSync(fileURLToPath(FOLDER));

export type CfrgRecord = { readonly [field: string]: unknown };

export function cfrgRecords(name: string): CfrgRecord[] {
  if (!cfrgIsPresent) return [];
  const parsed: unknown = JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, FOLDER)), 'utf8'));
  if (!Array.isArray(parsed)) throw new Error(`${name} is no list`);
  return parsed.filter((record): record is CfrgRecord => typeof record === 'object' && record !== null);
}

export function text(record: CfrgRecord, field: string): string {
  const value = record[field];
  if (typeof value !== 'string') throw new Error(`${field} is no string`);
  return value;
}

export function bytes(record: CfrgRecord, field: string): Uint8Array {
  const value = fromHex(text(record, field));
  if (value === undefined) throw new Error(`${field} is not hex`);
  return value;
}

/** The nonces of a vector: a sponge under the vector's own generator tag, 48 bytes a scalar. */
export function seededNonces(record: CfrgRecord, count: number): Scalar[] {
  const marker = text(record, 'Flavor') === 'batchable' ? 'DSFS' : 'CMPT';
  const tag = `TestDRNG-SIGMA-PROOFS-${marker}-${text(record, 'Ciphersuite')}-${text(record, 'Relation')}`;
  const sponge = new DuplexSponge(sessionId(utf8(tag)));
  return Array.from({ length: count }, () => reduce48(sponge.squeeze(48)));
}

/** Reads a serialized instance, exactly. */
export function parseRelation(source: Uint8Array): LinearRelation | undefined {
  let offset = 0;
  const take = (length: number) => {
    if (offset + length > source.length) throw new RangeError('truncated');
    return source.subarray(offset, (offset += length));
  };
  const index = () => Number(fromLittleEndian(take(4)));
  const coefficient = () => required(decodeScalar(take(32)));
  const list = <T>(read: () => T): T[] => {
    const items: T[] = [];
    for (let count = index(); items.length < count;) items.push(read());
    return items;
  };
  try {
    const equations: Equation[] = list(() => ({
      image: list(() => ({ element: index(), coefficient: coefficient() })),
      terms: list(() => ({ scalar: index(), element: index(), coefficient: coefficient() })),
    }));
    return { elements: [Point.generator, ...required(decodePoints(source.subarray(offset)))], equations };
  } catch {
    return undefined;
  }
}

export function proveCompact(
  tag: string,
  relation: LinearRelation,
  witness: readonly Scalar[],
  nonces: readonly Scalar[],
): Uint8Array {
  const c = challenge(tag, relation, concat(...Point.encodeAll(mapOf(relation, nonces))));
  return concat(encodeScalar(c), ...nonces.map((nonce, i) => encodeScalar(scalar(nonce + c * at(witness, i)))));
}

export function verifyCompact(tag: string, relation: LinearRelation, proof: Uint8Array): Verdict {
  if (brokenRule(relation) !== 0) return rejected('invalid instance');
  if (proof.length !== 32 * (1 + scalarCount(relation))) return rejected('length');
  const [c, ...responses] = decodeScalars(proof) ?? [];
  if (c === undefined) return rejected('a scalar does not decode');
  const images = relation.equations.map((equation) => imageOf(relation, equation));
  const commitments = mapOf(relation, responses).map((point, i) => point.subtract(at(images, i).multiply(c)));
  if (commitments.some((point) => point.isIdentity())) return rejected('identity');
  const expected = challenge(tag, relation, concat(...Point.encodeAll(commitments)));
  return equalBytes(encodeScalar(expected), encodeScalar(c)) ? accepted : rejected('challenge');
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('does not decode');
  return value;
}
