import { describe, expect, it } from 'vitest';
import { at, fromHex, toHex } from '../src/crypto/bytes';
import { parse } from '../src/crypto/canonical';
import { ballotRandomness } from '../src/crypto/elgamal';
import { decodeMessage, encodeMessage } from '../src/crypto/encoding';
import { areDistinct, generatorOf, generatorsOf } from '../src/crypto/generators';
import { Point } from '../src/crypto/group';
import { serialize } from '../src/crypto/relation';
import { decodePoints, prove } from '../src/crypto/sigma';
import { drawWeights, tagOf } from '../src/crypto/tag';
import { trackerOf } from '../src/crypto/tracker';
import { parseRelation, proveCompact, verifyCompact } from './cfrg';
import { decodedPoint, hex, hexPoint, hexScalars, list, named, number, point, scalars, text, unhex, vectorFile } from './pinned';
import { verify } from '../src/crypto/verifier';

describe('generators.json', () => {
  it.each(named(vectorFile('generators.json'), 'cases'))('gives H_0 … H_5 of %s', (_, vector) => {
    const computed = generatorsOf(hex(vector, 'election'), 5);
    expect(computed.map(hexPoint)).toEqual(vector['generators']);
    expect(areDistinct(Point.generator.add(Point.generator), computed)).toBe(true);
  });

  it('finds equal generators', () => {
    const election = new Uint8Array(32);
    const h = generatorOf(election, 1);
    expect(areDistinct(h, generatorsOf(election, 2))).toBe(false);
    expect(areDistinct(Point.generator, generatorsOf(election, 2))).toBe(false);
    expect(areDistinct(Point.identity, generatorsOf(election, 2))).toBe(false);
  });
});

describe('message-encoding.json', () => {
  it.each(named(vectorFile('message-encoding.json'), 'cases'))('decodes exactly what was encoded: %s', (_, vector) => {
    const element = decodedPoint(vector['element']);
    const data = decodeMessage(element);
    expect(data === undefined ? undefined : toHex(data)).toBe(vector['data']);
    if (data !== undefined) expect(encodeMessage(data)?.equals(element)).toBe(true);
  });
});

it.each(named(vectorFile('ballot-randomness.json'), 'cases'))('ballot-randomness.json: %s', (_, vector) => {
  const scope = {
    election: hex(vector, 'election'),
    credential: point(vector, 'credential'),
    sequence: number(vector, 'sequence'),
  };
  const r = ballotRandomness(hex(vector, 'seed'), scope, number(vector, 'question'), number(vector, 'index'));
  expect(hexScalars([r])).toBe(text(vector, 'r'));
});

it.each(named(vectorFile('tracker.json'), 'cases'))('tracker.json: %s', (_, vector) => {
  const tracker = trackerOf(hex(vector, 'election'), point(vector, 'credential'), hex(vector, 'ciphertexts'));
  expect(tracker).toBe(text(vector, 'tracker'));
  expect(tracker).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/);
});

it.each(named(vectorFile('weights.json'), 'cases'))('weights.json: %s', (_, vector) => {
  const context = parse(hex(vector, 'context'));
  const purpose = text(vector, 'purpose') === 'shuffle-weights' ? 'shuffle-weights' : 'decryption-weights';
  const tag = tagOf(hex(vector, 'scope'), purpose, context ?? {});
  expect(tag).toBe(text(vector, 'tag'));
  const vectors = list(vector, 'vectors').map((points) => decodePoints(unhex(points)) ?? []);
  expect(hexScalars(drawWeights(tag, vectors, 3))).toBe(text(vector, 'weights'));
});

describe('sigma.json, made by the Python of the drafts', () => {
  const vectors = named(vectorFile('sigma.json'), 'vectors', 'id');

  it.each(vectors)('decides %s as pinned', (_, vector) => {
    const relation = parseRelation(fromHex(text(vector, 'statement')) ?? new Uint8Array());
    const check = vector['flavor'] === 'compact' ? verifyCompact : verify;
    const accepted = relation !== undefined && check(text(vector, 'tag'), relation, hex(vector, 'proof')).kind === 'accepted';
    expect(accepted).toBe(vector['reason'] === undefined);
  });

  it.each(vectors.filter(([, vector]) => vector['nonces'] !== undefined))('proves %s byte for byte', (_, vector) => {
    const relation = parseRelation(hex(vector, 'statement'));
    if (relation === undefined) throw new Error('does not parse');
    expect(toHex(serialize(relation))).toBe(text(vector, 'statement'));
    const regenerate = vector['flavor'] === 'compact' ? proveCompact : prove;
    expect(toHex(regenerate(text(vector, 'tag'), relation, scalars(vector['witness']), scalars(vector['nonces'])))).toBe(
      text(vector, 'proof'),
    );
    expect(at(relation.elements, 0).equals(Point.generator)).toBe(true);
  });
});
