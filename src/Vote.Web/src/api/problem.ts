/** The server's refusals. docs/api.md */
import { record, type Reader, text } from './shape';

/** `internal` is left out on purpose: after it nobody knows whether the server has acted. */
const CODES = [
  'malformed',
  'oversized',
  'unsupported-media-type',
  'unauthorized',
  'ticket-unknown',
  'session-foreign',
  'unknown-election',
  'unknown-entry',
  'not-found',
  'method-not-allowed',
  'not-open',
  'not-a-ballot',
  'unsupported-type',
  'blob-mismatch',
  'foreign-election',
  'wrong-authors',
  'invalid-signature',
  'invalid-ballot',
  'invalid-proof',
  'unknown-slot',
  'not-enrolled',
  'superseded',
  'credential-used',
  'foreign-credential',
  'wrong-sequence',
  'wrong-previous',
  'repeated-ciphertext',
  'repeated-tracker',
  'conflict',
  'out-of-order',
  'wrong-closing',
  'too-many-challenges',
  'provider',
  'overloaded',
] as const;

export type ProblemCode = (typeof CODES)[number];

const SIGN_IN_REFUSALS = [
  'cancelled',
  'replayed',
  'too-late',
  'wrong-statement',
  'wrong-issuer',
  'wrong-policy',
  'expired',
  'revoked',
  'revocation-unknown',
  'invalid-signature',
  'not-on-roll',
  'ambiguous',
  'credential-used',
  'not-open',
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
