/** What the server answers, as types. docs/api.md */
import { bytes, count, flag, instant, listOf, oneOf, type Reader, record, text } from './shape';

const PHASES = ['scheduled', 'voting', 'closing', 'closed', 'tallying', 'finished'] as const;

export type Phase = (typeof PHASES)[number];

export type ElectionSummary = { readonly id: string; readonly phase: Phase };

/** `manifest` is canonical; nothing else here is believed where the manifest says it. */
export type ElectionAnswer = {
  readonly id: string;
  readonly electionHash: Uint8Array;
  readonly manifest: Uint8Array;
  readonly phase: Phase;
};

/** `statement` is what the digital ID will sign, as the server proposes it. */
export type SignInAnswer = { readonly statement: string; readonly redirect: string };

export type Session = {
  readonly token: string;
  readonly electionId: string;
  readonly slot: number;
  readonly generation: number;
  readonly sequence: number;
  readonly previous: Uint8Array;
  readonly votedBefore: boolean;
  readonly expiresAt: number;
};

/** `promise` is a signed note; its signature, not this answer, is what counts. */
export type CastAnswer = { readonly promise: string };

export type QuestionResult = { readonly totals: readonly number[]; readonly invalid: number };
export type ElectionResult = { readonly counted: number; readonly questions: readonly QuestionResult[] };

const phase = oneOf(...PHASES);

export const parseElections: Reader<readonly ElectionSummary[]> = listOf(record<ElectionSummary>({ id: text, phase }));

export const parseElectionAnswer: Reader<ElectionAnswer> = record<ElectionAnswer>({
  id: text,
  electionHash: bytes(32),
  manifest: bytes(),
  phase,
});

export const parseSignIn: Reader<SignInAnswer> = record<SignInAnswer>({ statement: text, redirect: text });

export const parseSession: Reader<Session> = record<Session>({
  token: text,
  electionId: text,
  slot: count(1),
  generation: count(1),
  sequence: count(1),
  previous: bytes(32),
  votedBefore: flag,
  expiresAt: instant,
});

export const parseCast: Reader<CastAnswer> = record<CastAnswer>({ promise: text });

/** Homomorphic questions have no invalid votes and do not say so. spec §8.3 */
const invalid: Reader<number> = (value) => (value === undefined ? 0 : count(0)(value));

export const parseResult: Reader<ElectionResult> = record<ElectionResult>({
  counted: count(0),
  questions: listOf(record<QuestionResult>({ totals: listOf(count(0)), invalid })),
});
