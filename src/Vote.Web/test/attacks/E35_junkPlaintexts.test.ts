import { describe, expect, it } from 'vitest';
import { at } from '../../src/crypto/bytes';
import { encodeMessage } from '../../src/crypto/encoding';
import { Point, randomScalar } from '../../src/crypto/group';
import { rowChoice } from '../../src/crypto/choice';
import { electionOf } from './proven';

describe('E35: junk after mixing', () => {
  const asked = at(electionOf('ballot-mixed.json', 'mixed-1-3-of-5').manifest.questions, 0);
  if (asked.mode !== 'mixed') throw new Error('not mixed');

  it.each<[string, number[]]>([
    ['nothing', []],
    ['an option that does not exist', [6]],
    ['the highest number', [255]],
    ['blank and an option', [0, 1]],
    ['blank twice', [0, 0]],
    ['options in another order', [3, 1]],
    ['an option twice', [2, 2]],
    ['too many options', [1, 2, 3, 4]],
  ])('%s is no vote, and no exception', (_, bytes) => {
    const point = encodeMessage(Uint8Array.from(bytes));
    expect(rowChoice(asked, [point ?? Point.identity])).toBeUndefined();
  });

  it('neither is any element', () => {
    const elements = [Point.identity, Point.generator, ...Array.from({ length: 20 }, () => Point.generator.multiply(randomScalar()))];
    for (const element of elements) expect(rowChoice(asked, [element])).toBeUndefined();
  });
});
