import { describe, expect, it } from 'vitest';
import { allows } from '../../src/crypto/choice';
import type { TickQuestion } from '../../src/crypto/question';
import { IDLE_MS, idleState, WARNING_MS } from '../../src/session/idle';
import { randomOrder, uniform } from '../../src/session/random';
import { emptySelection, standingOf, toggle, toggleBlank } from '../../src/session/selection';
import { following, parseStep, positionOf, reachable, type Step } from '../../src/session/steps';
import { rowsOf } from '../../src/session/tally';

const title = new Map([['ja', '問']]);
const options = Array.from({ length: 5 }, () => ({ cost: 0, title }));
const approval: TickQuestion = { kind: 'approval', mode: 'homomorphic', min: 2, max: 3, options, title };
const one: TickQuestion = { kind: 'choose-one', mode: 'homomorphic', min: 1, max: 1, options, title };

describe('a selection', () => {
  it('says what every set of ticks means, and is ready exactly when the question allows the choice', () => {
    for (let bits = 0; bits < 64; bits++) {
      const numbers = new Set([1, 2, 3, 4, 5].filter((n) => ((bits >> n) & 1) === 1));
      const selection = { numbers, blank: (bits & 1) === 1 };
      const standing = standingOf(approval, selection);
      const choice = selection.blank ? ({ kind: 'blank' } as const) : ({ kind: 'options', numbers: [...numbers] } as const);
      const isClear = !(selection.blank && numbers.size > 0);
      expect(standing.kind === 'ready').toBe(isClear && allows(approval, choice));
      if (standing.kind === 'ready') expect(standing.choice).toEqual(choice);
    }
  });

  it('keeps every tick that would be too many, and counts what is left', () => {
    let selection = emptySelection;
    const kinds: string[] = [];
    for (const n of [4, 1, 5, 2]) {
      selection = toggle(approval, selection, n);
      kinds.push(standingOf(approval, selection).kind);
    }
    expect(kinds).toEqual(['too-few', 'ready', 'ready', 'too-many']);
    expect(standingOf(approval, selection)).toEqual({ kind: 'too-many', excess: 1 });
    expect(standingOf(approval, emptySelection)).toEqual({ kind: 'nothing', more: 3 });
    expect(standingOf(approval, toggleBlank(approval, selection)).kind).toBe('blank-and-more');
    expect(standingOf(approval, toggle(approval, selection, 5))).toMatchObject({ choice: { numbers: [1, 2, 4] }, more: 0 });
  });

  it('moves the mark where one of one is chosen', () => {
    const second = toggle(one, toggle(one, emptySelection, 1), 2);
    expect(standingOf(one, second)).toMatchObject({ choice: { numbers: [2] } });
    expect(standingOf(one, toggleBlank(one, second))).toMatchObject({ choice: { kind: 'blank' } });
    expect(standingOf(one, toggle(one, toggleBlank(one, second), 3))).toMatchObject({ choice: { numbers: [3] } });
  });
});

describe('a random order', () => {
  it('is one of all, each as likely', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = randomOrder(3).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    for (const times of seen.values()) expect(Math.abs(times - 1_000)).toBeLessThan(200);
    expect(new Set(randomOrder(255)).size).toBe(255);
  });

  it('draws again what would favour small numbers', () => {
    const draws = [2 ** 32 - 1, 7];
    expect(uniform(3, () => draws.shift() ?? 0)).toBe(1);
    expect(() => uniform(0)).toThrow(RangeError);
  });
});

