/** A ballot: encrypted from one seed, proved, encoded, verified, opened. spec §2.5, §4 */
import { at, concat } from './bytes';
import { toBase64url } from './base64url';
import { ballotProof, type Opening, proofLengthOf, verifyBallotProof } from './ballotProof';
import { ballotRandomness, CIPHERTEXT_BYTES, type Ciphertext, decodeCiphertexts, encodeCiphertexts, encrypt } from './elgamal';
import { encodeMessage } from './encoding';
import { Point, type Scalar } from './group';
import { sha256 } from './hash';
import type { Election, Manifest } from './manifest';
import { allows, bitsOf, type Choice, piecesOf, widthOf } from './choice';
import type { Question } from './question';
import { shapeOf } from './shape';
import { type Purpose, tagOf } from './tag';
import { trackerOf } from './tracker';
import { accepted, rejected, type Verdict } from './verifier';

/** Where a ballot stands: the fields of its `ballot-cast` entry. */
export type Place = {
  readonly credential: Point;
  readonly generation: number;
  readonly previous: Uint8Array;
  readonly sequence: number;
  readonly slot: number;
};

/** Secret: ciphertexts with their openings, by question. */
export type SealedBallot = {
  readonly openings: readonly (readonly Opening[])[];
  readonly ciphertexts: Uint8Array;
  readonly tracker: string;
};

export type Sealing =
  { readonly kind: 'sealed'; readonly ballot: SealedBallot } | { readonly kind: 'refused'; readonly reason: string };

/** A decoded payload, by question. */
export type Payload = {
  readonly ciphertexts: readonly (readonly Ciphertext[])[];
  readonly joined: Uint8Array;
  readonly proofs: readonly Uint8Array[];
};

/** The number of ciphertexts of a question. */
export function ciphertextCount(question: Question): number {
  return question.mode === 'homomorphic' ? shapeOf(question).bits : widthOf(question);
}

/** Encrypts one choice a question. Refuses what the question does not allow, and a seed that gives a zero scalar. */
export function seal(election: Election, place: Place, choices: readonly Choice[], seed: Uint8Array): Sealing {
  const { questions } = election.manifest;
  if (seed.length !== 32) throw new RangeError('a seed has 32 bytes');
  if (choices.length !== questions.length) return { kind: 'refused', reason: 'one choice a question' };
  const scope = { election: election.hash, credential: place.credential, sequence: place.sequence };
  const openings: Opening[][] = [];
  for (const [i, question] of questions.entries()) {
    const messages = messagesOf(question, at(choices, i));
    if (messages === undefined) return { kind: 'refused', reason: `question ${i + 1} does not allow this choice` };
    openings.push(messages.map((message, k) => sealOne(election, message, ballotRandomness(seed, scope, i + 1, k + 1))));
  }
  if (openings.flat().some(({ r }) => r === 0n)) return { kind: 'refused', reason: 'take another seed' };
  const ciphertexts = encodeCiphertexts(openings.flat().map(({ ciphertext }) => ciphertext));
  return { kind: 'sealed', ballot: { openings, ciphertexts, tracker: trackerOf(election.hash, place.credential, ciphertexts) } };
}

/**
 * The payload of a sealed ballot.
 * @param nonces by question, one a witness scalar; given only to pin vectors.
 */
export function payloadOf(
  election: Election,
  place: Place,
  ballot: SealedBallot,
  nonces?: readonly (readonly Scalar[])[],
): Uint8Array {
  const proofs = election.manifest.questions.map((question, i) =>
    ballotProof(
      ballotTag(election, place, question, i + 1, ballot.ciphertexts),
      question,
      election.key,
      at(ballot.openings, i),
      nonces?.[i],
    ),
  );
  return concat(ballot.ciphertexts, ...proofs);
}

/** The bytes of a ballot's payload, the same for every choice. */
export function payloadLength({ questions }: Manifest): number {
  return questions.reduce((sum, question) => sum + CIPHERTEXT_BYTES * ciphertextCount(question) + proofLengthOf(question), 0);
}

/** Splits a payload of exactly the length the manifest gives. */
export function decodePayload({ manifest }: Election, payload: Uint8Array): Payload | undefined {
  if (payload.length !== payloadLength(manifest)) return undefined;
  const counts = manifest.questions.map(ciphertextCount);
  const head = counts.reduce((sum, count) => sum + CIPHERTEXT_BYTES * count, 0);
  const joined = payload.slice(0, head);
  const all = decodeCiphertexts(joined);
  if (all === undefined) return undefined;
  let from = 0;
  const ciphertexts = counts.map((count) => all.slice(from, (from += count)));
  let offset = head;
  return {
    ciphertexts,
    joined,
    proofs: manifest.questions.map((question) => payload.slice(offset, (offset += proofLengthOf(question)))),
  };
}

/** Verifies every proof of a payload at its place. */
export function verifyPayload(election: Election, place: Place, payload: Uint8Array): Verdict {
  const decoded = decodePayload(election, payload);
  if (decoded === undefined) return rejected('the payload does not decode');
  for (const [i, question] of election.manifest.questions.entries()) {
    const tag = ballotTag(election, place, question, i + 1, decoded.joined);
    const verdict = verifyBallotProof(tag, question, election.key, at(decoded.ciphertexts, i), at(decoded.proofs, i));
    if (verdict.kind === 'rejected') return rejected(`question ${i + 1}: ${verdict.reason}`);
  }
  return accepted;
}

/** The tag of one question's proof: it binds all ciphertexts of the ballot and its place. spec §4.5 */
export function ballotTag(election: Election, place: Place, question: Question, number: number, ciphertexts: Uint8Array): string {
  const purpose: Purpose = question.mode === 'homomorphic' ? 'ballot' : 'ballot-mixed';
  return tagOf(election.hash, purpose, {
    ciphertexts: toBase64url(sha256(ciphertexts)),
    credential: toBase64url(place.credential.encode()),
    generation: place.generation,
    previous: toBase64url(place.previous),
    question: number,
    sequence: place.sequence,
    slot: place.slot,
  });
}

type Message = { readonly bit: 0 | 1; readonly point: Point };

function messagesOf(question: Question, choice: Choice): Message[] | undefined {
  if (!allows(question, choice)) return undefined;
  if (question.mode === 'homomorphic') {
    return bitsOf(question, choice).map((bit) => ({ bit, point: bit === 1 ? Point.generator : Point.identity }));
  }
  const points = piecesOf(question, choice).map(encodeMessage);
  return points.flatMap((point): Message[] => (point === undefined ? [] : [{ bit: 0, point }]));
}

function sealOne({ key }: Election, { bit, point }: Message, r: Scalar): Opening {
  return { bit, r, ciphertext: encrypt(point, key, r) };
}
