/** Loading elections: the manifest's bytes decide, not what the server says about them. */
import type { Api } from '../api/api';
import type { Phase } from '../api/answers';
import { equalBytes } from '../crypto/bytes';
import { type Election, parseElection } from '../crypto/manifest';

export type LoadedElection = {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly election: Election;
  readonly phase: Phase;
};

/** Undefined when there is no answer, or one that does not fit its own manifest. */
export async function loadElection(api: Api, id: string, signal: AbortSignal): Promise<LoadedElection | undefined> {
  const answer = await api.election(id, signal);
  if (answer.kind !== 'ok') return undefined;
  const { manifest, electionHash, phase } = answer.value;
  const parsed = parseElection(manifest);
  if (parsed.kind === 'refused') return undefined;
  const election = parsed.value;
  if (!equalBytes(election.hash, electionHash) || election.manifest.id !== id) return undefined;
  return { id, bytes: manifest, election, phase };
}

/** All elections of the server, those that are open first. */
export async function loadElections(api: Api, signal: AbortSignal): Promise<readonly LoadedElection[] | undefined> {
  const answer = await api.elections(signal);
  if (answer.kind !== 'ok') return undefined;
  const loaded = await Promise.all(answer.value.map(({ id }) => loadElection(api, id, signal)));
  const found = loaded.flatMap((each) => each ?? []);
  if (found.length < loaded.length) return undefined;
  return [...found.filter(({ phase }) => phase === 'voting'), ...found.filter(({ phase }) => phase !== 'voting')];
}
