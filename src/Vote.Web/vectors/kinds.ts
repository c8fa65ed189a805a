/** ballot-kinds.json: small ballots of every kind of question, and what each kind must refuse. spec §4.2 */
import { at, toHex } from '../src/crypto/bytes';
import { encodeMessage } from '../src/crypto/encoding';
import type { HomomorphicQuestion } from '../src/crypto/question';
import { shapeOf } from '../src/crypto/shape';
import { accepts, type Asked, drawPlace, rejects, type Written } from './ballots';
import { Draw } from './draw';
import { type Built, chooseOne, election, type Members, mixed, priced, question } from './elections';
import { type Case, ORIGIN, type Value, type VectorFile } from './files';
import { forge } from './forgedBallots';
import { changed } from './tampering';

const grades = ['不可', '可', '良'].map((name) => ({ ja: name }));

const QUESTIONS: { readonly [name: string]: readonly Members[] } = {
  score: [question('score', 2, { blank: false, range: 3 })],
  'score with blank': [question('score', 2, { blank: true, range: 2 })],
  cumulative: [question('cumulative', 2, { points: 3 })],
  knapsack: [question('knapsack', 3, { budget: 3000, options: priced(1000, 2000, 3000), unit: 1000 })],
  quadratic: [question('quadratic', 2, { credits: 4 })],
  'majority-judgment': [question('majority-judgment', 2, { grades })],
  'ranking of all': [question('ranking', 2, { max: 2, min: 2, weights: [1, 0] })],
  'ranking 1..2 of 2': [question('ranking', 2, { max: 2, min: 1, weights: [2, 1] })],
  'ranking 1 of 2': [question('ranking', 2, { max: 1, min: 1, weights: [1] })],
  pairwise: [question('pairwise', 3, {})],
  'mixed ranking': [mixed(question('ranking', 40, { max: 33, min: 2 }))],
  'four kinds': [
    mixed(question('ranking', 3, { max: 3, min: 1 })),
    question('score', 1, { blank: false, range: 1 }),
    chooseOne(1),
    question('majority-judgment', 1, { grades }),
    question('pairwise', 2, {}),
  ],
};

const CHOICES: readonly [manifest: string, name: string, choices: readonly Written[]][] = [
  ['score', 'points', [[3, 1]]],
  ['score', 'nothing for anybody, which is not blank', [[0, 0]]],
  ['score with blank', 'points', [[2, 1]]],
  ['score with blank', 'blank', ['blank']],
  ['cumulative', 'all points for one', [[0, 3]]],
  ['cumulative', 'blank', ['blank']],
  ['knapsack', 'two options, budget spent', [[1, 2]]],
  ['knapsack', 'none, which is not blank', [[]]],
  ['knapsack', 'blank', ['blank']],
  ['quadratic', 'one vote each', [[1, 1]]],
  ['quadratic', 'blank', ['blank']],
  ['majority-judgment', 'best and worst', [[2, 0]]],
  ['majority-judgment', 'blank', ['blank']],
  ['ranking of all', 'second first', [[2, 1]]],
  ['ranking of all', 'blank', [[0]]],
  ['ranking 1..2 of 2', 'one rank', [[2]]],
  ['ranking 1..2 of 2', 'two ranks', [[1, 2]]],
  ['ranking 1..2 of 2', 'blank', [[0]]],
  ['ranking 1 of 2', 'the second', [[2]]],
  ['pairwise', '3 before 1 before 2', [[3, 1, 2]]],
  ['pairwise', 'blank', ['blank']],
  ['mixed ranking', '31 ranks, two columns', [Array.from({ length: 31 }, (_, i) => 40 - i)]],
  ['four kinds', 'five questions', [[2, 3, 1], [1], [1], [1], [2, 1]]],
  ['four kinds', 'blank wherever there is one', [[0], [0], [0], 'blank', 'blank']],
];

