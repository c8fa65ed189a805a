import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toHex } from '../../src/crypto/bytes';
import { order, randomScalar } from '../../src/crypto/group';
import { ballotOf, electionOf } from './proven';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

describe('B8: predictable randomness', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('no source uses Math.random', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|svelte)$/.test(name));
    expect(files.length).toBeGreaterThan(50);
    for (const name of files) expect(readFileSync(join(SOURCES, name), 'utf8'), name).not.toContain('Math.random');
  });

  it('a fixed Math.random and a stopped clock change nothing', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    vi.useFakeTimers({ now: 0 });
    const election = electionOf('ballot.json', 'choose-one-1');
    const [one, two] = [ballotOf(election), ballotOf(election)];
    expect(toHex(one.slice(0, 66))).not.toBe(toHex(two.slice(0, 66)));
    expect(toHex(one.slice(-32))).not.toBe(toHex(two.slice(-32)));
  });

  it('draws scalars from the whole range, none twice', () => {
    const drawn = Array.from({ length: 2000 }, () => randomScalar());
    expect(new Set(drawn).size).toBe(drawn.length);
    const octants = drawn.reduce((counts, value) => counts.with(Number((8n * value) / order), (counts[Number((8n * value) / order)] ?? 0) + 1), [0, 0, 0, 0, 0, 0, 0, 0]);
    for (const count of octants) expect(Math.abs(count - 250)).toBeLessThan(120);
    expect(drawn.every((value) => value > 0n && value < order)).toBe(true);
  });
});