describe('the clock', () => {
  const far = Number.MAX_SAFE_INTEGER;

  it('warns two minutes before twenty idle minutes are over, and then ends', () => {
    const at = (now: number) => idleState({ now, lastActivity: 0, expiresAt: far });
    expect(at(IDLE_MS - WARNING_MS - 1)).toEqual({ kind: 'running' });
    expect(at(IDLE_MS - WARNING_MS)).toEqual({ kind: 'warning', seconds: 120, extendable: true });
    expect(at(IDLE_MS - 1)).toEqual({ kind: 'warning', seconds: 1, extendable: true });
    expect(at(IDLE_MS)).toEqual({ kind: 'ended' });
  });

  it('cannot extend what the server ends', () => {
    const at = (now: number) => idleState({ now, lastActivity: now, expiresAt: 1_000_000 });
    expect(at(1_000_000 - WARNING_MS)).toEqual({ kind: 'warning', seconds: 120, extendable: false });
    expect(at(1_000_000)).toEqual({ kind: 'ended' });
  });
});

describe('the steps', () => {
  const steps: Step[] = [
    { name: 'start' },
    { name: 'identify' },
    { name: 'ask' },
    { name: 'choose', question: 0 },
    { name: 'choose', question: 1 },
    { name: 'confirm' },
    { name: 'cast' },
  ];

  it('never show a ballot to somebody who is not signed in', () => {
    for (const step of steps)
      expect(['start', 'identify']).toContain(reachable(step, { signedIn: false, casting: true, ready: [true, true] }).name);
  });

  it('stay with the ballot while it is sent, whatever the back button says', () => {
    for (const step of steps)
      expect(reachable(step, { signedIn: true, casting: true, ready: [true, true] })).toEqual({ name: 'cast' });
  });

  it('lead to the first question that is open before anything is confirmed', () => {
    const progress = { signedIn: true, casting: false, ready: [true, false] };
    expect(reachable({ name: 'confirm' }, progress)).toEqual({ name: 'choose', question: 1 });
    expect(reachable({ name: 'cast' }, progress)).toEqual({ name: 'choose', question: 1 });
    expect(reachable({ name: 'choose', question: 9 }, progress)).toEqual({ name: 'choose', question: 1 });
    expect(reachable({ name: 'choose', question: 0 }, progress)).toEqual({ name: 'choose', question: 0 });
    expect(reachable({ name: 'cast' }, { ...progress, ready: [true, true] })).toEqual({ name: 'confirm' });
    expect(reachable({ name: 'start' }, progress)).toEqual({ name: 'ask' });
  });

  it('follow each other to the check, and count up to the last', () => {
    expect(following({ name: 'ask' }, 2)).toEqual({ name: 'choose', question: 0 });
    expect(following({ name: 'choose', question: 0 }, 2)).toEqual({ name: 'choose', question: 1 });
    expect(following({ name: 'choose', question: 1 }, 2)).toEqual({ name: 'confirm' });
    expect(following({ name: 'start' }, 2)).toEqual({ name: 'identify' });
    expect(steps.map((step) => positionOf(step, 2).number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('read from the history only steps', () => {
    for (const step of steps) expect(parseStep(structuredClone(step))).toEqual(step);
    for (const other of [null, 7, {}, { name: 'vote' }, { name: 3 }]) expect(parseStep(other)).toEqual({ name: 'start' });
    for (const question of [-1, 0.5, '0', undefined]) expect(parseStep({ name: 'choose', question })).toEqual({ name: 'ask' });
  });
});

describe('rows of a result', () => {
  it('stand by votes, equal ones by number, blank last', () => {
    const rows = rowsOf(approval, { totals: [2, 5, 0, 5, 1, 9], invalid: 0 });
    expect(rows?.map(({ number, votes }) => [number, votes])).toEqual([
      [2, 5],
      [4, 5],
      [1, 2],
      [5, 1],
      [3, 0],
      [undefined, 9],
    ]);
    expect(rows?.[0]?.share).toBeCloseTo(5 / 9);
  });

  it('are none when totals are withheld', () => {
    expect(rowsOf(approval, { totals: [], invalid: 0 })).toBeUndefined();
    expect(rowsOf(approval, { totals: [0, 0, 0, 0, 0, 0], invalid: 0 })?.every(({ share }) => share === 0)).toBe(true);
  });
});
