/** The languages: one file each, all with the same keys. */
import { en } from './en';
import { ja } from './ja';

export type TextKey = keyof typeof ja;
export type Texts = { readonly [K in TextKey]: string };

/** `name` is written in the language itself; `tag` is what a browser and a screen reader know. */
export type Language = { readonly id: string; readonly name: string; readonly tag: string; readonly texts: Texts };

export const languages: readonly Language[] = [
  { id: 'ja', name: '日本語', tag: 'ja', texts: ja },
  { id: 'en', name: 'English', tag: 'en', texts: en },
];

export type Values = { readonly [name: string]: string | number };

/** A run of text, with its reading where it has one. */
export type Piece = { readonly base: string; readonly reading: string | undefined };

/** The text of a key with its `{name}`s filled in. */
export function fill(texts: Texts, key: TextKey, values: Values = {}): string {
  return texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Splits `[投票|とうひょう]する` into runs with and without reading. */
export function pieces(text: string): Piece[] {
  return text
    .split(/(\[[^|\]]+\|[^\]]+\])/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, base, reading] = /^\[([^|]+)\|([^\]]+)\]$/.exec(part) ?? [];
      return base === undefined ? { base: part, reading: undefined } : { base, reading };
    });
}

/** The text without readings, for attributes. */
export function plain(text: string): string {
  return pieces(text)
    .map(({ base }) => base)
    .join('');
}