/** Assignments that are no choice; every other equation holds. The bits in the order of spec §4.2. */
const FALSE: readonly [manifest: string, name: string, bits: readonly number[]][] = [
  ['score', 'a bit of 2 (equation 4)', [2, 0, 0, 0]],
  ['score with blank', 'points beside the blank', [1, 0, 0, 0, 0, 0, 0, 1]],
  ['score with blank', 'no blank, and slack that does not add up', [1, 0, 0, 0, 0, 0, 0, 0]],
  ['cumulative', '4 points of 3', [1, 1, 1, 0, 0, 0, 0]],
  ['cumulative', 'points beside the blank', [0, 1, 0, 0, 0, 0, 1]],
  ['knapsack', 'beyond the budget', [0, 1, 1, 0, 0, 0]],
  ['knapsack', 'an option beside the blank', [1, 0, 0, 0, 0, 1]],
  ['quadratic', 'five credits of four', [0, 0, 1, 0, 1, 0, 0, 0, 0, 0]],
  ['quadratic', 'two levels of one option', [1, 1, 0, 1, 0, 0, 1, 1, 0, 0]],
  ['quadratic', 'no level of an option', [1, 0, 0, 0, 0, 0, 1, 1, 1, 0]],
  ['quadratic', 'the blank, and the slack of no votes', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]],
  ['majority-judgment', 'two grades of one option', [1, 0, 1, 0, 1, 0, 0]],
  ['majority-judgment', 'an option without grade', [0, 0, 1, 0, 0, 0, 0]],
  ['majority-judgment', 'grades beside the blank', [0, 0, 1, 0, 1, 0, 1]],
  ['ranking of all', 'both first', [1, 0, 1, 0, 0]],
  ['ranking of all', 'one option at both ranks', [1, 1, 0, 0, 0]],
  ['ranking 1..2 of 2', 'a second rank without a first', [0, 1, 0, 0, 0, 1, 0, 1, 0]],
  ['ranking 1..2 of 2', 'two ranks, said to be one', [1, 0, 0, 1, 0, 0, 1, 0, 0]],
  ['ranking 1..2 of 2', 'ranks beside the blank', [1, 0, 0, 0, 0, 1, 1, 0, 1]],
  ['ranking 1 of 2', 'both', [1, 1, 0, 0, 0]],
  ['pairwise', '3 before 1 before 2, and 1 said to stand before 3', [0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0]],
  ['pairwise', 'a circle', [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0]],
  ['pairwise', 'a pair beside the blank', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]],
];

export function kinds(): VectorFile {
  const draw = new Draw('ballot-kinds.json');
  const built: { [name: string]: Built } = {};
  for (const [name, questions] of Object.entries(QUESTIONS)) built[name] = election(`kinds, ${name}`, questions);
  const ask = (manifest: string): Asked => ({ manifest, built: found(built, manifest), place: drawPlace(draw), draw });
  const whole = ask('four kinds');
  const made = CHOICES.map(([manifest, name, choices]) => accepts(`${manifest}: ${name}`, ask(manifest), choices));
  const five = accepts('four kinds: at a place to tamper with', whole, [[1], [0], [0], [2], [1, 2]]);
  const last = five.payload.length / 2 - 1;
  return {
    comment:
      `${ORIGIN} As ballot.json; choices: option numbers, ascending or the best first, or one value an option; the blank is [0] where choices are ` +
      'lists, otherwise "blank". shapes: bits and constraints by manifest. rows as in ballot-mixed.json.',
    manifests: Object.fromEntries(Object.entries(built).map(([name, { bytes }]) => [name, toHex(bytes)])),
    shapes: Object.fromEntries(Object.entries(built).flatMap(([name, each]) => shapeFields(name, each))),
    cases: [
      ...made,
      five,
      rejects('four kinds: the last response changed', 'four kinds', whole.place, changed(five.payload, last, (byte) => byte ^ 1)),
      rejects('four kinds: a byte too few', 'four kinds', whole.place, five.payload.slice(0, -2)),
      rejects('four kinds: at another sequence', 'four kinds', { ...whole.place, sequence: 2 }, five.payload),
      ...FALSE.map(([manifest, name, m]) => forged(ask(manifest), `${manifest}: ${name}`, m)),
    ],
    rows: rows(),
  };
}

function found(built: { readonly [name: string]: Built }, name: string): Built {
  const one = built[name];
  if (one === undefined) throw new Error(name);
  return one;
}

function forged(asked: Asked, name: string, m: readonly number[]): Case {
  const own = at(asked.built.election.manifest.questions, 0) as HomomorphicQuestion;
  if (shapeOf(own).bits !== m.length) throw new Error(`${name}: ${shapeOf(own).bits} bits`);
  return rejects(name, asked.manifest, asked.place, forge(asked, { m }));
}

function shapeFields(name: string, { election: own }: Built): [string, Value][] {
  const [first, ...others] = own.manifest.questions;
  if (first?.mode !== 'homomorphic' || others.length > 0) return [];
  const { bits, constraints, totals } = shapeOf(first);
  const written = constraints.map(({ form, constant }) => [...form.flatMap(({ bit, a }) => [bit + 1, a]), constant]);
  return [[name, { bits, constraints: written, totals: totals.map((form) => form.flatMap(({ bit, a }) => [bit + 1, a])) }]];
}

/** Rows of a mixed ranking, by the bytes of their columns. */
function rows(): Value[] {
  const all = Array.from({ length: 33 }, (_, i) => 33 - i);
  const cases: [string, number[][], number[]][] = [
    ['two ranks, descending numbers', [[9, 3], []], [9, 3]],
    ['33 ranks', [all.slice(0, 30), all.slice(30)], all],
    ['blank', [[0], []], [0]],
    ['one rank of at least two', [[4], []], []],
    ['one option twice', [[4, 5, 4], []], []],
    ['beyond the last option', [[4, 41], []], []],
    ['blank and a rank', [[0, 4], []], []],
  ];
  return cases.map(([name, columns, choice]) => ({
    name: `mixed ranking: ${name}`,
    manifest: 'mixed ranking',
    elements: columns.map((column) => toHex((encodeMessage(Uint8Array.from(column)) ?? fail()).encode())),
    choice,
  }));
}

function fail(): never {
  throw new Error('no counter gives a point');
}
