import { describe, expect, it } from 'vitest';
import { verifyPayload } from '../../src/crypto/ballot';
import { ballotOf, electionOf, place } from './proven';

describe('C5 (and A6): a ballot of one election in another', () => {
  it.each([
    ['ballot.json', 'choose-one-3'],
    ['ballot-mixed.json', 'mixed-1-3-of-5'],
  ] as const)('is refused for the hash alone: %s', (file, manifest) => {
    const election = electionOf(file, manifest);
    const payload = ballotOf(election);
    expect(verifyPayload(election, place, payload)).toEqual({ kind: 'accepted' });
    const again = { ...election, hash: election.hash.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) };
    expect(verifyPayload(again, place, payload).kind).toBe('rejected');
  });
});
