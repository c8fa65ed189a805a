/** The mock's count: really decrypted, with the one secret it has instead of trustees. spec §8 */
import { decodePayload } from '../src/crypto/ballot';
import { at } from '../src/crypto/bytes';
import { addCiphertexts, type Ciphertext } from '../src/crypto/elgamal';
import type { Point } from '../src/crypto/group';
import { boundedLogarithm } from '../src/crypto/logarithm';
import { rowChoice, shapeOf, type Question } from '../src/crypto/question';
import type { DevElection } from './election';

type Counted = { readonly totals: readonly number[]; readonly invalid?: number; readonly votes?: readonly (readonly number[])[] };

export function count(made: DevElection, payloads: readonly Uint8Array[]): object {
  const { questions } = made.election.manifest;
  const ballots = payloads.flatMap((payload) => decodePayload(made.election, payload) ?? []);
  const results = questions.map((question, i) =>
    countQuestion(
      made,
      question,
      ballots.map(({ ciphertexts }) => at(ciphertexts, i)),
    ),
  );
  return { counted: ballots.length, questions: results, shares: [1, 2] };
}

function countQuestion(made: DevElection, question: Question, rows: readonly (readonly Ciphertext[])[]): Counted {
  const decrypt = ({ a, b }: Ciphertext): Point => b.subtract(a.multiply(made.secret));
  if (question.mode === 'mixed') {
    const choices = rows.flatMap((row) => rowChoice(question, row.map(decrypt)) ?? []);
    const votes = choices.map((choice) => (choice.kind === 'blank' ? [0] : [...choice.numbers]));
    const totals = [...question.options.keys()].map((i) => votes.filter((vote) => vote.includes(i + 1)).length);
    return { totals: [...totals, votes.filter((vote) => vote[0] === 0).length], invalid: rows.length - choices.length, votes };
  }
  const totals = shapeOf(question).totals.map((form) => {
    const chosen = rows.flatMap((row) => row.filter((_, k) => form[k] === 1));
    const sum = chosen.length === 0 ? undefined : chosen.reduce(addCiphertexts);
    return sum === undefined ? 0 : (boundedLogarithm(decrypt(sum), 0, rows.length) ?? -1);
  });
  return { totals };
}
