/** Honest proofs of every relation, made by this implementation, and ways to bend them: what attacks start from. */
import { ballotTag, payloadOf, type Place, seal } from '../../src/crypto/ballot';
import { homomorphicRelation, homomorphicWitness, mixedRelation } from '../../src/crypto/ballotProof';
import { at, concat, fromHex, utf8 } from '../../src/crypto/bytes';
import { trusteeKeyRelation, trusteeKeyTag } from '../../src/crypto/ceremony';
import { encrypt } from '../../src/crypto/elgamal';
import { generatorsOf } from '../../src/crypto/generators';
import { ELEMENT_BYTES, encodeScalar, Point, randomScalar, type Scalar, scalar } from '../../src/crypto/group';
import { sha256 } from '../../src/crypto/hash';
import { type Election, parseElection } from '../../src/crypto/manifest';
import type { Choice } from '../../src/crypto/choice';
import { shapeOf } from '../../src/crypto/shape';
import type { LinearRelation } from '../../src/crypto/relation';
import { prove } from '../../src/crypto/sigma';
import { type ShufflePlace, type ShuffleSecrets } from '../../src/crypto/shuffle';
import { fields, unhex, vectorFile } from '../pinned';

export type Proven = { readonly tag: string; readonly relation: LinearRelation; readonly witness: readonly Scalar[] };

export const place: Place = { credential: Point.generator, generation: 1, previous: new Uint8Array(32), sequence: 1, slot: 1 };

export function electionOf(file: 'ballot.json' | 'ballot-mixed.json', manifest: string): Election {
  const parsed = parseElection(unhex(fields(vectorFile(file)['manifests'])[manifest]));
  if (parsed.kind === 'refused') throw new Error(parsed.field);
  return parsed.value;
}

/** The payload of a ballot of blank choices, or of the given ones. */
export function ballotOf(election: Election, where: Place = place, choices?: readonly Choice[]): Uint8Array {
  const chosen = choices ?? election.manifest.questions.map((): Choice => ({ kind: 'blank' }));
  const sealing = seal(election, where, chosen, crypto.getRandomValues(new Uint8Array(32)));
  if (sealing.kind === 'refused') throw new Error(sealing.reason);
  return payloadOf(election, where, sealing.ballot);
}

/** One statement of each purpose, with its witness. */
export const statements: readonly (readonly [string, () => Proven])[] = [
  ['ballot', ballot],
  ['ballot-mixed', mixed],
  ['trustee-key', trusteeKey],
];

export function proofOf({ tag, relation, witness }: Proven): Uint8Array {
  return prove(tag, relation, witness);
}

/** A relation with one element replaced. */
export function withElement(relation: LinearRelation, index: number, element: Point): LinearRelation {
  return { ...relation, elements: relation.elements.map((each, i) => (i === index ? element : each)) };
}

/** 33 bytes that are no element. */
export const wrongPoints: readonly (readonly [string, Uint8Array])[] = [
  ['a point of the twist', `02${'00'.repeat(31)}01`],
  ['x = p', '02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff'],
  ['x = p + 5', '03ffffffff00000001000000000000000000000001000000000000000000000004'],
  ['all ones', 'ff'.repeat(33)],
  ['the identity as zeros', '00'.repeat(33)],
  ['an uncompressed head', '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'],
  ['a hybrid head', '076b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'],
  ['no head that exists', '826b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'],
].map(([name = '', hex = '']) => [name, fromHex(hex) ?? new Uint8Array()] as const);

/** The bytes with others written over them. */
export function overwritten(bytes: Uint8Array, offset: number, by: Uint8Array): Uint8Array {
  return concat(bytes.slice(0, offset), by, bytes.slice(offset + by.length));
}

/** A vector with another number of items, repeated as far as needed. */
export function resized(bytes: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => at(bytes, i % bytes.length));
}

/** 0, 1, N − 1, N + 1, 2N, but not N. */
export function otherCounts(count: number): number[] {
  return [...new Set([0, 1, count - 1, count + 1, 2 * count])].filter((other) => other !== count);
}

export const mixPlace: ShufflePlace = {
  election: sha256(utf8('an election')),
  key: Point.generator.multiply(scalar(7)),
  question: 1,
  round: 1,
  trustee: 1,
};

/** Rows of width 1 that encrypt 1 … n, and what a mixer of them draws: a reversal. */
export function mixOf(rows: number) {
  const input = Array.from({ length: rows }, (_, i) => [
    encrypt(Point.generator.multiply(scalar(i + 1)), mixPlace.key, randomScalar()),
  ]);
  const drawn = () => input.map(() => randomScalar());
  const secrets: ShuffleSecrets = {
    permutation: input.map((_, i) => rows - 1 - i),
    reencryption: drawn().map((r) => [r]),
    commitment: drawn(),
    chain: drawn(),
  };
  return { input, secrets, bases: generatorsOf(mixPlace.election, rows) };
}

export function encodeProof(commitments: readonly Point[], responses: readonly Scalar[]): Uint8Array {
  return concat(...Point.encodeAll(commitments), ...responses.map(encodeScalar));
}

export { ELEMENT_BYTES };

function ballot(): Proven {
  const election = electionOf('ballot.json', 'choose-one-3');
  const question = at(election.manifest.questions, 0);
  if (question.mode !== 'homomorphic') throw new Error('not homomorphic');
  const openings = ([0, 1, 0, 0] as const).map((bit) => {
    const r = randomScalar();
    return { bit, r, ciphertext: encrypt(bit === 1 ? Point.generator : Point.identity, election.key, r) };
  });
  const ciphertexts = openings.map(({ ciphertext }) => ciphertext);
  return {
    tag: ballotTag(election, place, question, 1, new Uint8Array(264)),
    relation: homomorphicRelation(shapeOf(question), election.key, ciphertexts),
    witness: homomorphicWitness(openings),
  };
}

function mixed(): Proven {
  const election = electionOf('ballot-mixed.json', 'mixed-1-40-of-40');
  const r = [randomScalar(), randomScalar()];
  return {
    tag: ballotTag(election, place, at(election.manifest.questions, 0), 1, new Uint8Array(132)),
    relation: mixedRelation(r.map((each) => encrypt(Point.generator, election.key, each))),
    witness: r,
  };
}

function trusteeKey(): Proven {
  const a = randomScalar();
  const constant = Point.generator.multiply(a);
  return { tag: trusteeKeyTag(sha256(utf8('ceremony')), 1, [constant, Point.generator]), relation: trusteeKeyRelation(constant), witness: [a] };
}
