/** The mock's count: really decrypted, with the one secret it has instead of trustees. spec §8 */
import { decodePayload } from '../src/crypto/ballot';
import { at } from '../src/crypto/bytes';
import { addCiphertexts, type Ciphertext } from '../src/crypto/elgamal';
import type { Point } from '../src/crypto/group';
import { boundedLogarithm } from '../src/crypto/logarithm';
import { rowChoice } from '../src/crypto/choice';
import type { Question } from '../src/crypto/question';
import { shapeOf } from '../src/crypto/shape';
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
    const votes = choices.map((choice) => (choice.kind === 'options' || choice.kind === 'ranking' ? [...choice.numbers] : [0]));
    const totals = [...question.options.keys()].map((i) => votes.filter((vote) => vote.includes(i + 1)).length);
    return { totals: [...totals, votes.filter((vote) => vote[0] === 0).length], invalid: rows.length - choices.length, votes };
  }
  const totals = shapeOf(question).totals.map((form) => {
    const weighted = form.flatMap(({ bit, a }) => rows.flatMap((row) => Array.from({ length: a }, () => at(row, bit))));
    const sum = weighted.length === 0 ? undefined : weighted.reduce(addCiphertexts);
    return sum === undefined ? 0 : (boundedLogarithm(decrypt(sum), 0, weighted.length) ?? -1);
  });
  return { totals };
}
