/** The server's refusals. docs/api.md */
import { record, type Reader, text } from './shape';

const CODES = [
  'malformed',
  'oversized',
  'unauthorized',
  'ticket-unknown',
  'session-foreign',
  'unknown-election',
  'unknown-entry',
  'not-open',
  'foreign-election',
  'wrong-authors',
  'invalid-signature',
  'foreign-credential',
  'superseded',
  'wrong-sequence',
  'wrong-previous',
  'repeated-ciphertext',
  'repeated-tracker',
  'invalid-ballot',
  'out-of-order',
  'blob-mismatch',
  'overloaded',
] as const;

export type ProblemCode = (typeof CODES)[number];

const SIGN_IN_REFUSALS = [
  'cancelled',
  'wrong-issuer',
  'wrong-policy',
  'revoked',
  'expired',
  'not-on-roll',
  'ambiguous',
  'replayed',
  'wrong-statement',
  'provider',
] as const;

/** Why the way through the digital ID ended without a ticket. */
export type SignInRefusal = (typeof SIGN_IN_REFUSALS)[number];

export const parseSignInRefusal: Reader<SignInRefusal> = (value) => SIGN_IN_REFUSALS.find((each) => each === value);

const problem = record({ code: text });

/** The code of a problem document; undefined for one that this client does not know. */
export const parseProblem: Reader<ProblemCode> = (value) => {
  const code = problem(value)?.code;
  return CODES.find((each) => each === code);
};
