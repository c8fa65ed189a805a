/** A whole key ceremony from fixed secrets, with a hook to cheat at every message before it is signed. spec §5 */
import { toBase64url } from '../src/crypto/base64url';
import { at } from '../src/crypto/bytes';
import { encode, type Json } from '../src/crypto/canonical';
import { ceremonyHash, signedBytes, transcriptHash, trusteeKeyRelation, trusteeKeyTag } from '../src/crypto/ceremony';
import { encodeScalar, Point, type Scalar, scalar, sign } from '../src/crypto/group';
import { label, sha256 } from '../src/crypto/hash';
import { prove } from '../src/crypto/sigma';
import type { Draw } from './draw';
import { sealTo } from './hpke';

/** Everything secret about a trustee's part. `ephemeral` by receiver, in order of the sent shares. */
export type Secrets = {
  readonly signing: Scalar;
  readonly encryption: Scalar;
  readonly nonce: Uint8Array;
  readonly coefficients: readonly Scalar[];
  readonly proofNonce: Scalar;
  readonly ephemeral: readonly Scalar[];
  /** A cheat's witness in place of its constant term. */
  readonly wrongWitness?: Scalar;
};

export type Message = { readonly [field: string]: Json };
export type Stage = 'identity' | 'commit' | 'reveal' | 'share' | 'confirm';
/** Edits a message of trustee j (from 1) before it is signed. */
export type Cheat = (stage: Stage, trustee: number, message: Message) => Message;

export type Transcript = {
  readonly identities: Json[];
  readonly commits: Json[];
  readonly reveals: Json[];
  readonly shares: Json[];
  readonly confirms: Json[];
};

export function drawSecrets(draw: Draw, trustees: number, threshold: number): Secrets[] {
  return Array.from({ length: trustees }, () => ({
    signing: draw.scalar(),
    encryption: draw.scalar(),
    nonce: draw.bytes(32),
    coefficients: draw.scalars(threshold),
    proofNonce: draw.scalar(),
    ephemeral: draw.scalars(trustees - 1),
  }));
}

export function runCeremony(parties: readonly Secrets[], cheat: Cheat = (_, __, message) => message): Transcript {
  const make = (stage: Stage, build: (secrets: Secrets, j: number) => Message): { unsigned: Message[]; signed: Json[] } => {
    const unsigned = parties.map((secrets, i) => cheat(stage, i + 1, build(secrets, i + 1)));
    const signed = unsigned.map((message, i) => ({
      ...message,
      signature: toBase64url(sign(signedBytes(message), at(parties, i).signing)),
    }));
    return { unsigned, signed };
  };
  const identities = make('identity', (secrets, j) => identityOf(secrets, j, parties));
  const hash = ceremonyHash(identities.unsigned);
  const bound = (trustee: number) => ({ ceremony: toBase64url(hash), trustee });
  const reveals = make('reveal', (secrets, j) => ({ ...bound(j), ...revealOf(hash, secrets, j), type: 'ceremony-reveal' }));
  const commits = make('commit', (_, j) => {
    const { ceremony = '', coefficients = '', proof = '', trustee = 0 } = at(reveals.unsigned, j - 1);
    const commitment = sha256(label('tsukuba-vote/ceremony-commit/v1'), encode({ ceremony, coefficients, proof, trustee }));
    return { ...bound(j), commitment: toBase64url(commitment), type: 'ceremony-commit' };
  });
  const shares = make('share', (secrets, j) => ({
    ...bound(j),
    shares: sharesOf(hash, secrets, j, parties),
    type: 'ceremony-share',
  }));
  const transcript = { commits: commits.signed, identities: identities.signed, reveals: reveals.signed, shares: shares.signed };
  const digest = toBase64url(transcriptHash(transcript));
  const confirms = make('confirm', (_, j) => ({ ...bound(j), transcript: digest, type: 'ceremony-confirm' }));
  return { ...transcript, confirms: confirms.signed };
}

/** f_j(x). */
export function evaluateAt(coefficients: readonly Scalar[], x: number): Scalar {
  return coefficients.reduceRight((sum, a) => scalar(sum * BigInt(x) + a), scalar(0));
}

export function shareInfo(hash: Uint8Array, sender: number, receiver: number): Uint8Array {
  return encode({ ceremony: toBase64url(hash), receiver, sender, type: 'ceremony-share' });
}

function identityOf({ encryption, nonce, signing }: Secrets, j: number, parties: readonly Secrets[]): Message {
  const spelled = (secret: Scalar) => toBase64url(Point.generator.multiply(secret).encode());
  const threshold = at(parties, 0).coefficients.length;
  return {
    encryption: spelled(encryption),
    name: `委員 ${j}`,
    nonce: toBase64url(nonce),
    signing: spelled(signing),
    threshold,
    trustee: j,
    trustees: parties.length,
    type: 'ceremony-identity',
  };
}

function revealOf(hash: Uint8Array, { coefficients: secrets, proofNonce, wrongWitness }: Secrets, trustee: number): Message {
  const coefficients = secrets.map((a) => Point.generator.multiply(a));
  const tag = trusteeKeyTag(hash, trustee, coefficients);
  const proof = prove(tag, trusteeKeyRelation(at(coefficients, 0)), [wrongWitness ?? at(secrets, 0)], [proofNonce]);
  return { coefficients: coefficients.map((point) => toBase64url(point.encode())), proof: toBase64url(proof) };
}

function sharesOf(hash: Uint8Array, { coefficients, ephemeral }: Secrets, sender: number, parties: readonly Secrets[]): Json[] {
  const receivers = parties.map((_, i) => i + 1).filter((receiver) => receiver !== sender);
  return receivers.map((receiver, k) => {
    const key = Point.generator.multiply(at(parties, receiver - 1).encryption);
    const plaintext = encodeScalar(evaluateAt(coefficients, receiver));
    return { ciphertext: toBase64url(sealTo(key, at(ephemeral, k), shareInfo(hash, sender, receiver), plaintext)), receiver };
  });
}
