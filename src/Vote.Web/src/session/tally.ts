/** Totals of a question in the order in which people read them. */
import { at } from '../crypto/bytes';
import type { Question, Text } from '../crypto/question';
import type { QuestionResult } from '../api/answers';

/** `share` is of the largest total, for the length of a bar. */
export type Row = {
  readonly number: number | undefined;
  readonly title: Text | undefined;
  readonly votes: number;
  readonly share: number;
};

/** Options by votes, equal ones by number; the blank votes stand last. Undefined when the totals are withheld or not this question's. */
export function rowsOf({ options }: Question, { totals }: QuestionResult): readonly Row[] | undefined {
  if (totals.length !== options.length + 1) return undefined;
  const largest = Math.max(1, ...totals);
  const rows = options.map((option, i): Row => ({
    number: i + 1,
    title: option.title,
    votes: at(totals, i),
    share: at(totals, i) / largest,
  }));
  const blank = at(totals, options.length);
  const sorted = rows.sort((left, right) => right.votes - left.votes || (left.number ?? 0) - (right.number ?? 0));
  return [...sorted, { number: undefined, title: undefined, votes: blank, share: blank / largest }];
}
