/** ballot.json: homomorphic ballots from fixed seeds and nonces, and what must be refused. spec §4 */
import { at, concat, toHex } from '../src/crypto/bytes';
import { ballotTag, payloadOf, type Place, seal } from '../src/crypto/ballot';
import { order, Point, type Scalar, scalar } from '../src/crypto/group';
import { sha256 } from '../src/crypto/hash';
import type { Choice } from '../src/crypto/choice';
import { isListed, type Question } from '../src/crypto/question';
import { Draw } from './draw';
import { approval, type Built, chooseOne, election } from './elections';
import { type Case, hexScalars, ORIGIN, type Value, type VectorFile } from './files';
import { untrue } from './forgedBallots';
import { changed, replaced } from './tampering';

/** A choice as vectors write it: numbers as the question takes them; the blank is [0] where choices are lists, else "blank". */
export type Written = readonly number[] | 'blank';

export function choice(question: Question, written: Written): Choice {
  if (written === 'blank' || (isListed(question) && written[0] === 0)) return { kind: 'blank' };
  if (question.kind === 'ranking' || question.kind === 'pairwise') return { kind: 'ranking', numbers: written };
  if (isListed(question) || question.kind === 'knapsack') return { kind: 'options', numbers: written };
  return { kind: 'values', values: written };
}

export function placeFields(place: Place): { readonly [name: string]: Value } {
  return {
    slot: place.slot,
    generation: place.generation,
    sequence: place.sequence,
    previous: toHex(place.previous),
    credential: toHex(place.credential.encode()),
  };
}

export function drawPlace(draw: Draw, sequence = 1): Place {
  const previous = sequence === 1 ? new Uint8Array(32) : draw.bytes(32);
  return { credential: draw.point(), generation: 1, previous, sequence, slot: 17 };
}

export type Asked = { readonly manifest: string; readonly built: Built; readonly place: Place; readonly draw: Draw };

/** An accepted ballot with everything that makes it reproducible. */
export function accepts(
  name: string,
  { manifest, built, place, draw }: Asked,
  choices: readonly Written[],
  edit?: (nonces: Scalar[][]) => void,
): Case & { payload: string } {
  const seed = draw.bytes(32);
  const { questions } = built.election.manifest;
  const chosen = questions.map((question, i) => choice(question, at(choices, i)));
  const sealing = seal(built.election, place, chosen, seed);
  if (sealing.kind === 'refused') throw new Error(sealing.reason);
  const nonces = questions.map((question, i) =>
    draw.scalars(at(sealing.ballot.openings, i).length * (question.mode === 'mixed' ? 1 : 3)),
  );
  edit?.(nonces);
  const payload = payloadOf(built.election, place, sealing.ballot, nonces);
  return {
    name,
    expected: 'accept',
    manifest,
    ...placeFields(place),
    seed: toHex(seed),
    choices,
    nonces: nonces.map(hexScalars),
    ciphertext_hash: toHex(sha256(sealing.ballot.ciphertexts)),
    tracker: sealing.ballot.tracker,
    tags: questions.map((question, i) => ballotTag(built.election, place, question, i + 1, sealing.ballot.ciphertexts)),
    payload: toHex(payload),
  };
}

/** The same place and another payload, or the same payload at another place. */
export function rejects(name: string, manifest: string, place: Place, payload: string): Case {
  return { name, expected: 'reject', manifest, ...placeFields(place), payload };
}

export function ballots(): VectorFile {
  const draw = new Draw('ballot.json');
  const built = {
    'choose-one-1': election('choose-one-1', [chooseOne(1)]),
    'choose-one-3': election('choose-one-3', [chooseOne(3)]),
    'approval-1-5-of-8': election('approval-1-5-of-8', [approval(1, 5, 8)]),
    'approval-2-2-of-3': election('approval-2-2-of-3', [approval(2, 2, 3)]),
    'two-questions': election('two-questions', [chooseOne(2), chooseOne(2)]),
  };
  const ask = (manifest: keyof typeof built, sequence = 1): Asked => ({
    manifest,
    built: built[manifest],
    place: drawPlace(draw, sequence),
    draw,
  });
  const three = ask('choose-one-3');
  const base = ask('choose-one-1', 2);
  const single = accepts('choose-one: the only option, second ballot of the credential', base, [[1]]);
  const two = ask('two-questions');
  const pair = accepts('two questions, one of them blank', two, [[1], [0]]);
  const eight = ask('approval-1-5-of-8');
  const small = ask('choose-one-1');
  const canonical = accepts('a response below 2^224, which n more would still fit', small, [[0]], (nonces) =>
    at(nonces, 0).splice(0, 1, scalar(5)),
  );
  return {
    comment:
      `${ORIGIN} Manifests (canonical JSON) stand by name. choices: option numbers a question, [0] is blank. nonces: one string a question, a scalar ` +
      'for each witness scalar in the order of spec §4.3. Rejected ones differ from an accepted one by what the name says.',
    manifests: Object.fromEntries(Object.entries(built).map(([name, { bytes }]) => [name, toHex(bytes)])),
    cases: [
      single,
      accepts('choose-one: the second of three', three, [[2]]),
      accepts('choose-one: blank', ask('choose-one-3'), [[0]]),
      accepts('approval 1..5 of 8: three chosen', eight, [[1, 4, 8]]),
      accepts('approval 1..5 of 8: five chosen, no slack', ask('approval-1-5-of-8'), [[2, 3, 5, 6, 7]]),
      accepts('approval 1..5 of 8: blank', ask('approval-1-5-of-8'), [[0]]),
      accepts('approval 2..2 of 3', ask('approval-2-2-of-3'), [[1, 3]]),
      accepts('approval 2..2 of 3: blank', ask('approval-2-2-of-3'), [[0]]),
      pair,
      canonical,
      rejects('that response plus n', small.manifest, small.place, plusOrder(canonical.payload, 132 + 33 * 9)),
      ...tampered(base, single.payload),
      ...elsewhere(base, single.payload, two, pair.payload),
      ...untrue(three, eight),
    ],
  };
}

