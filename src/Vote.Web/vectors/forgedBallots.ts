/** Ballots by a cheat that knows the election's secret key: each breaks one equation and satisfies all others. spec §4.3 */
import { ballotTag } from '../src/crypto/ballot';
import { homomorphicRelation } from '../src/crypto/ballotProof';
import { at, concat, toHex } from '../src/crypto/bytes';
import { ballotRandomness, encodeCiphertexts, encrypt } from '../src/crypto/elgamal';
import { invert, Point, type Scalar, scalar } from '../src/crypto/group';
import type { HomomorphicQuestion } from '../src/crypto/question';
import { shapeOf } from '../src/crypto/shape';
import { prove } from '../src/crypto/sigma';
import { type Asked, rejects } from './ballots';
import type { Case } from './files';

/** What a cheat encrypts (m) and what it claims (b), a bit each; `by key` bends r or s with the election's secret key. */
export type Claims = { readonly m: readonly number[]; readonly b?: readonly number[]; readonly bent?: 'r' | 's' };

/** Proofs of statements that are not true; each breaks one equation and satisfies all others. */
export function untrue(three: Asked, eight: Asked): Case[] {
  const forged = (name: string, asked: Asked, claims: Claims) => rejects(name, asked.manifest, asked.place, forge(asked, claims));
  return [
    forged('only (1) broken, by the key holder: nothing encrypted, option 1 claimed', three, {
      m: [0, 0, 0, 0],
      b: [1, 0, 0, 0],
      bent: 'r',
    }),
    forged('only (2) broken: 5 and -4 encrypted, ones claimed', three, { m: [5, -4, 0, 0], b: [1, 1, 0, 0] }),
    forged('only (3) broken, by the key holder: 2 and -1', three, { m: [2, -1, 0, 0], bent: 's' }),
    forged('only (4) broken: 2 and -1', three, { m: [2, -1, 0, 0] }),
    forged('only (5) broken: two options of a choose-one', three, { m: [1, 1, 0, 0] }),
    forged('only (5) broken: an option and blank', three, { m: [1, 0, 0, 1] }),
    forged('only (5) broken: nothing, and not blank', three, { m: [0, 0, 0, 0] }),
    forged('only (5) broken: six of at most five', eight, { m: [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0] }),
    forged('only (5) broken: all slack and no option', eight, { m: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0] }),
  ];
}

/** A payload of one question whose ciphertexts hold m and whose proof claims b. */
export function forge({ built, place, draw }: Asked, { m, b = m, bent }: Claims): string {
  const { election: own, secret } = built;
  const asked = at(own.manifest.questions, 0) as HomomorphicQuestion;
  const scope = { election: own.hash, credential: place.credential, sequence: place.sequence };
  const seed = draw.bytes(32);
  const randomness = m.map((_, k) => ballotRandomness(seed, scope, 1, k + 1));
  const ciphertexts = m.map((value, k) => encrypt(Point.generator.multiply(scalar(value)), own.key, at(randomness, k)));
  const witness = m.flatMap((value, k) =>
    claimed(scalar(value), scalar(at(b, k)), at(randomness, k), bent === undefined ? {} : { [bent]: secret }),
  );
  const joined = encodeCiphertexts(ciphertexts);
  const relation = homomorphicRelation(shapeOf(asked), own.key, ciphertexts);
  return toHex(concat(joined, prove(ballotTag(own, place, asked, 1, joined), relation, witness, draw.scalars(witness.length))));
}

/** (b, r, s); r bent to satisfy (2) for another b, s bent to satisfy (4) instead of (3). */
function claimed(m: Scalar, b: Scalar, r: Scalar, key: { readonly r?: Scalar; readonly s?: Scalar }): Scalar[] {
  const bentR = key.r === undefined ? r : scalar(r + (m - b) * invert(key.r));
  const s = key.s === undefined ? (1n - b) * bentR : (1n - b) * (m * invert(key.s) + r);
  return [b, bentR, scalar(s)];
}
