/** Each equation dropped in turn: a forgery then succeeds, which is the control, and with it none does. spec §4.3, §4.4, §5, §8.2 */
import { describe, expect, it } from 'vitest';
import { homomorphicRelation, homomorphicWitness, mixedRelation } from '../src/crypto/ballotProof';
import { at, utf8 } from '../src/crypto/bytes';
import { trusteeKeyRelation, trusteeKeyTag } from '../src/crypto/ceremony';
import { decryptionRelation, type SharePlace } from '../src/crypto/decryption';
import { encrypt } from '../src/crypto/elgamal';
import { invert, Point, randomScalar, type Scalar, scalar } from '../src/crypto/group';
import { sha256 } from '../src/crypto/hash';
import type { HomomorphicQuestion } from '../src/crypto/question';
import { GENERATOR, type LinearRelation, scalarCount } from '../src/crypto/relation';
import { type Constraint, evaluate, shapeOf } from '../src/crypto/shape';
import { prove } from '../src/crypto/sigma';
import { tagOf } from '../src/crypto/tag';
import { verify, verifyAll } from '../src/crypto/verifier';

const secret = randomScalar();
const key = Point.generator.multiply(secret);
const tag = tagOf(sha256(utf8('an election')), 'ballot', {});

const title = new Map([['ja', '問']]);
const declared = (n: number) =>
  ({ mode: 'homomorphic', options: Array.from({ length: n }, (_, i) => ({ cost: 1000 * (i + 1), title })), title }) as const;

const chooseOne: HomomorphicQuestion = { ...declared(2), kind: 'choose-one', max: 1, min: 1 };
const KINDS: readonly HomomorphicQuestion[] = [
  chooseOne,
  { ...declared(3), kind: 'approval', max: 2, min: 1 },
  { ...declared(2), blank: true, kind: 'score', range: 2 },
  { ...declared(2), kind: 'cumulative', points: 2 },
  { ...declared(2), budget: 2000, kind: 'knapsack', unit: 1000 },
  { ...declared(2), credits: 2, kind: 'quadratic' },
  { ...declared(2), grades: [title, title], kind: 'majority-judgment' },
  { ...declared(2), kind: 'ranking', max: 2, min: 1, weights: [2, 1] },
  { ...declared(2), kind: 'pairwise' },
];

/** The equation, what is encrypted, what the witness claims of it, and what the holder of the key bends. */
const CHEATS: readonly [equation: number, encrypted: number[], claimed: number[], bend: 'nothing' | 'r' | 's'][] = [
  [1, [0, 0, 0], [1, 0, 0], 'r'],
  [2, [5, -4, 0], [1, 1, 0], 'nothing'],
  [3, [2, -1, 0], [2, -1, 0], 's'],
  [4, [2, -1, 0], [2, -1, 0], 'nothing'],
  [5, [1, 1, 0], [1, 1, 0], 'nothing'],
];

describe('a ballot needs each equation of its proof', () => {
  it.each(CHEATS)('(%i): %j said to be %j', (equation, encrypted, claimed, bend) => {
    const r = encrypted.map(randomScalar);
    const ciphertexts = encrypted.map((m, k) => encrypt(timesG(m), key, at(r, k)));
    const whole = homomorphicRelation(shapeOf(chooseOne), key, ciphertexts);
    const witness = encrypted.flatMap((m, k) => {
      const [b, ofY] = [at(claimed, k), at(r, k)];
      // r bent to satisfy (2) for another b; s bent to satisfy (4) instead of (3).
      const bent = bend === 'r' ? scalar(ofY + BigInt(m - b) * invert(secret)) : ofY;
      return [scalar(b), bent, scalar(BigInt(1 - b) * (bend === 's' ? BigInt(m) * invert(secret) + ofY : bent))];
    });
    const isDropped = (i: number) => equation === (i < 4 * ciphertexts.length ? 1 + (i % 4) : 5);
    expectNeeded(whole, isDropped, witness);
  });

  const constraints = KINDS.flatMap((question) => shapeOf(question).constraints.map((_, i) => [question.kind, i + 1, question] as const));
  it.each(constraints)('%s: constraint %i', (_, number, question) => {
    const shape = shapeOf(question);
    const { bits, broken } = assignmentThatBreaks(question, number - 1);
    const openings = bits.map((bit) => {
      const r = randomScalar();
      return { bit, r, ciphertext: encrypt(timesG(bit), key, r) };
    });
    const whole = homomorphicRelation(
      shape,
      key,
      openings.map(({ ciphertext }) => ciphertext),
    );
    expectNeeded(whole, (i) => broken.has(i - 4 * bits.length), homomorphicWitness(openings));
  });

  it.each([0, 1])('of a mixed question: column %i that somebody else encrypted', (column) => {
    const r = [randomScalar(), randomScalar()];
    const stolen = (w: number) => (w === column ? randomScalar() : at(r, w));
    const whole = mixedRelation(r.map((_, w) => encrypt(timesG(3), key, stolen(w))));
    expectNeeded(whole, (i) => i === column, r);
  });
});

