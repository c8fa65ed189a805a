/** Judges ballots that another implementation made just now: a line for each, `accepted` or why not. */
import { readFileSync } from 'node:fs';
import { type Place, verifyPayload } from '../src/crypto/ballot';
import { Point } from '../src/crypto/group';
import { parseElection } from '../src/crypto/manifest';

/** Bytes are in lowercase hexadecimal, as in the pinned vectors. */
type Case = {
  readonly credential: string;
  readonly generation: number;
  readonly manifest: string;
  readonly payload: string;
  readonly previous: string;
  readonly sequence: number;
  readonly slot: number;
};

/** @param file a list of cases in JSON */
export function judge(file: string): void {
  for (const each of JSON.parse(readFileSync(file, 'utf8')) as readonly Case[]) console.log(verdictOf(each));
}

function verdictOf(each: Case): string {
  const election = parseElection(unhex(each.manifest));
  if (election.kind === 'refused') return `manifest: ${election.field}`;
  const credential = Point.decode(unhex(each.credential));
  if (credential === undefined) return 'credential';
  const { generation, sequence, slot } = each;
  const place: Place = { credential, generation, previous: unhex(each.previous), sequence, slot };
  const verdict = verifyPayload(election.value, place, unhex(each.payload));
  return verdict.kind === 'accepted' ? 'accepted' : verdict.reason;
}

function unhex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
