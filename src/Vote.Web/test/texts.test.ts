import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fill, languages, pieces, plain, type TextKey } from '../src/texts';
import { ja } from '../src/texts/ja';

const ROOT = fileURLToPath(new URL('../src/', import.meta.url));
const keys = Object.keys(ja) as TextKey[];
const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.startsWith('texts'))
  .map((name) => readFileSync(ROOT + name, 'utf8'))
  .join('\n');

describe('texts', () => {
  it.each(languages.map(({ id, texts }) => [id, texts] as const))('of %s have the keys of Japanese, none more', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
  });

  it.each(languages.map(({ id, texts }) => [id, texts] as const))('of %s fill in the same values as Japanese', (_, texts) => {
    const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    for (const key of keys) expect([key, names(texts[key])]).toEqual([key, names(ja[key])]);
  });

  it('are all used', () => {
    expect(keys.filter((key) => ![`'${key}'`, `"${key}"`].some((quoted) => sources.includes(quoted)))).toEqual([]);
  });

  it('do not speak of cryptography on the way through the ballot', () => {
    const words = /暗号|encrypt|cipher|crypto/i;
    for (const { texts } of languages) expect(keys.filter((key) => words.test(texts[key]))).toEqual([]);
  });

  it('fill in what they are given and leave the rest visible', () => {
    expect(fill(ja, 'app.step', { number: 2, total: 5 })).toBe('ステップ 2 / 5');
    expect(fill(ja, 'app.step', { number: 2 })).toContain('{total}');
  });

  it('split readings from text', () => {
    expect(pieces('[投票|とうひょう]する')).toEqual([
      { base: '投票', reading: 'とうひょう' },
      { base: 'する', reading: undefined },
    ]);
    expect(plain('まだ[投票|とうひょう]は[終|お]わっていません')).toBe('まだ投票は終わっていません');
  });
});
