/** The steps of the way through the ballot, and which of them can be shown. What history holds is a step: never a choice. */

export type Step =
  { readonly name: 'start' | 'identify' | 'ask' | 'confirm' | 'cast' } | { readonly name: 'choose'; readonly question: number };

export type Progress = {
  readonly signedIn: boolean;
  /** A ballot is being sent, or was. */
  readonly casting: boolean;
  /** By question: whether what is ticked there is a valid choice. */
  readonly ready: readonly boolean[];
};

/** The step itself, or the one that has to come before it. The browser's back and forward buttons pass through here too. */
export function reachable(step: Step, { signedIn, casting, ready }: Progress): Step {
  if (!signedIn) return step.name === 'identify' ? step : { name: 'start' };
  if (casting) return { name: 'cast' };
  if (step.name === 'start' || step.name === 'identify') return { name: 'ask' };
  if (step.name === 'ask' || (step.name === 'choose' && step.question < ready.length)) return step;
  const open = ready.indexOf(false);
  return open < 0 ? { name: 'confirm' } : { name: 'choose', question: open };
}

/** What stands behind a step, in order; `confirm` and `cast` are left by a button of their own. */
export function following(step: Step, questions: number): Step {
  if (step.name === 'start') return { name: 'identify' };
  if (step.name === 'ask') return { name: 'choose', question: 0 };
  if (step.name === 'choose' && step.question + 1 < questions) return { name: 'choose', question: step.question + 1 };
  return { name: 'confirm' };
}

/** How far along a step is, for "step 2 of 5": who you are, what is decided, one a question, check, sent. */
export function positionOf(step: Step, questions: number): { readonly number: number; readonly total: number } {
  const total = 4 + questions;
  if (step.name === 'choose') return { number: 3 + step.question, total };
  const number = { start: 0, identify: 1, ask: 2, confirm: 3 + questions, cast: total }[step.name];
  return { number, total };
}

/** A step from the browser's history, which other code could have written. */
export function parseStep(value: unknown): Step {
  if (typeof value !== 'object' || value === null || !('name' in value)) return { name: 'start' };
  const { name } = value;
  if (name === 'choose') {
    const question = 'question' in value ? value.question : undefined;
    return Number.isSafeInteger(question) && (question as number) >= 0 ? { name, question: question as number } : { name: 'ask' };
  }
  const plain = (['identify', 'ask', 'confirm', 'cast'] as const).find((each) => each === name);
  return { name: plain ?? 'start' };
}
