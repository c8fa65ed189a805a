/** evidence.json. ledger §10 (3) */
import { at, utf8 } from '../src/crypto/bytes';
import { type BrokenPromise, encodeEvidence, type Evidence, type Fork } from '../src/ledger/evidence';
import { leafHash } from '../src/ledger/merkle';
import type { Case, VectorFile } from './files';
import { checkpoint, consistency, cosign, history, promise, rootOf, SEEDS, TIME } from './logs';

const FIRST = history(5, 'first', 9);
const SECOND = history(5, 'second', 30);
const WITHHELD = leafHash(utf8('withheld'));

function fork(small: number, large: number, first = FIRST, second = SECOND): Fork {
  const later = second.slice(0, large);
  return {
    kind: 'fork',
    first: checkpoint(first.slice(0, small)),
    second: checkpoint(later),
    root: rootOf(later.slice(0, small)),
    proof: consistency(small, later),
  };
}

function broken(times: readonly (readonly [witness: number, time: number])[]): BrokenPromise {
  const head = times.reduce((note, [witness, time]) => cosign(note, witness, time), checkpoint(FIRST));
  return { kind: 'broken-promise', promise: promise(WITHHELD), checkpoint: head, leaves: FIRST };
}

const late = broken([[0, TIME + 1], [2, TIME + 60]]);
const good = fork(7, 35);

const CASES: readonly [name: string, expected: 'accept' | 'reject', evidence: Evidence][] = [
  ['two heads of one size', 'accept', fork(9, 9)],
  ['split view, sizes 7 and 35', 'accept', good],
  ['sizes 8 and 35: the old size is a whole subtree', 'accept', fork(8, 35)],
  ['sizes 14 and 15', 'accept', fork(14, 15)],
  ['the common part only: no contradiction', 'reject', fork(5, 35)],
  ['one history', 'reject', fork(7, 35, SECOND)],
  ['one head twice', 'reject', fork(9, 9, SECOND)],
  ['sizes in the wrong order', 'reject', { ...good, first: good.second, second: good.first }],
  ['another root', 'reject', { ...good, root: WITHHELD }],
  ['a node of the proof replaced', 'reject', { ...good, proof: [WITHHELD, ...good.proof.slice(1)] }],
  ['a node of the proof missing', 'reject', { ...good, proof: good.proof.slice(1) }],
  ['a node too many', 'reject', { ...good, proof: [...good.proof, WITHHELD] }],
  ['a lie against an honest log: another root for one size', 'reject', { ...fork(9, 9, SECOND), root: WITHHELD }],
  ['the first checkpoint signed by another key', 'reject', { ...good, first: checkpoint(FIRST.slice(0, 7), SEEDS.accept) }],
  ['the second checkpoint signed by another key', 'reject', { ...good, second: checkpoint(SECOND, SEEDS.accept) }],
  ['a promise broken by the clocks of two witnesses', 'accept', late],
  ['one witness later, one at included-by', 'reject', broken([[0, TIME + 1], [2, TIME]])],
  ['one witness alone', 'reject', broken([[0, TIME + 1]])],
  ['one witness twice', 'reject', broken([[0, TIME + 1], [0, TIME + 2]])],
  ['a kept promise', 'reject', { ...late, promise: promise(at(FIRST, 3)) }],
  ['a promise signed by the log key', 'reject', { ...late, promise: promise(WITHHELD, TIME, SEEDS.log) }],
  ['a leaf missing', 'reject', { ...late, leaves: FIRST.slice(1) }],
  ['leaves of another history', 'reject', { ...late, leaves: SECOND.slice(0, FIRST.length) }],
  ['no leaves', 'reject', { ...late, leaves: [] }],
];

export function evidences(): VectorFile {
  const cases = CASES.map(([name, expected, evidence]): Case => ({
    name,
    expected,
    file: new TextDecoder().decode(encodeEvidence(evidence)),
  }));
  const malformed = malformedOf(at(cases, 0)['file'] as string, at(cases, 15)['file'] as string);
  return {
    comment:
      'Made by src/Vote.Web/vectors from spec/ledger.md §10 by the TypeScript implementation; no C# was read. Seeds of keys: 32 times the byte 1 (log), 2 (accept), 3, 4, 5 (witnesses witness.example/w1 … w3); quorum 2; origin as in signed-note.json. file: the text of a file of evidence.',
    cases: [...cases, ...malformed.map(([name, file]): Case => ({ name, expected: 'reject', file }))],
  };
}

function malformedOf(fork: string, broken: string): [string, string][] {
  return [
    ['malformed: a space', fork.replace(',', ', ')],
    ['malformed: one field more', fork.replace('{', '{"extra":1,')],
    ['malformed: a field missing', fork.replace(/"proof":\[[^\]]*\],/, '')],
    ['malformed: another kind', fork.replace('"kind":"fork"', '"kind":"forks"')],
    ['malformed: another version', fork.replace('evidence/v1', 'evidence/v2')],
    ['malformed: a trailing byte', `${fork} `],
    ['malformed: the checkpoint ends early', fork.replace(/\\n","kind"/, '","kind"')],
    ['malformed: leaves cut inside a hash', broken.replace(/"leaves":"..../, '"leaves":"')],
    ['malformed: nothing', ''],
  ];
}
