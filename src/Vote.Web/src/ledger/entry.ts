/** The voter's entry on the ledger: `ballot-cast`, built, signed, read. ledger §2, §3 */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import type { Place } from '../crypto/ballot';
import { at, concat, equalBytes } from '../crypto/bytes';
import { encode, type Json, parse } from '../crypto/canonical';
import {
  bytes,
  type Decoder,
  digest,
  element,
  integer,
  literal,
  object,
  array,
  readJson,
  refuse,
  string,
} from '../crypto/decoder';
import { decodeScalar, encodeScalar, order, type Point, scalar, verifySignature } from '../crypto/group';
import { label, sha256 } from '../crypto/hash';

/** A longer base64url spelling of a payload stands beside its entry, as a blob. */
const MAXIMUM_INLINE = 49_152;
const MAXIMUM_BLOB = 1 << 28;
const MAXIMUM_ENTRY = 65_535;
const MAXIMUM_FRAME = 8_192;
const LARGEST = 2 ** 31 - 1;

/** Signs a message with the credential's key: r ‖ s, ECDSA P-256 with SHA-256, s low or high. */
export type Signer = (message: Uint8Array) => Promise<Uint8Array>;

export type CastEntry = {
  /** The canonical bytes that are sent, and sent again unchanged. */
  readonly encoded: Uint8Array;
  /** The payload, where it does not fit the entry. */
  readonly blob: Uint8Array | undefined;
  /** What the next ballot of this slot names as its previous one. */
  readonly hash: Uint8Array;
};

export type PayloadReference =
  | { readonly kind: 'inline'; readonly payload: Uint8Array }
  | { readonly kind: 'blob'; readonly length: number; readonly sha256: Uint8Array };

/** A `ballot-cast` entry that somebody sent or recorded; `signed` says whether its credential's signature holds. */
export type BallotEntry = {
  readonly election: Uint8Array;
  readonly place: Place;
  readonly payload: PayloadReference;
  readonly hash: Uint8Array;
  readonly signed: boolean;
};

/** Builds and signs the entry of a ballot. */
export async function signBallot(election: Uint8Array, place: Place, payload: Uint8Array, sign: Signer): Promise<CastEntry> {
  const isBlob = toBase64url(payload).length > MAXIMUM_INLINE;
  const unsigned = unsignedBallot(election, place, payload, isBlob);
  const message = signedMessage(unsigned);
  const signature = lowered(await sign(message));
  if (signature === undefined || !verifySignature(signature, message, place.credential))
    throw new Error('the credential does not sign under its own key');
  const signatures = [{ key: toBase64url(place.credential.encode()), signature: toBase64url(signature) }];
  return { encoded: encode({ ...unsigned, signatures }), blob: isBlob ? payload : undefined, hash: sha256(message) };
}

/** Refuses everything but the canonical bytes of a `ballot-cast` entry with exactly its fields and one author. */
export function parseBallotEntry(encoded: Uint8Array): BallotEntry | undefined {
  const value = encoded.length > MAXIMUM_ENTRY ? undefined : parse(encoded);
  if (value === undefined) return undefined;
  const parsed = readJson(value, fields);
  if (parsed.kind === 'refused') return undefined;
  const { credential, election, generation, payload, previous, sequence, signatures, slot } = parsed.value;
  const inline = payload.kind === 'inline' ? toBase64url(payload.payload).length : 0;
  const { key, signature } = at(signatures, 0);
  if (encoded.length - inline >= MAXIMUM_FRAME || !key.equals(credential)) return undefined;
  const message = signedMessage(withoutSignatures(value));
  return {
    election,
    place: { credential, generation, previous, sequence, slot },
    payload,
    hash: sha256(message),
    signed: verifySignature(signature, message, credential),
  };
}

/** The signature with the lower of the two possible s; undefined for what is no signature. */
export function lowered(signature: Uint8Array): Uint8Array | undefined {
  if (signature.length !== 64) return undefined;
  const [r, s] = [decodeScalar(signature.slice(0, 32)), decodeScalar(signature.slice(32))];
  if (r === undefined || s === undefined || r === 0n || s === 0n) return undefined;
  return concat(encodeScalar(r), encodeScalar(s > order / 2n ? scalar(-s) : s));
}

function unsignedBallot(election: Uint8Array, place: Place, payload: Uint8Array, isBlob: boolean): { [name: string]: Json } {
  return {
    credential: toBase64url(place.credential.encode()),
    election: toBase64url(election),
    generation: place.generation,
    payload: isBlob ? { length: payload.length, sha256: toBase64url(sha256(payload)) } : toBase64url(payload),
    previous: toBase64url(place.previous),
    sequence: place.sequence,
    slot: place.slot,
    type: 'ballot-cast',
  };
}

/** What authors sign. ledger §3 (3) */
function signedMessage(unsigned: Json): Uint8Array {
  return concat(label('tsukuba-vote/entry/v1'), encode(unsigned));
}

function withoutSignatures(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'signatures')) as Json;
}

type Signature = { readonly key: Point; readonly signature: Uint8Array };

const signature: Decoder<Uint8Array> = (value, field) => {
  const decoded = bytes(64)(value, field);
  const low = lowered(decoded);
  return low !== undefined && equalBytes(low, decoded) ? decoded : refuse(field);
};

const blobReference = object<{ readonly length: number; readonly sha256: Uint8Array }>({
  length: integer(Math.floor((MAXIMUM_INLINE * 3) / 4) + 1, MAXIMUM_BLOB),
  sha256: digest,
});

const payload: Decoder<PayloadReference> = (value, field) => {
  if (typeof value === 'object') return { kind: 'blob', ...blobReference(value, field) };
  const spelling = string()(value, field);
  const decoded = spelling.length > MAXIMUM_INLINE ? undefined : fromBase64url(spelling);
  return decoded === undefined ? refuse(field) : { kind: 'inline', payload: decoded };
};

const fields = object({
  credential: element,
  election: digest,
  generation: integer(1, LARGEST),
  payload,
  previous: digest,
  sequence: integer(1, LARGEST),
  signatures: array(object<Signature>({ key: element, signature }), 1, 1),
  slot: integer(1, LARGEST),
  type: literal('ballot-cast'),
});
