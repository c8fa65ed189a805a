/** Reading the pinned vectors of spec/vectors. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { concat, fromHex, toHex } from '../src/crypto/bytes';
import { encodeScalar, Point, type Scalar } from '../src/crypto/group';
import { decodeScalars } from '../src/crypto/sigma';

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

export function point(source: Fields, name: string): Point {
  return decodedPoint(source[name]);
}

/** The identity is the empty string. */
export function decodedPoint(value: unknown): Point {
  if (value === '') return Point.identity;
  const decoded = Point.decode(unhex(value));
  if (decoded === undefined) throw new Error(`${String(value)} is no element`);
  return decoded;
}

export function scalars(value: unknown): readonly Scalar[] {
  const decoded = decodeScalars(unhex(value));
  if (decoded === undefined) throw new Error(`${String(value)} are no scalars`);
  return decoded;
}

export function hexPoint(value: Point): string {
  return value.isIdentity() ? '' : toHex(value.encode());
}

export function hexScalars(values: readonly Scalar[]): string {
  return toHex(concat(...values.map(encodeScalar)));
}
