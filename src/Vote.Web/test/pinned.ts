/** Reading the pinned vectors of spec/vectors. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromHex } from '../src/crypto/bytes';

const FOLDER = new URL('../../../spec/vectors/', import.meta.url);

export type Fields = { readonly [name: string]: unknown };

export function vectorFile(name: string): Fields {
  const path = fileURLToPath(new URL(name, FOLDER));
  if (!existsSync(path)) throw new Error(`spec/vectors/${name} is missing`);
  return fields(JSON.parse(readFileSync(path, 'utf8')));
}

export function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value as Fields;
}

export function list(source: Fields, name: string): unknown[] {
  const value = source[name];
  if (!Array.isArray(value)) throw new Error(`${name} is no list`);
  return value;
}

/** The cases of a list, each with the name a test run shows. */
export function named(source: Fields, name: string, title = 'name'): [string, Fields][] {
  return list(source, name).map((value) => [text(fields(value), title), fields(value)]);
}

export function text(source: Fields, name: string): string {
  const value = source[name];
  if (typeof value !== 'string') throw new Error(`${name} is no string`);
  return value;
}

export function number(source: Fields, name: string): number {
  const value = source[name];
  if (typeof value !== 'number') throw new Error(`${name} is no number`);
  return value;
}

export function hex(source: Fields, name: string): Uint8Array {
  return unhex(text(source, name));
}

export function unhex(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? fromHex(value) : undefined;
  if (bytes === undefined) throw new Error(`${String(value)} is not hex`);
  return bytes;
}
