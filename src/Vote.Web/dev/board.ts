/** The mock server's ballot box and log: every ballot is really verified, every promise and receipt really signed. */
import { decodePayload, payloadOf, type Place, seal, verifyPayload } from '../src/crypto/ballot';
import { at, concat, equalBytes, toHex, utf8 } from '../src/crypto/bytes';
import { Point, randomScalar, sign } from '../src/crypto/group';
import type { Choice } from '../src/crypto/choice';
import { trackerOf } from '../src/crypto/tracker';
import { type BallotEntry, parseBallotEntry, signBallot } from '../src/ledger/entry';
import { leafHash, nodeHash } from '../src/ledger/merkle';
import { encodeNote, parseNote } from '../src/ledger/note';
import { toBase64 } from '../src/ledger/text';
import type { ProblemCode } from '../src/api/problem';
import { bytes, type DevElection } from './election';

export type Slot = { generation: number; sequence: number; previous: Uint8Array; credential: string };
export type Accepted = { readonly kind: 'accepted'; readonly promise: string; readonly tracker: string };
export type Outcome = Accepted | { readonly kind: 'refused'; readonly code: ProblemCode };

export class Board {
  /** How many witnesses cosign what is published; the others have not answered. */
  cosigning = Number.POSITIVE_INFINITY;
  readonly slots = new Map<number, Slot>();
  /** By leaf hash: what was promised. */
  readonly #promised = new Map<string, Accepted>();
  readonly #waiting: Uint8Array[] = [];
  readonly #entries: Uint8Array[] = [];
  /** By slot: the payload that counts. */
  readonly counted = new Map<number, Uint8Array>();
  readonly #trackers = new Set<string>();

  constructor(readonly made: DevElection) {
    this.#entries.push(utf8('{"type":"election-opened"}'));
  }

  slotOf(number: number): Slot {
    const slot = this.slots.get(number) ?? { generation: 0, sequence: 0, previous: new Uint8Array(32), credential: '' };
    this.slots.set(number, slot);
    return slot;
  }

  accept(encoded: Uint8Array, credential: Uint8Array): Outcome {
    const leaf = toHex(leafHash(encoded));
    const known = this.#promised.get(leaf);
    if (known !== undefined) return known;
    const entry = parseBallotEntry(encoded);
    if (entry?.payload.kind !== 'inline') return { kind: 'refused', code: 'malformed' };
    const code = this.#refusal(entry, entry.payload.payload, credential);
    if (code !== undefined) return { kind: 'refused', code };
    return this.#record(encoded, leaf, entry, entry.payload.payload);
  }

  /** Moves what waits into the log. */
  publish(): void {
    this.#entries.push(...this.#waiting.splice(0));
  }

  /** A file of the published log; with `lie` the log of another history of the same length, signed all the same. */
  file(path: string, lie: boolean): Uint8Array | undefined {
    const leaves = this.#entries.map((entry) => leafHash(lie ? concat(entry, utf8('another')) : entry));
    if (path === 'checkpoint') return this.#checkpoint(leaves);
    return path === `tile/0/000.p/${leaves.length}` ? concat(...leaves) : undefined;
  }

  /** Accepted, and without a receipt yet: not published, or not under the quorum. */
  isWaiting(leaf: Uint8Array): boolean {
    return this.#promised.has(toHex(leaf));
  }

  receipt(leaf: Uint8Array): string | undefined {
    const leaves = this.#entries.map(leafHash);
    const index = leaves.findIndex((each) => equalBytes(each, leaf));
    if (index < 0 || this.cosigning < this.made.election.manifest.log.quorum) return undefined;
    const checkpoint = this.#checkpoint(leaves);
    const path = pathOf(index, leaves).map((node) => `${toBase64(node)}\n`);
    const head = `c2sp.org/tlog-proof@v1\nextra ${toBase64(at(this.#entries, index))}\nindex ${index}\n${path.join('')}\n`;
    return head + new TextDecoder().decode(checkpoint);
  }

