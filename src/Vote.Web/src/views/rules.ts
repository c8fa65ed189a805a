/** How a question may be answered, as a text key. */
import type { TickQuestion } from '../crypto/question';
import type { Standing } from '../session/selection';
import type { TextKey, Values } from '../texts';

export type Said = { readonly k: TextKey; readonly values: Values };

export function ruleOf({ min, max }: TickQuestion): Said {
  if (max === 1) return { k: 'ask.one', values: {} };
  return min === max ? { k: 'ask.exact', values: { max } } : { k: 'ask.range', values: { min, max } };
}

/** What is ticked, and what that means. */
export function standingText(standing: Standing, question: TickQuestion): Said {
  switch (standing.kind) {
    case 'nothing':
      return question.max === 1
        ? { k: 'choose.nothing.one', values: {} }
        : { k: 'choose.nothing', values: { more: standing.more } };
    case 'too-few':
      return { k: 'choose.fewer', values: { missing: standing.missing } };
    case 'too-many':
      return { k: 'choose.excess', values: { excess: standing.excess } };
    case 'blank-and-more':
      return { k: 'choose.both', values: {} };
    case 'ready':
      if (standing.choice.kind === 'blank') return { k: 'choose.isBlank', values: {} };
      const count = standing.choice.numbers.length;
      return standing.more > 0
        ? { k: 'choose.more', values: { count, more: standing.more } }
        : { k: 'choose.full', values: { count } };
  }
}
