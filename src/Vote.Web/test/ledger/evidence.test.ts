import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/crypto/bytes';
import { encodeEvidence, judgeEvidence, parseEvidence } from '../../src/ledger/evidence';
import { logOf } from '../../vectors/logs';
import { named, text, vectorFile } from '../pinned';

const file = vectorFile('evidence.json');

describe('evidence', () => {
  it.each(named(file, 'cases'))('%s', async (_, vector) => {
    const bytes = utf8(text(vector, 'file'));
    const evidence = parseEvidence(bytes);
    if (evidence !== undefined) expect(encodeEvidence(evidence)).toEqual(bytes);
    const verdict = evidence === undefined ? 'rejected' : (await judgeEvidence(evidence, logOf(2))).kind;
    expect(verdict).toBe(text(vector, 'expected') === 'accept' ? 'accepted' : 'rejected');
  });

  it('of a broken promise proves nothing without witnesses', async () => {
    const broken = named(file, 'cases').map(([, vector]) => parseEvidence(utf8(text(vector, 'file'))));
    for (const evidence of broken.flatMap((each) => each ?? []).filter(({ kind }) => kind === 'broken-promise'))
      expect((await judgeEvidence(evidence, logOf(0))).kind).toBe('rejected');
  });

  it('takes nothing but its own encoding', () => {
    const seed = utf8(text(named(file, 'cases')[1]?.[1] ?? {}, 'file'));
    for (let i = 0; i < seed.length; i += 3) {
      const changed = seed.slice();
      changed[i] = (changed[i] ?? 0) ^ (1 << (i % 7));
      const evidence = parseEvidence(changed);
      if (evidence !== undefined) expect(encodeEvidence(evidence)).toEqual(changed);
    }
  });
});
