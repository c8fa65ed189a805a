/** Strict reading of canonical JSON into types: every field required, no other allowed, the first wrong one named. */
import { fromBase64url } from './base64url';
import { type Json, parse } from './canonical';
import { ELEMENT_BYTES, Point } from './group';

export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'refused'; readonly field: string };

/** Reads a value; `field` is its path, for the refusal. */
export type Decoder<T> = (value: Json, field: string) => T;

class Refusal extends Error {
  constructor(readonly field: string) {
    super(`refused: ${field}`);
  }
}

/** Ends the reading: the value of this field is not what the specification describes. */
export function refuse(field: string): never {
  throw new Refusal(field);
}

export function require(holds: boolean, field: string): void {
  if (!holds) refuse(field);
}

/** Runs a decoder over canonical bytes. */
export function read<T>(bytes: Uint8Array, decoder: Decoder<T>): Parsed<T> {
  const value = parse(bytes);
  return value === undefined ? { kind: 'refused', field: 'canonical encoding' } : readJson(value, decoder);
}

export function readJson<T>(value: Json, decoder: Decoder<T>): Parsed<T> {
  try {
    return { kind: 'parsed', value: decoder(value, '') };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', field: error.field };
    throw error;
  }
}

/** An object with exactly the fields of the shape. */
export function object<T extends object>(shape: { readonly [K in keyof T]: Decoder<T[K]> }): Decoder<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, field) => {
    if (typeof value !== 'object' || Array.isArray(value)) return refuse(field);
    const members = value as { readonly [name: string]: Json };
    for (const name of Object.keys(members)) require(Object.hasOwn(shape, name), path(field, name));
    const result: Partial<T> = {};
    for (const name of names) {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      result[name] = member === undefined ? refuse(path(field, name)) : shape[name](member, path(field, name));
    }
    return result as T;
  };
}

/** An object from arbitrary names to values. */
export function map<T>(item: Decoder<T>): Decoder<ReadonlyMap<string, T>> {
  return (value, field) => {
    if (typeof value !== 'object' || Array.isArray(value)) return refuse(field);
    return new Map(Object.entries(value).map(([name, member]: [string, Json]) => [name, item(member, path(field, name))]));
  };
}

export function array<T>(item: Decoder<T>, least = 0, most = Number.MAX_SAFE_INTEGER): Decoder<readonly T[]> {
  return (value, field) => {
    if (typeof value !== 'object' || !Array.isArray(value)) return refuse(field);
    require(value.length >= least && value.length <= most, field);
    return value.map((member: Json, i) => item(member, `${field}[${i}]`));
  };
}

export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Decoder<number> {
  return (value, field) => (typeof value === 'number' && value >= least && value <= most ? value : refuse(field));
}

export const boolean: Decoder<boolean> = (value, field) => (typeof value === 'boolean' ? value : refuse(field));

/** A string that the pattern matches. */
export function string(pattern: RegExp = /^/): Decoder<string> {
  return (value, field) => (typeof value === 'string' && pattern.test(value) ? value : refuse(field));
}

export function literal<const T extends string | number>(...allowed: readonly T[]): Decoder<T> {
  return (value, field) => allowed.find((each) => each === value) ?? refuse(field);
}

/** base64url of exactly so many bytes. */
export function bytes(length: number): Decoder<Uint8Array> {
  return (value, field) => {
    const decoded = typeof value === 'string' ? fromBase64url(value) : undefined;
    return decoded !== undefined && decoded.length === length ? decoded : refuse(field);
  };
}

export const digest: Decoder<Uint8Array> = bytes(32);

/** base64url of an element; the identity has no encoding. */
export const element: Decoder<Point> = (value, field) => Point.decode(bytes(ELEMENT_BYTES)(value, field)) ?? refuse(field);

function path(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`;
}
