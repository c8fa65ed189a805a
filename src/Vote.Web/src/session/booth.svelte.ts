/** One voter's visit: election, session, ticks, ballot. Everything here dies with the page. */
import type { Answer, Api } from '../api/api';
import type { ElectionResult, Session } from '../api/answers';
import type { SignInRefusal } from '../api/problem';
import { at, toHex } from '../crypto/bytes';
import type { Choice } from '../crypto/choice';
import { isTicked, type TickQuestion } from '../crypto/question';
import type { CastEntry } from '../ledger/entry';
import type { Outcome, Task } from '../worker/task';
import { type Credential, type PreparedBallot, prepareBallot } from './casting';
import { deliver, type DeliveryState } from './delivery';
import { loadElection, loadElections, type LoadedElection } from './elections';
import { idleState, type IdleState } from './idle';
import { randomOrder } from './random';
import { emptySelection, type Selection, standingOf, type Standing, toggle, toggleBlank } from './selection';
import { parseStatement } from './statement';
import type { Progress } from './steps';
import { safeTarget } from './target';

/** What the booth needs of the device and the network; tests bring their own. */
export type Surroundings = {
  readonly api: Api;
  readonly run: (task: Task) => Promise<Outcome>;
  readonly credentials: {
    make(electionId: string): Promise<Credential>;
    find(electionId: string): Promise<Credential | undefined>;
    forget(): Promise<void>;
  };
  readonly keepManifest: (hash: string, manifest: Uint8Array) => Promise<void>;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly leave: (url: string) => void;
  readonly now: () => number;
};

export type CastState = { readonly kind: 'preparing' } | { readonly kind: 'not-made' } | DeliveryState;

/** Why there is no session: the digital ID's reasons, and three of ours. */
export type Refusal = SignInRefusal | 'ticket' | 'other-browser' | 'no-answer';

const REDEEM_TRIES = 5;

export class Booth {
  loading = $state(true);
  elections = $state.raw<readonly LoadedElection[] | undefined>();
  current = $state.raw<LoadedElection | undefined>();
  session = $state.raw<Session | undefined>();
  refusal = $state<Refusal | undefined>();
  signIn = $state<'idle' | 'working' | 'failed'>('idle');
  cast = $state.raw<CastState | undefined>();
  tracker = $state<string | undefined>();
  ended = $state<'voted' | 'not-voted' | undefined>();
  idle = $state.raw<IdleState>({ kind: 'running' });
  selections = $state.raw<readonly Selection[]>([]);
  /** By question: option numbers as this voter sees them. */
  orders: readonly (readonly number[])[] = [];

