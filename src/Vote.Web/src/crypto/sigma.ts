/** Batchable non-interactive proofs of linear relations: making and decoding them. spec §6 */
import { at, concat, utf8 } from './bytes';
import {
  decodeScalar,
  ELEMENT_BYTES,
  encodeScalar,
  Point,
  randomScalar,
  reduce48,
  SCALAR_BYTES,
  type Scalar,
  scalar,
} from './group';
import { type LinearRelation, mapOf, scalarCount, serialize } from './relation';
import { DuplexSponge, sessionId } from './sponge';
import { brokenRule } from './validation';

/** A decoded proof. */
export type Proof = { readonly commitments: readonly Point[]; readonly responses: readonly Scalar[] };

export function proofLength(equations: number, scalars: number): number {
  return ELEMENT_BYTES * equations + SCALAR_BYTES * scalars;
}

/** Fresh nonces from the system's generator, one a witness scalar. */
export function randomNonces(count: number): Scalar[] {
  return Array.from({ length: count }, randomScalar);
}

/**
 * Proves a relation.
 * @param nonces one a witness scalar; the same nonces for two challenges reveal the witness. Given only to pin vectors.
 * @param commitments the map at the nonces, where the caller knows a shorter way to it.
 */
export function prove(
  tag: string,
  relation: LinearRelation,
  witness: readonly Scalar[],
  nonces: readonly Scalar[] = randomNonces(witness.length),
  commitments: readonly Point[] = mapOf(relation, nonces),
): Uint8Array {
  if (witness.length !== scalarCount(relation) || nonces.length !== witness.length)
    throw new RangeError('one witness and one nonce a scalar');
  const rule = brokenRule(relation);
  if (rule !== 0) throw new RangeError(`the relation breaks rule ${rule} of instance validation`);
  const encoded = concat(...Point.encodeAll(commitments));
  const c = challenge(tag, relation, encoded);
  const responses = nonces.map((nonce, i) => scalar(nonce + c * at(witness, i)));
  return concat(encoded, ...responses.map(encodeScalar));
}

export function decodeProof(bytes: Uint8Array, equations: number, scalars: number): Proof | undefined {
  if (bytes.length !== proofLength(equations, scalars)) return undefined;
  const commitments = decodePoints(bytes.subarray(0, ELEMENT_BYTES * equations));
  const responses = decodeScalars(bytes.subarray(ELEMENT_BYTES * equations));
  return commitments === undefined || responses === undefined ? undefined : { commitments, responses };
}

/** A whole number of elements, none the identity. */
export function decodePoints(bytes: Uint8Array): Point[] | undefined {
  return decodeMany(bytes, ELEMENT_BYTES, Point.decode);
}

export function decodeScalars(bytes: Uint8Array): Scalar[] | undefined {
  return decodeMany(bytes, SCALAR_BYTES, decodeScalar);
}

/** The draft's DeriveChallenge: instance, then commitments, then 48 bytes reduced. */
export function challenge(tag: string, relation: LinearRelation, commitments: Uint8Array): Scalar {
  return reduce48(new DuplexSponge(sessionId(utf8(tag))).absorb(serialize(relation)).absorb(commitments).squeeze(48));
}

function decodeMany<T>(bytes: Uint8Array, size: number, decode: (item: Uint8Array) => T | undefined): T[] | undefined {
  if (bytes.length % size !== 0) return undefined;
  const items: T[] = [];
  for (let offset = 0; offset < bytes.length; offset += size) {
    const item = decode(bytes.subarray(offset, offset + size));
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}
