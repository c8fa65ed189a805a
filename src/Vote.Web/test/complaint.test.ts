import { describe, expect, it } from 'vitest';
import { utf8 } from '../src/crypto/bytes';
import { type Json, parse } from '../src/crypto/canonical';
import { judge } from '../vectors/complaintJudge';
import { type Fields, named, text, vectorFile } from './pinned';

const CASES = named(vectorFile('complaint.json'), 'cases');

describe('complaint.json', () => {
  it.each(CASES)('convicts as pinned: %s', (_, vector) => {
    const judged = judge(json(vector, 'identities') as readonly Json[], json(vector, 'complaint'));
    expect(judged === undefined ? 'reject' : 'accept').toBe(vector['expected']);
    expect(judged?.culprit).toBe(vector['culprit']);
  });

  it('convicts each for a reason of its own', () => {
    expect(CASES.map(([name, vector]) => `${name}: ${vector['culprit'] ?? '-'} ${vector['reason'] ?? '-'}`)).toMatchInlineSnapshot(`
      [
        "a wrong share: 2 the share does not fit",
        "no scalar: 2 the share does not fit",
        "a share for another receiver: 2 the share does not fit",
        "a share that fits: 1 the share fits",
        "another key: 1 another key",
        "reveal and share of two trustees: 1 messages of two trustees",
        "about itself: 1 complains about itself",
        "a share that the accused did not sign: 1 the accused did not sign",
        "a reveal of another ceremony: 1 a message of another ceremony",
        "a share of another ceremony, signed by the accused: 1 a message of another ceremony",
        "three coefficients of two, signed by the accused: 2 another number of coefficients",
        "one share of two, signed by the accused: 2 other receivers",
        "not signed by its author: 0 not signed",
        "in the name of another: 0 not signed",
        "by a trustee that does not exist: 0 a trustee that does not exist",
        "of another ceremony: 0 another ceremony",
        "a key of zero: - -",
        "an unknown field: - -",
      ]
    `);
  });
});

function json(vector: Fields, name: string): Json {
  const value = parse(utf8(text(vector, name)));
  if (value === undefined) throw new Error('not canonical');
  return value;
}
