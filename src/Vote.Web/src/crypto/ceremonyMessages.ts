/** The five messages of a key ceremony, read strictly. spec §5 */
import {
  array,
  bytes,
  type Decoder,
  digest,
  element,
  integer,
  literal,
  object,
  type Parsed,
  readJson,
  refuse,
  string,
} from './decoder';
import type { Json } from './canonical';
import type { Point } from './group';
import { proofLength } from './sigma';

export type Identity = {
  readonly type: 'ceremony-identity';
  readonly encryption: Point;
  readonly name: string;
  readonly nonce: Uint8Array;
  readonly signing: Point;
  readonly threshold: number;
  readonly trustee: number;
  readonly trustees: number;
};
type Bound = { readonly ceremony: Uint8Array; readonly trustee: number };
export type Commit = Bound & { readonly type: 'ceremony-commit'; readonly commitment: Uint8Array };
export type Reveal = Bound & {
  readonly type: 'ceremony-reveal';
  readonly coefficients: readonly Point[];
  readonly proof: Uint8Array;
};
export type SentShare = { readonly ciphertext: Uint8Array; readonly receiver: number };
export type Share = Bound & { readonly type: 'ceremony-share'; readonly shares: readonly SentShare[] };
export type Confirm = Bound & { readonly type: 'ceremony-confirm'; readonly transcript: Uint8Array };

/** A message with its signature, as it was signed and as it stands in the record. */
export type Signed<T> = { readonly content: T; readonly signature: Uint8Array; readonly signed: Json; readonly unsigned: Json };

export type CeremonyMessages = {
  readonly commits: readonly Signed<Commit>[];
  readonly confirms: readonly Signed<Confirm>[];
  readonly identities: readonly Signed<Identity>[];
  readonly reveals: readonly Signed<Reveal>[];
  readonly shares: readonly Signed<Share>[];
};

const MOST_TRUSTEES = 16;
/** enc ‖ ct of a 32-byte plaintext. */
const CIPHERTEXT_BYTES = 65 + 48;

const trustee = integer(1, MOST_TRUSTEES);
const bound = { ceremony: digest, trustee };

export const identity = object<Identity>({
  type: literal('ceremony-identity'),
  encryption: element,
  name: string(/^[^]+$/),
  nonce: bytes(32),
  signing: element,
  threshold: integer(2, MOST_TRUSTEES),
  trustee,
  trustees: integer(2, MOST_TRUSTEES),
});
const commit = object<Commit>({ ...bound, type: literal('ceremony-commit'), commitment: digest });
export const reveal = object<Reveal>({
  ...bound,
  type: literal('ceremony-reveal'),
  coefficients: array(element, 2, MOST_TRUSTEES),
  proof: bytes(proofLength(1, 1)),
});
export const share = object<Share>({
  ...bound,
  type: literal('ceremony-share'),
  shares: array(object<SentShare>({ ciphertext: bytes(CIPHERTEXT_BYTES), receiver: trustee }), 1, MOST_TRUSTEES),
});
const confirm = object<Confirm>({ ...bound, type: literal('ceremony-confirm'), transcript: digest });

const record = object<CeremonyMessages>({
  commits: array(signed(commit), 2, MOST_TRUSTEES),
  confirms: array(signed(confirm), 2, MOST_TRUSTEES),
  identities: array(signed(identity), 2, MOST_TRUSTEES),
  reveals: array(signed(reveal), 2, MOST_TRUSTEES),
  shares: array(signed(share), 2, MOST_TRUSTEES),
});

/** The messages of a ceremony record, each of exactly its fields. */
export function messages(value: Json): Parsed<CeremonyMessages> {
  return readJson(value, record);
}

/** Splits the field `signature` off. */
export function signed<T>(content: Decoder<T>): Decoder<Signed<T>> {
  return (value, field) => {
    if (typeof value !== 'object' || Array.isArray(value)) return refuse(field);
    const { signature, ...rest } = value as { readonly [name: string]: Json };
    if (signature === undefined) return refuse(`${field}.signature`);
    return {
      content: content(rest, field),
      signature: bytes(64)(signature, `${field}.signature`),
      signed: value,
      unsigned: rest,
    };
  };
}
