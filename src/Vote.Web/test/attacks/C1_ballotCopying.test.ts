import { describe, expect, it } from 'vitest';
import { type Place, verifyPayload } from '../../src/crypto/ballot';
import { concat } from '../../src/crypto/bytes';
import { Point, scalar } from '../../src/crypto/group';
import { trackerOf } from '../../src/crypto/tracker';
import { ballotOf, electionOf, place } from './proven';

describe('C1: another voter’s ballot', () => {
  const election = electionOf('ballot.json', 'choose-one-3');
  const payload = ballotOf(election);

  it.each<[string, Partial<Place>]>([
    ['credential', { credential: Point.generator.multiply(scalar(2)) }],
    ['slot', { slot: 2 }],
    ['generation', { generation: 2 }],
    ['sequence', { sequence: 2 }],
    ['previous ballot', { previous: new Uint8Array(32).fill(1) }],
  ])('is refused under another %s', (_, change) => {
    expect(verifyPayload(election, place, payload)).toEqual({ kind: 'accepted' });
    expect(verifyPayload(election, { ...place, ...change }, payload).kind).toBe('rejected');
  });

  it('is refused in parts: ciphertexts exchanged, or taken from another ballot', () => {
    const other = ballotOf(election);
    const mixtures = [
      concat(payload.slice(66, 132), payload.slice(0, 66), payload.slice(132)),
      concat(other.slice(0, 66), payload.slice(66)),
      concat(other.slice(0, 264), payload.slice(264)),
      concat(payload.slice(33, 66), payload.slice(0, 33), payload.slice(66)),
    ];
    for (const mixture of mixtures) expect(verifyPayload(election, place, mixture).kind).toBe('rejected');
  });

  it('has another tracker under another credential', () => {
    const ciphertexts = payload.slice(0, 264);
    const [one, two] = [trackerOf(election.hash, Point.generator, ciphertexts), trackerOf(election.hash, Point.generator.negate(), ciphertexts)];
    expect(one).not.toBe(two);
  });
});