  /** A ballot of a voter who does not exist, so that there is something to count. */
  async fill(slot: number, choices: readonly Choice[]): Promise<void> {
    const secret = randomScalar();
    const place: Place = {
      credential: Point.generator.multiply(secret),
      generation: 1,
      previous: new Uint8Array(32),
      sequence: 1,
      slot,
    };
    const { election } = this.made;
    const sealing = seal(election, place, choices, bytes(32));
    if (sealing.kind === 'refused') throw new Error(sealing.reason);
    const payload = payloadOf(election, place, sealing.ballot);
    const entry = await signBallot(election.hash, place, payload, (message) => Promise.resolve(sign(message, secret)));
    this.slotOf(slot).generation = 1;
    const outcome = this.accept(entry.encoded, place.credential.encode());
    if (outcome.kind === 'refused') throw new Error(outcome.code);
  }

  #checkpoint(leaves: readonly Uint8Array[]): Uint8Array {
    const { origin } = this.made.election.manifest.log;
    const text = `${origin}\n${leaves.length}\n${toBase64(rootOf(leaves))}\n`;
    const signed = parseNote(this.made.log.sign(origin, text));
    if (signed === undefined) throw new Error('a note that was just made');
    const cosigned = this.made.witnesses.slice(0, this.cosigning).map(({ cosign }) => cosign(text));
    return encodeNote({ text, signatures: [...signed.signatures, ...cosigned] });
  }

  #refusal(entry: BallotEntry, payload: Uint8Array, credential: Uint8Array): ProblemCode | undefined {
    const { place } = entry;
    const { election } = this.made;
    const slot = this.slotOf(place.slot);
    if (!equalBytes(entry.election, election.hash)) return 'foreign-election';
    if (!entry.signed) return 'invalid-signature';
    if (!equalBytes(place.credential.encode(), credential)) return 'foreign-credential';
    if (place.generation !== slot.generation) return 'superseded';
    const isFirst = slot.credential !== toHex(credential);
    if (place.sequence !== (isFirst ? 1 : slot.sequence + 1)) return 'wrong-sequence';
    if (!equalBytes(place.previous, slot.previous)) return 'wrong-previous';
    const decoded = decodePayload(election, payload);
    if (decoded === undefined || verifyPayload(election, place, payload).kind === 'rejected') return 'invalid-ballot';
    return this.#trackers.has(trackerOf(election.hash, place.credential, decoded.joined)) ? 'repeated-tracker' : undefined;
  }

  #record(encoded: Uint8Array, leaf: string, { place, hash }: BallotEntry, payload: Uint8Array): Accepted {
    const { election, accept } = this.made;
    const { origin } = election.manifest.log;
    const tracker = trackerOf(election.hash, place.credential, decodePayload(election, payload)?.joined ?? payload);
    const now = Math.floor(Date.now() / 1000);
    const text = `tsukuba-vote/accept/v1\n${origin}\n${toBase64(leafHash(encoded))}\n${now}\n${now + 302}\n`;
    const accepted: Accepted = {
      kind: 'accepted',
      promise: new TextDecoder().decode(accept.sign(`${origin}/accept`, text)),
      tracker,
    };
    const { generation, sequence } = place;
    this.slots.set(place.slot, { generation, sequence, previous: hash, credential: toHex(place.credential.encode()) });
    this.#trackers.add(tracker);
    this.#promised.set(leaf, accepted);
    this.#waiting.push(encoded);
    this.counted.set(place.slot, payload);
    return accepted;
  }
}

/** RFC 6962 §2.1 */
function rootOf(nodes: readonly Uint8Array[]): Uint8Array {
  if (nodes.length === 1) return at(nodes, 0);
  const split = 2 ** Math.floor(Math.log2(nodes.length - 1));
  return nodeHash(rootOf(nodes.slice(0, split)), rootOf(nodes.slice(split)));
}

/** RFC 6962 §2.1.1 */
function pathOf(index: number, nodes: readonly Uint8Array[]): Uint8Array[] {
  if (nodes.length === 1) return [];
  const split = 2 ** Math.floor(Math.log2(nodes.length - 1));
  const [left, right] = [nodes.slice(0, split), nodes.slice(split)];
  return index < split ? [...pathOf(index, left), rootOf(right)] : [...pathOf(index - split, right), rootOf(left)];
}
