/** The relations of a ballot's questions, and their proofs. spec §4.3, §4.4 */
import { at } from './bytes';
import type { Ciphertext } from './elgamal';
import { Point, type Scalar, scalar } from './group';
import { widthOf } from './choice';
import type { Question } from './question';
import { type Shape, shapeOf } from './shape';
import { constant, GENERATOR, type LinearRelation, RelationBuilder, term } from './relation';
import { proofLength, prove, randomNonces } from './sigma';
import { type Verdict, verify } from './verifier';

/** Secret: what one ciphertext holds. `bit` has a meaning in homomorphic questions only. */
export type Opening = { readonly bit: 0 | 1; readonly ciphertext: Ciphertext; readonly r: Scalar };

/** Equations (1)–(5) of a homomorphic question. */
export function homomorphicRelation({ constraints }: Shape, key: Point, ciphertexts: readonly Ciphertext[]): LinearRelation {
  const relation = new RelationBuilder();
  const y = relation.element(key);
  const elements = ciphertexts.map(({ a, b }) => ({ a: relation.element(a), b: relation.element(b) }));
  const scalars = ciphertexts.map(() => ({ b: relation.witness(), r: relation.witness(), s: relation.witness() }));
  for (const [k, { a, b }] of elements.entries()) {
    const witness = at(scalars, k);
    relation.equation([constant(a)], [term(witness.r, GENERATOR)]);
    relation.equation([constant(b)], [term(witness.b, GENERATOR), term(witness.r, y)]);
    relation.equation([constant(a)], [term(witness.b, a), term(witness.s, GENERATOR)]);
    relation.equation([constant(b)], [term(witness.b, b), term(witness.s, y)]);
  }
  for (const { form, constant: c } of constraints) {
    const image = form.map(({ a, bit }) => constant(at(elements, bit).b, scalar(a)));
    const terms = form.map(({ a, bit }) => term(at(scalars, bit).r, y, scalar(a)));
    relation.equation(c === 0 ? image : [...image, constant(GENERATOR, scalar(-c))], terms);
  }
  return relation.build();
}

/** A_w = r_w * G of a mixed question. */
export function mixedRelation(ciphertexts: readonly Ciphertext[]): LinearRelation {
  const relation = new RelationBuilder();
  const elements = relation.elements(ciphertexts.map(({ a }) => a));
  for (const a of elements) relation.equation([constant(a)], [term(relation.witness(), GENERATOR)]);
  return relation.build();
}

export function homomorphicWitness(openings: readonly Opening[]): Scalar[] {
  return openings.flatMap(({ bit, r }) => [scalar(bit), r, scalar(r * BigInt(1 - bit))]);
}

export function proofLengthOf(question: Question): number {
  if (question.mode === 'mixed') return proofLength(widthOf(question), widthOf(question));
  const { bits, constraints } = shapeOf(question);
  return proofLength(4 * bits + constraints.length, 3 * bits);
}

export function ballotProof(
  tag: string,
  question: Question,
  key: Point,
  openings: readonly Opening[],
  nonces?: readonly Scalar[],
): Uint8Array {
  const ciphertexts = openings.map(({ ciphertext }) => ciphertext);
  if (question.mode === 'mixed')
    return prove(
      tag,
      mixedRelation(ciphertexts),
      openings.map(({ r }) => r),
      nonces,
    );
  const shape = shapeOf(question);
  const drawn = nonces ?? randomNonces(3 * shape.bits);
  const commitments = homomorphicCommitments(shape, key, openings, drawn);
  return prove(tag, homomorphicRelation(shape, key, ciphertexts), homomorphicWitness(openings), drawn, commitments);
}

export function verifyBallotProof(
  tag: string,
  question: Question,
  key: Point,
  ciphertexts: readonly Ciphertext[],
  proof: Uint8Array,
): Verdict {
  const relation =
    question.mode === 'mixed' ? mixedRelation(ciphertexts) : homomorphicRelation(shapeOf(question), key, ciphertexts);
  return verify(tag, relation, proof);
}

/**
 * The map at the nonces from the two fixed bases alone: A_k and B_k are known combinations of G and Y, so
 * (3) is (n_b·r + n_s)·G and (4) is b·n_b·G + (n_b·r + n_s)·Y. Five multiplications a bit instead of seven, all with tables.
 */
export function homomorphicCommitments(
  { constraints }: Shape,
  key: Point,
  openings: readonly Opening[],
  nonces: readonly Scalar[],
): Point[] {
  const commitments = openings.flatMap(({ bit, r }, k) => {
    const [b, n, s] = [at(nonces, 3 * k), at(nonces, 3 * k + 1), at(nonces, 3 * k + 2)];
    const mask = Point.generator.multiply(b);
    const folded = scalar(b * r + s);
    const ofY = key.multiply(folded);
    const last = [ofY, ofY.add(mask)];
    return [Point.generator.multiply(n), key.multiply(n).add(mask), Point.generator.multiply(folded), at(last, bit)];
  });
  const constrained = constraints.map(({ form }) =>
    key.multiply(scalar(form.reduce((sum, { a, bit }) => sum + BigInt(a) * at(nonces, 3 * bit + 1), 0n))),
  );
  return [...commitments, ...constrained];
}
