import { describe, expect, it } from 'vitest';
import { verifyPayload } from '../../src/crypto/ballot';
import { concat } from '../../src/crypto/bytes';
import { addCiphertexts, type Ciphertext, decodeCiphertexts, encodeCiphertexts, encrypt } from '../../src/crypto/elgamal';
import { Point, randomScalar } from '../../src/crypto/group';
import { ballotOf, electionOf, place } from './proven';

describe('C2: ciphertexts computed from another’s', () => {
  const k = randomScalar();

  it.each(['ballot.json', 'ballot-mixed.json'] as const)('are refused: %s', (file) => {
    const election = electionOf(file, file === 'ballot.json' ? 'choose-one-3' : 'mixed-1-40-of-40');
    const payload = ballotOf(election);
    const head = 66 * (file === 'ballot.json' ? 4 : 2);
    const cells = decodeCiphertexts(payload.slice(0, head)) ?? [];
    const relations: ((cell: Ciphertext) => Ciphertext)[] = [
      (cell) => addCiphertexts(cell, encrypt(Point.identity, election.key, k)),
      ({ a, b }) => ({ a: a.multiply(k), b: b.multiply(k) }),
      ({ a, b }) => ({ a, b: b.add(Point.generator) }),
      ({ a, b }) => ({ a: b, b: a }),
      ({ a, b }) => ({ a: a.negate(), b: b.negate() }),
    ];
    for (const relate of relations) {
      for (const index of cells.keys()) {
        const related = cells.map((cell, i) => (i === index ? relate(cell) : cell));
        expect(verifyPayload(election, place, concat(encodeCiphertexts(related), payload.slice(head))).kind).toBe('rejected');
      }
    }
  });
});
