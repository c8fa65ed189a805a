/** What a voter has ticked on one question, and what that means. Nothing is ever corrected silently. */
import type { Choice } from '../crypto/choice';
import type { TickQuestion } from '../crypto/question';

/** What ticks can say. */
export type TickedChoice = Extract<Choice, { readonly kind: 'blank' | 'options' }>;

/** Ticked option numbers in no particular order, and whether "none of these" is ticked. */
export type Selection = { readonly numbers: ReadonlySet<number>; readonly blank: boolean };

export type Standing =
  | { readonly kind: 'nothing'; readonly more: number }
  | { readonly kind: 'too-few'; readonly missing: number }
  | { readonly kind: 'too-many'; readonly excess: number }
  | { readonly kind: 'blank-and-more' }
  /** `more` is how many could still be added. */
  | { readonly kind: 'ready'; readonly choice: TickedChoice; readonly more: number };

export const emptySelection: Selection = { numbers: new Set(), blank: false };

/** Ticks or unticks an option; choosing one of one moves the mark, as radio buttons do. */
export function toggle(question: TickQuestion, selection: Selection, number: number): Selection {
  if (question.kind === 'choose-one') return { numbers: new Set([number]), blank: false };
  const numbers = new Set(selection.numbers);
  if (!numbers.delete(number)) numbers.add(number);
  return { ...selection, numbers };
}

/** Ticks or unticks "none of these"; beside ticked options it stays visible as a contradiction until the voter resolves it. */
export function toggleBlank(question: TickQuestion, selection: Selection): Selection {
  if (question.kind === 'choose-one') return { numbers: new Set(), blank: true };
  return { ...selection, blank: !selection.blank };
}

export function standingOf({ min, max }: TickQuestion, { numbers, blank }: Selection): Standing {
  const count = numbers.size;
  if (blank && count > 0) return { kind: 'blank-and-more' };
  if (blank) return { kind: 'ready', choice: { kind: 'blank' }, more: 0 };
  if (count === 0) return { kind: 'nothing', more: max };
  if (count > max) return { kind: 'too-many', excess: count - max };
  if (count < min) return { kind: 'too-few', missing: min - count };
  const ascending = [...numbers].sort((left, right) => left - right);
  return { kind: 'ready', choice: { kind: 'options', numbers: ascending }, more: max - count };
}