/** Bytes changed: 2 bits make 132 bytes of ciphertexts, 9 commitments, 6 responses. */
function tampered({ manifest, place }: Asked, payload: string): Case[] {
  const [proof, responses] = [132, 132 + 33 * 9];
  const length = responses + 32 * 6;
  const edits: [string, string][] = [
    ['nothing', ''],
    ['a byte too few', payload.slice(0, -2)],
    ['a byte too many', `${payload}00`],
    ['A of option 1 replaced', replaced(payload, 0, Point.generator.encode())],
    ['B of option 1 replaced', replaced(payload, 33, Point.generator.encode())],
    ['A of option 1 negated', changed(payload, 0, (head) => head ^ 1)],
    ['two ciphertexts swapped', payload.slice(132, 264) + payload.slice(0, 132) + payload.slice(264)],
    ['an A with the uncompressed head 04', replaced(payload, 0, Uint8Array.of(4))],
    ['an A of 33 zero bytes', replaced(payload, 0, new Uint8Array(33))],
    ['a commitment with the hybrid head 06', replaced(payload, proof, Uint8Array.of(6))],
    ['a commitment with x = p', replaced(payload, proof, concat(Uint8Array.of(2), Uint8Array.from(MODULUS)))],
    ...[1, 2, 3, 4].map((k): [string, string] => [
      `commitment of (${k}) replaced`,
      replaced(payload, proof + 33 * (k - 1), Point.generator.encode()),
    ]),
    ['commitment of (5) replaced', replaced(payload, proof + 33 * 8, Point.generator.encode())],
    ...['b', 'r', 's'].map((s, k): [string, string] => [
      `response of ${s}_1 changed`,
      changed(payload, responses + 32 * k + 31, (byte) => byte ^ 1),
    ]),
    ['the last response changed', changed(payload, length - 1, (byte) => byte ^ 1)],
    ['a response of n', replaced(payload, responses, concat(Uint8Array.from(ORDER)))],
    ['a response of 2^256 - 1', replaced(payload, responses, new Uint8Array(32).fill(255))],
  ];
  return edits.map(([name, edited]) => rejects(name, manifest, place, edited));
}

/** True proofs at a place they were not made for. */
function elsewhere({ manifest, place }: Asked, payload: string, two: Asked, pair: string): Case[] {
  // 3 bits a question
  const [first, second, proofs] = [pair.slice(0, 396), pair.slice(396, 792), pair.slice(792)];
  const [one, other] = [proofs.slice(0, proofs.length / 2), proofs.slice(proofs.length / 2)];
  return [
    rejects('at another slot', manifest, { ...place, slot: place.slot + 1 }, payload),
    rejects('at another generation', manifest, { ...place, generation: 2 }, payload),
    rejects('at another sequence', manifest, { ...place, sequence: place.sequence + 1 }, payload),
    rejects('after another ballot', manifest, { ...place, previous: new Uint8Array(32) }, payload),
    rejects('under another credential', manifest, { ...place, credential: Point.generator }, payload),
    rejects('proofs of two like questions swapped', two.manifest, two.place, first + second + other + one),
    rejects('two like questions swapped whole', two.manifest, two.place, second + first + other + one),
    rejects('the first question of a pair alone', two.manifest, two.place, first + one),
  ];
}

function plusOrder(payload: string, offset: number): string {
  const value = BigInt(`0x${payload.slice(2 * offset, 2 * offset + 64)}`) + order;
  return payload.slice(0, 2 * offset) + value.toString(16).padStart(64, '0') + payload.slice(2 * offset + 64);
}

const ORDER = Buffer.from(order.toString(16), 'hex');
const MODULUS = Buffer.from('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff', 'hex');
