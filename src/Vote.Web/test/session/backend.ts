/** A server in the same process: the mock's real ballot box behind the Api type, with faults on order. */
import type { Answer, Api } from '../../src/api/api';
import type { ProblemCode } from '../../src/api/problem';
import { toBase64url } from '../../src/crypto/base64url';
import { concat, toHex } from '../../src/crypto/bytes';
import { encode } from '../../src/crypto/canonical';
import { Point, randomScalar, type Scalar, sign } from '../../src/crypto/group';
import { sha256 } from '../../src/crypto/hash';
import type { Credential } from '../../src/session/casting';
import { SENTENCE } from '../../src/session/statement';
import { Board } from '../../dev/board';
import { makeElection } from '../../dev/election';

const unknown = { kind: 'unknown' } as const;

export class Backend {
  readonly made = makeElection('vote.example');
  readonly board = new Board(this.made);
  /** Every entry that arrived, in hex. */
  readonly received: string[] = [];
  lost = 0;
  busy = 0;
  refuse: ProblemCode | undefined;
  refuseSession: ProblemCode | undefined;
  spoil: (promise: string) => string = (promise) => promise;
  spoilReceipt: (receipt: string) => string = (receipt) => receipt;
  redirect = 'https://id.example/authorize';
  statement: (honest: object) => object = (honest) => honest;
  publishing = true;
  #credential: Uint8Array = new Uint8Array();

  readonly api: Api = {
    elections: () => ok([{ id: this.made.id, phase: 'voting' as const }]),
    election: () =>
      ok({ id: this.made.id, electionHash: this.made.election.hash, manifest: this.made.bytes, phase: 'voting' as const }),
    result: () => Promise.resolve({ kind: 'refused', code: 'unknown-entry', pause: 0 }),
    signIn: (_, credential) => ok({ statement: this.#statement(credential), redirect: this.redirect }),
    redeem: (ticket) => (ticket === 'good' ? this.#session() : refused('ticket-unknown')),
    session: () => (this.refuseSession === undefined ? this.#session() : refused(this.refuseSession)),
    cast: (_id, _token, { encoded }) => this.#cast(encoded),
    receipt: (_id, leaf) => this.#receipt(leaf),
    logFile: () => refused('not-found'),
  };

  /** The key that the next session belongs to. */
  enrol(credential: Credential): void {
    this.#credential = credential.key.encode();
    this.board.slotOf(7).generation += 1;
  }

  #statement(credential: Uint8Array): string {
    const honest = {
      credential: toBase64url(sha256(credential)),
      election: toBase64url(this.made.election.hash),
      format: 'tsukuba-vote/act/v1',
      nonce: toBase64url(new Uint8Array(32)),
      purpose: 'credential',
      statement: SENTENCE,
      time: '2026-11-02T10:00:00+09:00',
      title: this.made.election.manifest.title.get('ja') ?? '',
    };
    return new TextDecoder().decode(encode(this.statement(honest) as typeof honest));
  }

  #session() {
    const { generation, sequence, previous, credential } = this.board.slotOf(7);
    const next = credential === toHex(this.#credential) ? sequence + 1 : 1;
    const expiresAt = 10_000_000;
    const votedBefore = credential !== '';
    return ok({ token: 't', electionId: this.made.id, slot: 7, generation, sequence: next, previous, votedBefore, expiresAt });
  }

  #cast(encoded: Uint8Array): Promise<Answer<{ readonly promise: string }>> {
    this.received.push(toHex(encoded));
    if (this.busy > 0) return (this.busy--, refused('overloaded'));
    if (this.refuse !== undefined) return refused(this.refuse);
    const outcome = this.board.accept(encoded, this.#credential);
    if (this.publishing) this.board.publish();
    if (this.lost > 0) return (this.lost--, Promise.resolve(unknown));
    return outcome.kind === 'refused' ? refused(outcome.code) : ok({ promise: this.spoil(outcome.promise) });
  }

  #receipt(leaf: Uint8Array): Promise<Answer<Uint8Array>> {
    const receipt = this.board.receipt(leaf);
    if (receipt !== undefined) return ok(new TextEncoder().encode(this.spoilReceipt(receipt)));
    return this.board.isWaiting(leaf) ? Promise.resolve({ kind: 'pending', pause: 3 }) : refused('unknown-entry');
  }
}

export function credential(secret: Scalar = randomScalar()): Credential {
  const key = Point.generator.multiply(secret);
  return { key, sign: (message) => Promise.resolve(sign(concat(message), secret)) };
}

function ok<T>(value: T): Promise<{ readonly kind: 'ok'; readonly value: T }> {
  return Promise.resolve({ kind: 'ok', value });
}

function refused(code: ProblemCode): Promise<{ readonly kind: 'refused'; readonly code: ProblemCode; readonly pause: number }> {
  return Promise.resolve({ kind: 'refused', code, pause: 0 });
}