describe('a trustee’s key needs its proof of knowledge', () => {
  it('without which the last to speak alone knows the key of the election', () => {
    const [honest, known] = [randomScalar(), randomScalar()];
    const rogue = timesG(known).subtract(timesG(honest));
    expect(timesG(honest).add(rogue).equals(timesG(known))).toBe(true); // the control
    const place = trusteeKeyTag(sha256(utf8('ceremony')), 2, [rogue, Point.generator]);
    for (const guess of [known, scalar(known + honest), randomScalar()]) {
      const relation = trusteeKeyRelation(rogue);
      expect(verify(place, relation, prove(place, relation, [guess]))).toMatchObject({ kind: 'rejected' });
    }
  });
});

describe('a decryption share needs each equation of its proof', () => {
  const ciphertexts = [4, 9].map((m) => encrypt(timesG(m), key, randomScalar()));
  const place: SharePlace = { election: sha256(utf8('an election')), tallyInput: sha256(utf8('a tally')), trustee: 1, verification: key };

  it('(1): shares of another secret', () => {
    const other = randomScalar();
    const shares = ciphertexts.map(({ a }) => a.multiply(other));
    expectNeeded(decryptionRelation(place, ciphertexts, shares), (i) => i === 0, [other]);
  });

  it('(2): one share that decrypts to something else', () => {
    const shares = ciphertexts.map(({ a }, k) => (k === 0 ? a.multiply(secret).add(timesG(1)) : a.multiply(secret)));
    expectNeeded(decryptionRelation(place, ciphertexts, shares), (i) => i === 1, [secret]);
  });
});

function timesG(factor: number | Scalar): Point {
  const m = scalar(factor);
  return m === 0n ? Point.identity : Point.generator.multiply(m);
}

/** The forged proof holds without the equations and fails with them. Whole batches: naming the equation at fault takes one sum for each. */
function expectNeeded(whole: LinearRelation, isDropped: (equation: number) => boolean, witness: readonly Scalar[]): void {
  const { relation, kept } = without(whole, isDropped, witness);
  expect(verifyAll([{ tag, relation, proof: prove(tag, relation, kept) }])).toBe(true);
  expect(verifyAll([{ tag, relation: whole, proof: prove(tag, whole, witness) }])).toBe(false);
}

/** Without equations, and without the elements and scalars that no other names. */
function without(whole: LinearRelation, isDropped: (equation: number) => boolean, witness: readonly Scalar[]) {
  const rest = whole.equations.filter((_, i) => !isDropped(i));
  expect(rest.length).toBeLessThan(whole.equations.length);
  const ascending = (indices: readonly number[]) => [...new Set(indices)].sort((left, right) => left - right);
  const elements = ascending([GENERATOR, ...rest.flatMap(({ image, terms }) => [...image, ...terms].map(({ element }) => element))]);
  const scalars = ascending(rest.flatMap(({ terms }) => terms.map((each) => each.scalar)));
  const relation: LinearRelation = {
    elements: elements.map((index) => at(whole.elements, index)),
    equations: rest.map(({ image, terms }) => ({
      image: image.map((each) => ({ ...each, element: elements.indexOf(each.element) })),
      terms: terms.map((each) => ({ ...each, element: elements.indexOf(each.element), scalar: scalars.indexOf(each.scalar) })),
    })),
  };
  expect(scalarCount(whole)).toBe(witness.length);
  return { relation, kept: scalars.map((index) => at(witness, index)) };
}

/** Bits that break a constraint and as few others as possible: some follow from the others together. */
function assignmentThatBreaks(question: HomomorphicQuestion, constraint: number) {
  const { bits, constraints } = shapeOf(question);
  const brokenBy = (assigned: readonly number[]) =>
    new Set(constraints.flatMap((each: Constraint, i) => (evaluate(each.form, assigned) === each.constant ? [] : [i])));
  const all = Array.from({ length: 2 ** bits }, (_, mask) => Array.from({ length: bits }, (__, k): 0 | 1 => (((mask >> k) & 1) === 1 ? 1 : 0)));
  const found = all.map((assigned) => ({ bits: assigned, broken: brokenBy(assigned) })).filter(({ broken }) => broken.has(constraint));
  return at(
    found.sort((left, right) => left.broken.size - right.broken.size),
    0,
  );
}
