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

/** Codes that the voter can do something about have words of their own. */
export function problemText(code: ProblemCode): TextKey {
  switch (code) {
    case 'unauthorized':
    case 'session-foreign':
    case 'foreign-credential':
      return 'problem.session';
    case 'not-open':
      return 'problem.closed';
    case 'superseded':
      return 'problem.superseded';
    case 'wrong-sequence':
    case 'wrong-previous':
    case 'repeated-ciphertext':
    case 'repeated-tracker':
      return 'problem.place';
    default:
      return 'problem.refused';
  }
}
