import { describe, expect, it } from 'vitest';
import { payloadLength } from '../src/crypto/ballot';
import { toHex, utf8 } from '../src/crypto/bytes';
import { parseElection, parseManifest } from '../src/crypto/manifest';
import { patternsOf } from '../src/crypto/choice';
import { isListed } from '../src/crypto/question';
import { type Fields, hex, named, text, vectorFile } from './pinned';

const CASES = named(vectorFile('manifest.json'), 'cases');

describe('manifest.json', () => {
  it.each(CASES)('decides as pinned: %s', (_, vector) => {
    const parsed = parseManifest(manifest(vector));
    if (vector['expected'] === 'reject') expect(parsed).toEqual({ kind: 'refused', field: vector['field'] });
    else expect(parsed.kind).toBe('parsed');
  });

  it.each(CASES.filter(([, vector]) => vector['expected'] === 'accept'))('hashes, counts and measures: %s', (_, vector) => {
    const parsed = parseElection(manifest(vector));
    if (parsed.kind === 'refused') throw new Error(parsed.field);
    expect(toHex(parsed.value.hash)).toBe(text(vector, 'election'));
    expect(payloadLength(parsed.value.manifest)).toBe(vector['payload_length']);
    expect(parsed.value.manifest.questions.map((question) => (isListed(question) ? patternsOf(question).toString() : ''))).toEqual(vector['patterns']);
  });
});

function manifest(vector: Fields): Uint8Array {
  if (vector['expected'] === 'accept') return hex(vector, 'manifest');
  const [, base] = CASES.find(([name]) => name === text(vector, 'base')) ?? [];
  if (base === undefined) throw new Error('no base');
  return utf8(new TextDecoder().decode(hex(base, 'manifest')).replace(text(vector, 'from'), () => text(vector, 'to')));
}
