import { describe, expect, it } from 'vitest';
import { ballotTag, decodePayload, payloadOf, type Place, seal, verifyPayload } from '../src/crypto/ballot';
import { homomorphicCommitments, homomorphicRelation } from '../src/crypto/ballotProof';
import { at, toHex } from '../src/crypto/bytes';
import { Point, type Scalar } from '../src/crypto/group';
import { sha256 } from '../src/crypto/hash';
import { type Election, parseElection } from '../src/crypto/manifest';
import { openPayload } from '../src/crypto/opening';
import { type Choice, rowChoice } from '../src/crypto/choice';
import { isListed } from '../src/crypto/question';
import { mapOf } from '../src/crypto/relation';
import { shapeOf } from '../src/crypto/shape';
import { decodeScalars, randomNonces } from '../src/crypto/sigma';
import { fields, type Fields, hex, list, named, number, text, unhex, vectorFile } from './pinned';

describe.each(['ballot.json', 'ballot-mixed.json', 'ballot-kinds.json'])('%s', (name) => {
  const file = vectorFile(name);
  const elections = new Map(Object.entries(fields(file['manifests'])).map(([key, bytes]) => [key, election(unhex(bytes))]));
  const cases = named(file, 'cases').map(([title, vector]): [string, Fields, Election] => {
    const found = elections.get(text(vector, 'manifest'));
    if (found === undefined) throw new Error('no such manifest');
    return [title, vector, found];
  });
  const honest = cases.filter(([, vector]) => vector['expected'] === 'accept');

  it.each(cases)('decides as pinned: %s', (title, vector, asked) => {
    const verdict = verifyPayload(asked, place(vector), hex(vector, 'payload'));
    expect(verdict.kind === 'accepted' ? 'accept' : 'reject').toBe(vector['expected']);
    const [only] = /(?<=^only \()\d/.exec(title) ?? [];
    if (only !== undefined)
      expect(verdict).toMatchObject({ reason: expect.stringMatching(equation(Number(only), vector)) as string });
  });

  it.each(honest)('makes the same ballot again: %s', (_, vector, asked) => {
    const sealing = seal(asked, place(vector), choices(asked, vector), hex(vector, 'seed'));
    if (sealing.kind === 'refused') throw new Error(sealing.reason);
    const { ballot } = sealing;
    expect(ballot.tracker).toBe(text(vector, 'tracker'));
    expect(toHex(sha256(ballot.ciphertexts))).toBe(text(vector, 'ciphertext_hash'));
    const tags = asked.manifest.questions.map((question, i) =>
      ballotTag(asked, place(vector), question, i + 1, ballot.ciphertexts),
    );
    expect(tags).toEqual(vector['tags']);
    expect(toHex(payloadOf(asked, place(vector), ballot, list(vector, 'nonces').map(scalars)))).toBe(text(vector, 'payload'));
  });

  it.each(honest)('opens from the seed to the choice that was made: %s', (_, vector, asked) => {
    const payload = hex(vector, 'payload');
    expect(openPayload(asked, place(vector), payload, hex(vector, 'seed'))).toEqual({ kind: 'opened', choices: choices(asked, vector) });
    const other = hex(vector, 'seed').map((byte) => byte ^ 1);
    expect(openPayload(asked, place(vector), payload, other).kind).toBe('refused');
  });
});

describe.each(['ballot-mixed.json', 'ballot-kinds.json'])('rows of mixed questions in %s', (name) => {
  const file = vectorFile(name);

  it.each(named(file, 'rows'))('reads %s', (_, row) => {
    const question = at(election(unhex(fields(file['manifests'])[text(row, 'manifest')])).manifest.questions, 0);
    if (question.mode !== 'mixed') throw new Error('not mixed');
    const points = list(row, 'elements').map((each) => (each === '' ? Point.identity : Point.decode(unhex(each))));
    const chosen = rowChoice(
      question,
      points.flatMap((point) => point ?? []),
    );
    const numbers = chosen === undefined || chosen.kind === 'values' ? [] : chosen.kind === 'blank' ? [0] : chosen.numbers;
    expect(numbers).toEqual(row['choice']);
  });
});

describe('ballot', () => {
  const file = vectorFile('ballot.json');
  const asked = election(unhex(fields(file['manifests'])['approval-1-5-of-8']));
  const where: Place = { credential: Point.generator, generation: 1, previous: new Uint8Array(32), sequence: 1, slot: 1 };
  const seed = new Uint8Array(32).fill(7);

  it('commits from the openings to what the relation itself gives at the same nonces', () => {
    const sealing = seal(asked, where, [{ kind: 'options', numbers: [2, 3] }], seed);
    if (sealing.kind === 'refused') throw new Error(sealing.reason);
    const openings = at(sealing.ballot.openings, 0);
    const question = at(asked.manifest.questions, 0);
    if (question.mode !== 'homomorphic') throw new Error('not homomorphic');
    const nonces = randomNonces(3 * openings.length);
    const relation = homomorphicRelation(
      shapeOf(question),
      asked.key,
      openings.map(({ ciphertext }) => ciphertext),
    );
    const fast = homomorphicCommitments(shapeOf(question), asked.key, openings, nonces);
    expect(Point.encodeAll(fast).map(toHex)).toEqual(Point.encodeAll(mapOf(relation, nonces)).map(toHex));
  });

  it('verifies with system randomness, and never makes one proof twice', () => {
    const sealing = seal(asked, where, [{ kind: 'blank' }], seed);
    if (sealing.kind === 'refused') throw new Error(sealing.reason);
    const [first, second] = [payloadOf(asked, where, sealing.ballot), payloadOf(asked, where, sealing.ballot)];
    expect(verifyPayload(asked, where, first)).toEqual({ kind: 'accepted' });
    expect(toHex(first)).not.toBe(toHex(second));
    expect(decodePayload(asked, first)?.proofs).not.toEqual(decodePayload(asked, second)?.proofs);
  });

  it.each<[string, Choice]>([
    ['too many', { kind: 'options', numbers: [1, 2, 3, 4, 5, 6] }],
    ['none without blank', { kind: 'options', numbers: [] }],
    ['one twice', { kind: 'options', numbers: [1, 1] }],
    ['descending', { kind: 'options', numbers: [2, 1] }],
    ['beyond the last', { kind: 'options', numbers: [9] }],
    ['zero', { kind: 'options', numbers: [0, 1] }],
  ])('refuses to seal %s', (_, choice) => {
    expect(seal(asked, where, [choice], seed).kind).toBe('refused');
  });
});

function election(bytes: Uint8Array): Election {
  const parsed = parseElection(bytes);
  if (parsed.kind === 'refused') throw new Error(parsed.field);
  return parsed.value;
}

/** How the verifier names the first equation (1)–(4) of option 1, or (5) behind four equations a bit. */
function equation(number: number, vector: Fields): RegExp {
  const bits = text(vector, 'manifest') === 'choose-one-3' ? 4 : 12;
  return new RegExp(`equation ${number < 5 ? number : 4 * bits + 1} of`);
}

function place(vector: Fields): Place {
  const credential = Point.decode(hex(vector, 'credential'));
  if (credential === undefined) throw new Error('credential');
  const [generation, sequence, slot] = [number(vector, 'generation'), number(vector, 'sequence'), number(vector, 'slot')];
  return { credential, generation, previous: hex(vector, 'previous'), sequence, slot };
}

/** As vectors write them: numbers as the question takes them; the blank is [0] where choices are lists, else "blank". */
function choices({ manifest }: Election, vector: Fields): Choice[] {
  return list(vector, 'choices').map((value, i): Choice => {
    const question = at(manifest.questions, i);
    const numbers = Array.isArray(value) ? value.map(Number) : [];
    if (value === 'blank' || (isListed(question) && numbers[0] === 0)) return { kind: 'blank' };
    if (question.kind === 'ranking' || question.kind === 'pairwise') return { kind: 'ranking', numbers };
    return isListed(question) || question.kind === 'knapsack' ? { kind: 'options', numbers } : { kind: 'values', values: numbers };
  });
}

function scalars(value: unknown): readonly Scalar[] {
  return decodeScalars(unhex(value)) ?? [];
}
