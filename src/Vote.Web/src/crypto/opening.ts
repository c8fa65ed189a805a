/** Cast as intended: from the seed alone a second device derives the choices of a recorded ballot. spec §2.5 */
import { at } from './bytes';
import { decodePayload, type Place } from './ballot';
import { ballotRandomness, type Ciphertext, type RandomnessScope } from './elgamal';
import { Point } from './group';
import type { Election } from './manifest';
import { type Choice, choiceOfBits, rowChoice } from './choice';
import type { Question } from './question';

export type OpenedBallot =
  { readonly kind: 'opened'; readonly choices: readonly Choice[] } | { readonly kind: 'refused'; readonly reason: string };

/** Every A must be r·G for the seed's r; the choice is what B − r·Y says, never what anybody claims. */
export function openPayload(election: Election, place: Place, payload: Uint8Array, seed: Uint8Array): OpenedBallot {
  const decoded = decodePayload(election, payload);
  if (decoded === undefined) return { kind: 'refused', reason: 'the payload does not decode' };
  const scope = { election: election.hash, credential: place.credential, sequence: place.sequence };
  const choices: Choice[] = [];
  for (const [i, question] of election.manifest.questions.entries()) {
    const messages = at(decoded.ciphertexts, i).map((each, k) => openOne(election, each, seed, scope, [i + 1, k + 1]));
    const points = messages.flatMap((message) => (message === undefined ? [] : [message]));
    if (points.length < messages.length) return { kind: 'refused', reason: `question ${i + 1} was not encrypted from this seed` };
    const choice = choiceOf(question, points);
    if (choice === undefined) return { kind: 'refused', reason: `question ${i + 1} holds no valid choice` };
    choices.push(choice);
  }
  return { kind: 'opened', choices };
}

type Position = readonly [question: number, index: number];

function openOne(
  election: Election,
  { a, b }: Ciphertext,
  seed: Uint8Array,
  scope: RandomnessScope,
  [question, index]: Position,
): Point | undefined {
  const r = ballotRandomness(seed, scope, question, index);
  return Point.generator.multiply(r).equals(a) ? b.subtract(election.key.multiply(r)) : undefined;
}

function choiceOf(question: Question, messages: readonly Point[]): Choice | undefined {
  if (question.mode === 'mixed') return rowChoice(question, messages);
  const bits = messages.map((point) => (point.isIdentity() ? 0 : point.equals(Point.generator) ? 1 : undefined));
  return bits.every((bit) => bit !== undefined) ? choiceOfBits(question, bits) : undefined;
}
