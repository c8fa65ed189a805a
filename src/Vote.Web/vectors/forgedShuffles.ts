/** Shuffles by a prover that knows everything and cheats: each breaks one equation and satisfies all others. spec §7 */
import { at, concat, toHex } from '../src/crypto/bytes';
import { type Ciphertext, encrypt } from '../src/crypto/elgamal';
import { generatorsOf } from '../src/crypto/generators';
import { invert, Point, type Scalar, scalar } from '../src/crypto/group';
import { contextOf, encodeRows, type Row, weightsOf } from '../src/crypto/shuffle';
import { shuffleRelation } from '../src/crypto/shuffleRelation';
import { prove } from '../src/crypto/sigma';
import { tagOf } from '../src/crypto/tag';
import type { Draw } from './draw';
import type { Case } from './files';
import { drawPlace, drawRows, type Mixing, rejects } from './shuffles';

type Matrix = readonly [readonly [Scalar, Scalar], readonly [Scalar, Scalar]];

/**
 * Two rows. c_i commits to row i of `committed`; u' = used^T·u; the output is used⁻¹·input, re-encrypted, with `added` on top.
 * An honest prover has the same permutation matrix in both.
 */
type Cheat = {
  readonly committed: Matrix;
  readonly used: Matrix;
  readonly added?: { readonly a?: Point; readonly b?: Point };
  readonly bentChain?: true;
};

const matrix = (a: Scalar, b: Scalar, c: Scalar, d: Scalar): Matrix => [
  [a, b],
  [c, d],
];
const [ZERO, ONE, TWO, MINUS_ONE] = [scalar(0), scalar(1), scalar(2), scalar(-1)];
const HONEST = matrix(ONE, ZERO, ZERO, ONE);
/** The product of u' is that of u, yet rows are scaled. */
const SCALED = matrix(TWO, ZERO, ZERO, invert(TWO));
/** Columns sum to one, yet rows are mixtures. */
const MIXED = matrix(TWO, MINUS_ONE, MINUS_ONE, TWO);

export function forgeries(draw: Draw): Case[] {
  const cheats: [string, Cheat][] = [
    ['only (1) broken: rows scaled by 1/2 and 2', { committed: SCALED, used: SCALED }],
    ['only (2) broken: rows mixed', { committed: MIXED, used: MIXED }],
    ['only (3) broken: rows scaled behind an honest c', { committed: HONEST, used: SCALED }],
    ['only (4) broken: G added to an A', { committed: HONEST, used: HONEST, added: { a: Point.generator } }],
    ['only (5) broken: G added to a B, another vote', { committed: HONEST, used: HONEST, added: { b: Point.generator } }],
    ['only (6) broken: rows mixed, the chain bent at its end', { committed: MIXED, used: MIXED, bentChain: true }],
  ];
  return cheats.map(([name, cheat]) => {
    const place = drawPlace(draw);
    const mixing = { place, input: drawRows(draw, place.key, 2, 1) };
    return rejects(name, mixing, forge(draw, mixing, cheat));
  });
}

function forge(draw: Draw, { place, input }: Mixing, { committed, used, added, bentChain }: Cheat): string {
  const bases = generatorsOf(place.election, 2);
  const [r, hats, reencryption, nonces] = [draw.scalars(2), draw.scalars(2), draw.scalars(2), draw.scalars(8)];
  const commitments = committed.map(([left, right], i) =>
    sum([
      [at(r, i), Point.generator],
      [left, at(bases, 1)],
      [right, at(bases, 2)],
    ]),
  );
  const output: Row[] = inverse(used).map((row, i) => [
    mixture(input, row, encrypt(Point.identity, place.key, at(reencryption, i)), i === 0 ? added : undefined),
  ]);
  const weights = weightsOf(place, input, output, commitments);
  const permuted = [0, 1].map((j) => scalar(at(used[0], j) * at(weights, 0) + at(used[1], j) * at(weights, 1)));
  const product = scalar(at(weights, 0) * at(weights, 1));
  const first = sum([
    [at(hats, 0), Point.generator],
    [at(permuted, 0), at(bases, 0)],
  ]);
  const linked = scalar(at(hats, 0) * at(permuted, 1) + at(hats, 1));
  const last = bentChain
    ? sum([
        [linked, Point.generator],
        [product, at(bases, 0)],
      ])
    : sum([
        [at(hats, 1), Point.generator],
        [at(permuted, 1), first],
      ]);
  const relation = shuffleRelation({ key: place.key, bases, commitments, chain: [first, last], input, output, weights });
  const dot = (left: readonly Scalar[], right: readonly Scalar[]) =>
    scalar(at(left, 0) * at(right, 0) + at(left, 1) * at(right, 1));
  const witness = [scalar(at(r, 0) + at(r, 1)), linked, dot(weights, r), dot(permuted, reencryption), ...hats, ...permuted];
  const proof = prove(tagOf(place.election, 'shuffle', contextOf(place, input)), relation, witness, nonces);
  return toHex(concat(encodeRows(output), ...Point.encodeAll([...commitments, first, last]), proof));
}

function sum(products: readonly (readonly [Scalar, Point])[]): Point {
  return Point.sumVartime(
    products.map(([, point]) => point),
    products.map(([factor]) => factor),
  );
}

function mixture(input: readonly Row[], factors: readonly Scalar[], zero: Ciphertext, added: Cheat['added']): Ciphertext {
  const half = (name: 'a' | 'b') =>
    sum(input.map((row, i) => [at(factors, i), at(row, 0)[name]]))
      .add(zero[name])
      .add(added?.[name] ?? Point.identity);
  return { a: half('a'), b: half('b') };
}

function inverse([[a, b], [c, d]]: Matrix): Matrix {
  const factor = invert(scalar(a * d - b * c));
  return matrix(scalar(d * factor), scalar(-b * factor), scalar(-c * factor), scalar(a * factor));
}
