/** Exponential ElGamal over P-256. spec §2.3, §2.5 */
import { bigEndian, concat } from './bytes';
import { Point, reduce48, type Scalar } from './group';
import { label, shake256 } from './hash';
import { decodePoints } from './sigma';

/** (A, B) = (r·G, M + r·Y). */
export type Ciphertext = { readonly a: Point; readonly b: Point };

export const CIPHERTEXT_BYTES = 66;

export function encrypt(message: Point, key: Point, r: Scalar): Ciphertext {
  return { a: Point.generator.multiply(r), b: key.multiply(r).add(message) };
}

/** The sum encrypts the sum. */
export function addCiphertexts(left: Ciphertext, right: Ciphertext): Ciphertext {
  return { a: left.a.add(right.a), b: left.b.add(right.b) };
}

export function encodeCiphertexts(ciphertexts: readonly Ciphertext[]): Uint8Array {
  return concat(...Point.encodeAll(ciphertexts.flatMap(({ a, b }) => [a, b])));
}

/** A whole number of ciphertexts, neither half the identity. */
export function decodeCiphertexts(bytes: Uint8Array): Ciphertext[] | undefined {
  if (bytes.length % CIPHERTEXT_BYTES !== 0) return undefined;
  const points = decodePoints(bytes);
  return points?.flatMap((a, i) => {
    const b = points[i + 1];
    return i % 2 === 0 && b !== undefined ? [{ a, b }] : [];
  });
}

/** What fixes the randomness of one ballot beside its seed. */
export type RandomnessScope = { readonly election: Uint8Array; readonly credential: Point; readonly sequence: number };

/** The encryption scalar of ciphertext `index` (from 1) of a question (from 1). Zero: take another seed. */
export function ballotRandomness(seed: Uint8Array, scope: RandomnessScope, question: number, index: number): Scalar {
  const input = concat(
    label('tsukuba-vote/ballot-randomness/v1'),
    seed,
    scope.election,
    scope.credential.encode(),
    bigEndian(scope.sequence, 8),
    bigEndian(question, 4),
    bigEndian(index, 4),
  );
  return reduce48(shake256(input, 48));
}
