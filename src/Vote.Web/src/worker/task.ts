/** What the worker does, as plain functions: seal and prove a ballot, verify a recorded one. Only structured clones cross its border. */
import { payloadOf, type Place, seal, verifyPayload } from '../crypto/ballot';
import { equalBytes } from '../crypto/bytes';
import { Point } from '../crypto/group';
import { type Election, parseElection } from '../crypto/manifest';
import type { Choice } from '../crypto/choice';
import { rejected, type Verdict } from '../crypto/verifier';

/** A place whose credential is encoded. */
export type PlainPlace = Omit<Place, 'credential'> & { readonly credential: Uint8Array };

export type Task =
  /** Builds the tables of the election key while the voter is still reading. */
  | { readonly kind: 'warm'; readonly manifest: Uint8Array }
  | { readonly kind: 'seal'; readonly manifest: Uint8Array; readonly place: PlainPlace; readonly choices: readonly Choice[] }
  | { readonly kind: 'verify'; readonly manifest: Uint8Array; readonly place: PlainPlace; readonly payload: Uint8Array };

export type Outcome =
  | { readonly kind: 'warm' }
  | { readonly kind: 'sealed'; readonly payload: Uint8Array; readonly tracker: string }
  | { readonly kind: 'verified'; readonly verdict: Verdict }
  | { readonly kind: 'failed'; readonly reason: string };

/** One election at a time; parsing it again for every task would rebuild its tables. */
let known: { readonly manifest: Uint8Array; readonly election: Election } | undefined;

export function perform(task: Task): Outcome {
  const election = electionOf(task.manifest);
  if (election === undefined) return { kind: 'failed', reason: 'the manifest is refused' };
  if (task.kind === 'warm') return warm(election);
  const place = placeOf(task.place);
  if (task.kind === 'verify') {
    const verdict = place === undefined ? rejected('the credential is no key') : verifyPayload(election, place, task.payload);
    return { kind: 'verified', verdict };
  }
  return place === undefined ? { kind: 'failed', reason: 'the credential is no key' } : sealed(election, place, task.choices);
}

/** The seed is drawn here and wiped here; it never leaves the worker. */
function sealed(election: Election, place: Place, choices: readonly Choice[]): Outcome {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const sealing = seal(election, place, choices, seed);
  seed.fill(0);
  if (sealing.kind === 'refused') return { kind: 'failed', reason: sealing.reason };
  const { ballot } = sealing;
  return { kind: 'sealed', payload: payloadOf(election, place, ballot), tracker: ballot.tracker };
}

/** One whole blank ballot, thrown away: tables are built and the engine has compiled the arithmetic before it is needed. */
function warm({ manifest, key }: Election): Outcome {
  const rehearsal: Election = { manifest, key, hash: new Uint8Array(32) };
  const place = { credential: Point.generator, generation: 1, previous: new Uint8Array(32), sequence: 1, slot: 1 };
  const blanks = manifest.questions.map((): Choice => ({ kind: 'blank' }));
  const sealing = seal(rehearsal, place, blanks, new Uint8Array(32));
  if (sealing.kind === 'sealed') payloadOf(rehearsal, place, sealing.ballot);
  return { kind: 'warm' };
}

function electionOf(manifest: Uint8Array): Election | undefined {
  if (known !== undefined && equalBytes(known.manifest, manifest)) return known.election;
  const parsed = parseElection(manifest);
  if (parsed.kind === 'refused') return undefined;
  known = { manifest, election: parsed.value };
  return known.election;
}

function placeOf(place: PlainPlace): Place | undefined {
  const credential = Point.decode(place.credential);
  return credential === undefined ? undefined : { ...place, credential };
}
