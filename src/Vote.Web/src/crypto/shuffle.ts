/** A shuffle of rows and its proof. spec §7 */
import { toBase64url } from './base64url';
import { at, concat } from './bytes';
import { CIPHERTEXT_BYTES, type Ciphertext, decodeCiphertexts, encodeCiphertexts } from './elgamal';
import { areDistinct, generatorsOf } from './generators';
import { ELEMENT_BYTES, Point, type Scalar, scalar } from './group';
import { sha256 } from './hash';
import { shuffleRelation, type ShuffleStatement } from './shuffleRelation';
import { decodePoints, proofLength, prove, randomNonces } from './sigma';
import { drawWeights, tagOf } from './tag';
import { rejected, type Verdict, verify } from './verifier';

/** A row is its ciphertexts by column. */
export type Row = readonly Ciphertext[];

/** Which shuffle of which election. */
export type ShufflePlace = {
  readonly election: Uint8Array;
  readonly key: Point;
  readonly question: number;
  readonly round: number;
  readonly trustee: number;
};

/** Secret. `permutation[i]` is the input row (from 0) that output row i re-encrypts with `reencryption[i]`, one scalar a column. */
export type ShuffleSecrets = {
  readonly permutation: readonly number[];
  readonly reencryption: readonly (readonly Scalar[])[];
  /** r_1 … r_N of the permutation's commitments c, by input row. */
  readonly commitment: readonly Scalar[];
  /** r̂_1 … r̂_N of the chain ĉ. */
  readonly chain: readonly Scalar[];
};

export type ShufflePayload = {
  readonly output: readonly Row[];
  readonly commitments: readonly Point[];
  readonly chain: readonly Point[];
  readonly proof: Uint8Array;
};

export function shuffleLength(rows: number, width: number): number {
  return CIPHERTEXT_BYTES * rows * width + 2 * ELEMENT_BYTES * rows + proofLength(3 + 2 * width + rows, 3 + width + 2 * rows);
}

export function encodeRows(rows: readonly Row[]): Uint8Array {
  return encodeCiphertexts(rows.flat());
}

/** Re-encrypts, permutes and proves. Nonces are given only to pin vectors. */
export function shuffle(
  place: ShufflePlace,
  input: readonly Row[],
  secrets: ShuffleSecrets,
  nonces?: readonly Scalar[],
): Uint8Array {
  const { permutation, commitment } = secrets;
  const bases = generatorsOf(place.election, input.length);
  const output = permutation.map((from, i) =>
    at(input, from).map((each, w) => reencrypt(each, place.key, at(at(secrets.reencryption, i), w))),
  );
  const commitments = input.map((_, row) =>
    Point.generator.multiply(at(commitment, row)).add(at(bases, permutation.indexOf(row) + 1)),
  );
  const weights = weightsOf(place, input, output, commitments);
  const permuted = permutation.map((from) => at(weights, from));
  const chain: Point[] = [];
  for (const [i, u] of permuted.entries()) {
    const previous = chain[i - 1] ?? at(bases, 0);
    chain.push(Point.generator.multiply(at(secrets.chain, i)).add(previous.multiply(u)));
  }
  const relation = shuffleRelation({ key: place.key, bases, commitments, chain, input, output, weights });
  const witness = witnessOf(secrets, weights, permuted);
  const tag = tagOf(place.election, 'shuffle', contextOf(place, input));
  const proof = prove(tag, relation, witness, nonces ?? randomNonces(witness.length));
  return concat(encodeRows(output), ...Point.encodeAll(commitments), ...Point.encodeAll(chain), proof);
}

/** Verifies a payload against rows that the verifier itself took from the record. Whether N reaches 2 is the record's rule. */
export function verifyShuffle(place: ShufflePlace, input: readonly Row[], payload: Uint8Array): Verdict {
  const decoded = decodeShuffle(payload, input.length, at(input, 0).length);
  if (decoded === undefined) return rejected('the payload does not decode');
  const { output, commitments, chain, proof } = decoded;
  const bases = generatorsOf(place.election, input.length);
  if (!areDistinct(place.key, bases)) return rejected('the generators are not distinct');
  const weights = weightsOf(place, input, output, commitments);
  const statement: ShuffleStatement = { key: place.key, bases, commitments, chain, input, output, weights };
  return verify(tagOf(place.election, 'shuffle', contextOf(place, input)), shuffleRelation(statement), proof);
}

/** Splits a payload of exactly the length of N rows of width W. */
export function decodeShuffle(payload: Uint8Array, rows: number, width: number): ShufflePayload | undefined {
  if (payload.length !== shuffleLength(rows, width)) return undefined;
  const proofAt = CIPHERTEXT_BYTES * rows * width + 2 * ELEMENT_BYTES * rows;
  const cipher = decodeCiphertexts(payload.slice(0, CIPHERTEXT_BYTES * rows * width));
  const points = decodePoints(payload.slice(CIPHERTEXT_BYTES * rows * width, proofAt));
  if (cipher === undefined || points === undefined) return undefined;
  return {
    output: Array.from({ length: rows }, (_, i) => cipher.slice(width * i, width * (i + 1))),
    commitments: points.slice(0, rows),
    chain: points.slice(rows),
    proof: payload.slice(proofAt),
  };
}

/** u_1 … u_N, drawn after key, input, output and commitments. spec §6.3, §7 */
export function weightsOf(
  place: ShufflePlace,
  input: readonly Row[],
  output: readonly Row[],
  commitments: readonly Point[],
): Scalar[] {
  const tag = tagOf(place.election, 'shuffle-weights', contextOf(place, input));
  return drawWeights(tag, [[place.key], elementsOf(input), elementsOf(output), commitments], input.length);
}

export function contextOf({ question, round, trustee }: ShufflePlace, input: readonly Row[]) {
  return {
    input: toBase64url(sha256(encodeRows(input))),
    question,
    round,
    rows: input.length,
    trustee,
    width: at(input, 0).length,
  };
}

function elementsOf(rows: readonly Row[]): Point[] {
  return rows.flat().flatMap(({ a, b }) => [a, b]);
}

function reencrypt({ a, b }: Ciphertext, key: Point, r: Scalar): Ciphertext {
  return { a: a.add(Point.generator.multiply(r)), b: b.add(key.multiply(r)) };
}

/** r̄, r̂, r̃, r'_1 … r'_W, r̂_1 … r̂_N, u'_1 … u'_N. */
function witnessOf(
  { commitment, chain, reencryption }: ShuffleSecrets,
  weights: readonly Scalar[],
  permuted: readonly Scalar[],
): Scalar[] {
  const sum = (values: readonly bigint[]) => scalar(values.reduce((total, value) => total + value, 0n));
  // r̂ = Σ r̂_i Π_{k>i} u'_k, by Horner's rule
  const chained = chain.reduce((total, r, i) => scalar(total * at(permuted, i) + r), scalar(0));
  const columns = at(reencryption, 0).map((_, w) => sum(reencryption.map((row, i) => at(permuted, i) * at(row, w))));
  return [sum(commitment), chained, sum(commitment.map((r, i) => r * at(weights, i))), ...columns, ...chain, ...permuted];
}
