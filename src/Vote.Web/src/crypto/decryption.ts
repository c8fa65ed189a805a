/** Trustees' shares of a decryption, their proofs, and what they decrypt to. spec §8.2, §8.3 */
import { toBase64url } from './base64url';
import { at, concat } from './bytes';
import type { Ciphertext } from './elgamal';
import { ELEMENT_BYTES, invert, Point, type Scalar, scalar } from './group';
import { sha256 } from './hash';
import { constant, GENERATOR, type LinearRelation, RelationBuilder, term } from './relation';
import { decodePoints, proofLength, prove, randomNonces } from './sigma';
import { drawWeights, tagOf } from './tag';
import { type Verdict, verify } from './verifier';

/** Whose share of which tally; `tallyInput` is the leaf hash of the tally-input entry. */
export type SharePlace = {
  readonly election: Uint8Array;
  readonly tallyInput: Uint8Array;
  readonly trustee: number;
  readonly verification: Point;
};

/** A valid share: D_k of the ciphertexts whose A is not the identity, in order. */
export type Share = { readonly trustee: number; readonly elements: readonly Point[] };

/** Those that need a share. */
export function decryptable(ciphertexts: readonly Ciphertext[]): Ciphertext[] {
  return ciphertexts.filter(({ a }) => !a.isIdentity());
}

/** The payload of trustee j for the whole decryption input, with K > 0. Nonces are given only to pin vectors. */
export function decryptionShare(
  place: SharePlace,
  ciphertexts: readonly Ciphertext[],
  secret: Scalar,
  nonces?: readonly Scalar[],
): Uint8Array {
  const shares = decryptable(ciphertexts).map(({ a }) => a.multiply(secret));
  return proveShare(place, ciphertexts, shares, secret, nonces);
}

/** The payload of shares computed before. Proves nothing when they are not D_k = x·A_k. */
export function proveShare(
  place: SharePlace,
  ciphertexts: readonly Ciphertext[],
  shares: readonly Point[],
  secret: Scalar,
  nonces?: readonly Scalar[],
): Uint8Array {
  const inputs = decryptable(ciphertexts);
  if (inputs.length === 0) throw new RangeError('nothing needs a share');
  const tag = tagOf(place.election, 'decryption', contextOf(place, inputs));
  return concat(...Point.encodeAll(shares), prove(tag, decryptionRelation(place, inputs, shares), [secret], nonces ?? randomNonces(1)));
}

export type ShareVerdict =
  { readonly kind: 'accepted'; readonly share: Share } | { readonly kind: 'rejected'; readonly reason: string };

export function verifyShare(place: SharePlace, ciphertexts: readonly Ciphertext[], payload: Uint8Array): ShareVerdict {
  const inputs = decryptable(ciphertexts);
  const head = ELEMENT_BYTES * inputs.length;
  if (inputs.length === 0) return { kind: 'rejected', reason: 'nothing needs a share' };
  const elements = payload.length === head + proofLength(2, 1) ? decodePoints(payload.subarray(0, head)) : undefined;
  if (elements === undefined) return { kind: 'rejected', reason: 'the payload does not decode' };
  const tag = tagOf(place.election, 'decryption', contextOf(place, inputs));
  const verdict: Verdict = verify(tag, decryptionRelation(place, inputs, elements), payload.slice(head));
  return verdict.kind === 'rejected' ? verdict : { kind: 'accepted', share: { trustee: place.trustee, elements } };
}

/** d_1 … d_K. spec §6.3, §8.2 */
export function shareWeights(place: SharePlace, inputs: readonly Ciphertext[], shares: readonly Point[]): Scalar[] {
  const tag = tagOf(place.election, 'decryption-weights', contextOf(place, inputs));
  return drawWeights(tag, [[place.verification], inputs.map(({ a }) => a), shares], inputs.length);
}

/** λ_j at 0 over distinct indices. */
export function lagrangeAtZero(index: number, indices: readonly number[]): Scalar {
  const others = indices.filter((other) => other !== index);
  const numerator = others.reduce((product, other) => scalar(product * BigInt(other)), scalar(1));
  const denominator = others.reduce((product, other) => scalar(product * BigInt(other - index)), scalar(1));
  return scalar(numerator * invert(denominator));
}

/** M_k = B_k − Σ_j λ_j·D_k for every ciphertext of the decryption input; B_k itself where A_k is the identity. */
export function combine(ciphertexts: readonly Ciphertext[], shares: readonly Share[]): Point[] {
  const indices = shares.map(({ trustee }) => trustee);
  const lambdas = indices.map((index) => lagrangeAtZero(index, indices));
  let next = 0;
  return ciphertexts.map(({ a, b }) => {
    if (a.isIdentity()) return b;
    const k = next++;
    return b.subtract(
      Point.sumVartime(
        shares.map(({ elements }) => at(elements, k)),
        lambdas,
      ),
    );
  });
}

/** Equations (1), (2) of a share. spec §8.2 */
export function decryptionRelation(place: SharePlace, inputs: readonly Ciphertext[], shares: readonly Point[]): LinearRelation {
  const weights = shareWeights(place, inputs, shares);
  const relation = new RelationBuilder();
  const x = relation.element(place.verification);
  const d = relation.elements(shares);
  const a = relation.elements(inputs.map((each) => each.a));
  const secret = relation.witness();
  relation.equation([constant(x)], [term(secret, GENERATOR)]);
  relation.equation(
    d.map((element, k) => constant(element, at(weights, k))),
    a.map((element, k) => term(secret, element, at(weights, k))),
  );
  return relation.build();
}

/** The identity has no encoding; B = 0 stands as zeros here. */
export function contextOf({ tallyInput, trustee }: SharePlace, inputs: readonly Ciphertext[]) {
  const parts = inputs.flatMap(({ a, b }) => [a.encode(), b.isIdentity() ? new Uint8Array(ELEMENT_BYTES) : b.encode()]);
  return { input: toBase64url(sha256(...parts)), tally_input: toBase64url(tallyInput), trustee };
}
