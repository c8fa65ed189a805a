/** From a choice to a signed entry. */
import type { Session } from '../api/answers';
import type { Choice } from '../crypto/choice';
import { type CastEntry, type Signer, signBallot } from '../ledger/entry';
import type { Outcome, PlainPlace, Task } from '../worker/task';
import type { Point } from '../crypto/group';
import type { LoadedElection } from './elections';

export type Credential = { readonly key: Point; readonly sign: Signer };

export type PreparedBallot = { readonly entry: CastEntry; readonly tracker: string };

/** Undefined when the worker could not do it. */
export async function prepareBallot(
  { bytes, election }: LoadedElection,
  { generation, previous, sequence, slot }: Session,
  { key, sign }: Credential,
  choices: readonly Choice[],
  run: (task: Task) => Promise<Outcome>,
): Promise<PreparedBallot | undefined> {
  const plain: PlainPlace = { credential: key.encode(), generation, previous, sequence, slot };
  const outcome = await run({ kind: 'seal', manifest: bytes, place: plain, choices });
  if (outcome.kind !== 'sealed') return undefined;
  const entry = await signBallot(election.hash, { ...plain, credential: key }, outcome.payload, sign);
  return { entry, tracker: outcome.tracker };
}