  readonly #around: Surroundings;
  #credential: Credential | undefined;
  #entry: CastEntry | undefined;
  #visit = new AbortController();
  #lastActivity = 0;
  #voted = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get questions(): readonly TickQuestion[] {
    return this.current?.election.manifest.questions.filter(isTicked) ?? [];
  }

  get standings(): readonly Standing[] {
    return this.questions.map((question, i) => standingOf(question, this.selections[i] ?? emptySelection));
  }

  get progress(): Progress {
    const ready = this.standings.map(({ kind }) => kind === 'ready');
    return { signedIn: this.session !== undefined, casting: this.cast !== undefined, ready };
  }

  /** Whether leaving the page now would lose something. */
  get isAtWork(): boolean {
    if (this.session === undefined) return false;
    if (this.cast !== undefined) return this.cast.kind !== 'delivered' && this.cast.kind !== 'recorded';
    return this.standings.some(({ kind }) => kind !== 'nothing');
  }

  async open(): Promise<void> {
    this.loading = true;
    this.elections = await loadElections(this.#around.api, this.#visit.signal);
    this.loading = false;
    const [only, ...others] = this.elections ?? [];
    if (only !== undefined && others.length === 0) this.choose(only);
  }

  choose(election: LoadedElection): void {
    this.current = election;
    void this.#around.keepManifest(toHex(election.election.hash), election.bytes).catch(() => undefined);
  }

  /** Makes the key, has the server propose the statement, checks it, and goes to the digital ID. */
  async goToDigitalId(): Promise<void> {
    const { api, credentials, leave } = this.#around;
    if (this.current === undefined || this.signIn === 'working') return;
    const { id, election } = this.current;
    this.signIn = 'working';
    const credential = (await credentials.make(id)).key.encode();
    const answer = await api.signIn(id, credential, this.#visit.signal);
    const statement = answer.kind === 'ok' ? parseStatement(answer.value.statement, election, credential) : undefined;
    const target = answer.kind === 'ok' ? safeTarget(answer.value.redirect) : undefined;
    if (statement === undefined || target === undefined) this.signIn = 'failed';
    else leave(target);
  }

  /** Back from the digital ID with a ticket, which works once. */
  async arrive(ticket: string): Promise<void> {
    const { credentials, now, api } = this.#around;
    const answer = await this.#redeem(ticket);
    if (answer.kind !== 'ok') return this.refuse(answer.kind === 'refused' ? 'ticket' : 'no-answer');
    const session = answer.value;
    this.#credential = await credentials.find(session.electionId);
    if (this.#credential === undefined) return this.refuse('other-browser');
    const election = await loadElection(api, session.electionId, this.#visit.signal);
    if (election === undefined) return this.refuse('no-answer');
    this.choose(election);
    this.session = session;
    this.#lastActivity = now();
    this.#layOut();
    void this.#around.run({ kind: 'warm', manifest: election.bytes });
    this.loading = false;
  }

  refuse(reason: Refusal): void {
    this.refusal = reason;
    this.loading = false;
  }

  tick(question: number, number: number): void {
    this.#select(question, toggle(at(this.questions, question), at(this.selections, question), number));
  }

  tickBlank(question: number): void {
    this.#select(question, toggleBlank(at(this.questions, question), at(this.selections, question)));
  }

  /** The one button. Makes a fresh ballot of what is ticked and sends it until its fate is known. */
  async castBallot(): Promise<void> {
    const { current, session, standings } = this;
    const choices = standings.flatMap((standing): Choice[] => (standing.kind === 'ready' ? [standing.choice] : []));
    const credential = this.#credential;
    if (current === undefined || session === undefined || credential === undefined || this.cast !== undefined) return;
    if (choices.length !== current.election.manifest.questions.length) return;
    this.cast = { kind: 'preparing' };
    const ballot = await this.#prepare(current, session, credential, choices);
    if (ballot === undefined) {
      this.cast = { kind: 'not-made' };
      return;
    }
    this.#entry = ballot.entry;
    this.tracker = ballot.tracker;
    const { api, wait } = this.#around;
    const report = (state: DeliveryState) => this.#report(state);
    const { token } = session;
    const { log } = current.election.manifest;
    await deliver({ api, wait, report, electionId: current.id, token, log, entry: ballot.entry }, this.#visit.signal);
  }

  /** After a ballot that did not arrive: the server may know better where the next one stands. Ticks are kept. */
  async tryAgain(): Promise<void> {
    const { api } = this.#around;
    if (this.current === undefined || this.session === undefined) return;
    const answer = await api.session(this.current.id, this.session.token, this.#visit.signal);
    if (answer.kind === 'refused') {
      this.cast = { kind: 'not-delivered', code: answer.code };
      return;
    }
    if (answer.kind === 'ok') this.session = answer.value;
    this.cast = undefined;
    await this.castBallot();
  }

  /** Back to the ticks after a ballot that did not arrive. */
  reconsider(): void {
    this.cast = undefined;
    this.tracker = undefined;
  }

  /** A second ballot in the same session: it names the first, and the earlier choice is never shown. */
  voteAgain(): void {
    this.reconsider();
    this.#layOut();
  }

  /** Work for the worker, from other pages too. */
  run(task: Task): Promise<Outcome> {
    return this.#around.run(task);
  }

  result(signal: AbortSignal): Promise<Answer<ElectionResult>> {
    return this.current === undefined ? Promise.resolve({ kind: 'unknown' }) : this.#around.api.result(this.current.id, signal);
  }

  /** From the end, or from a refusal, to the beginning. */
  restart(): void {
    if (this.session !== undefined) this.end();
    this.ended = undefined;
    this.refusal = undefined;
    this.signIn = 'idle';
    this.#voted = false;
  }

  /** The browser's back button led here again from the digital ID. */
  returned(): void {
    this.signIn = 'idle';
  }

  /** Ends the visit: ticks, key and session are gone. */
  end(): void {
    this.#visit.abort();
    this.#visit = new AbortController();
    this.ended = this.#voted ? 'voted' : 'not-voted';
    this.#credential = undefined;
    this.#entry = undefined;
    this.session = undefined;
    this.cast = undefined;
    this.tracker = undefined;
    this.selections = [];
    this.orders = [];
    this.idle = { kind: 'running' };
    void this.#around.credentials.forget().catch(() => undefined);
  }

  /** A tap or a key: activity, unless the warning is up, which only its own button takes away. */
  touch(): void {
    if (this.idle.kind !== 'warning') this.#lastActivity = this.#around.now();
  }

  extend(): void {
    this.#lastActivity = this.#around.now();
    this.checkClock();
  }

  checkClock(): void {
    if (this.session === undefined) return;
    const now = this.#around.now();
    const isSending = this.cast?.kind === 'preparing' || this.cast?.kind === 'sending' || this.cast?.kind === 'uncertain';
    // A ballot under way is never cut off by the clock: its fate has to be told.
    if (isSending) this.#lastActivity = now;
    const expiresAt = isSending ? Number.POSITIVE_INFINITY : this.session.expiresAt;
    this.idle = idleState({ now, lastActivity: this.#lastActivity, expiresAt });
    if (this.idle.kind === 'ended') this.end();
  }

  /** A busy server has not looked at the ticket yet. */
  async #redeem(ticket: string): Promise<Answer<Session>> {
    const { api, wait } = this.#around;
    const { signal } = this.#visit;
    for (let tries = 1; ; tries++) {
      const answer = await api.redeem(ticket, signal);
      if (answer.kind !== 'refused' || answer.code !== 'overloaded' || tries === REDEEM_TRIES) return answer;
      await wait(1_000 * answer.pause, signal);
    }
  }

  async #prepare(
    election: LoadedElection,
    session: Session,
    credential: Credential,
    choices: readonly Choice[],
  ): Promise<PreparedBallot | undefined> {
    try {
      return await prepareBallot(election, session, credential, choices, this.#around.run);
    } catch {
      return undefined;
    }
  }

  #report(state: DeliveryState): void {
    this.cast = state;
    if (state.kind !== 'delivered' && state.kind !== 'recorded') return;
    this.#voted = true;
    this.selections = [];
    if (this.session !== undefined && this.#entry !== undefined) this.session = after(this.session, this.#entry);
    this.#entry = undefined;
  }

  #select(question: number, selection: Selection): void {
    if (this.cast === undefined) this.selections = this.selections.map((each, i) => (i === question ? selection : each));
  }

  #layOut(): void {
    this.selections = this.questions.map(() => emptySelection);
    this.orders = this.questions.map(({ options }) => randomOrder(options.length));
  }
}

/** The place of the next ballot follows from the one that arrived. ledger §3 */
function after(session: Session, { hash }: CastEntry): Session {
  return { ...session, sequence: session.sequence + 1, previous: hash, votedBefore: true };
}
