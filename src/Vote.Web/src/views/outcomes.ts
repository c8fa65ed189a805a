/** What is said about a ballot that has not arrived, or is not known to. */
import type { ProblemCode } from '../api/problem';
import type { Doubt } from '../session/delivery';
import type { TextKey } from '../texts';

export const doubtText: { readonly [D in Doubt]: TextKey } = {
  silence: 'cast.uncertain.body',
  busy: 'cast.uncertain.busy',
  promise: 'cast.uncertain.promise',
  receipt: 'cast.uncertain.receipt',
};

/** What the voter can do about a refusal: sign in anew, send a fresh ballot, or nothing here. */
export type Remedy = 'sign-in' | 'resend' | 'none';

/** Codes that the voter can do something about have words of their own. */
export function problemOf(code: ProblemCode): { readonly k: TextKey; readonly remedy: Remedy } {
  switch (code) {
    case 'unauthorized':
    case 'session-foreign':
    case 'foreign-credential':
    case 'credential-used':
    case 'not-enrolled':
      return { k: 'problem.session', remedy: 'sign-in' };
    case 'superseded':
      return { k: 'problem.superseded', remedy: 'sign-in' };
    case 'not-open':
      return { k: 'problem.closed', remedy: 'none' };
    case 'wrong-sequence':
    case 'wrong-previous':
    case 'repeated-ciphertext':
    case 'repeated-tracker':
    case 'conflict':
      return { k: 'problem.place', remedy: 'resend' };
    default:
      return { k: 'problem.refused', remedy: 'resend' };
  }
}
