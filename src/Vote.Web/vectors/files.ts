/** The form of every vector file, and the spellings inside. */
import { concat, toHex } from '../src/crypto/bytes';
import { encodeScalar, type Scalar } from '../src/crypto/group';

export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };
export type Case = { readonly name: string; readonly expected: 'accept' | 'reject'; readonly [field: string]: Value };
export type VectorFile = {
  readonly comment: string;
  readonly cases: readonly Case[];
  readonly [extra: string]: Value | readonly Case[];
};

export const ORIGIN =
  'Made by src/Vote.Web/vectors from spec/protocol.md by the TypeScript implementation, from a fixed seed; no C# was read. Bytes are in lowercase hexadecimal.';

/** Scalars as one hex string, 32 bytes each. */
export function hexScalars(scalars: readonly Scalar[]): string {
  return toHex(concat(...scalars.map(encodeScalar)));
}

/** Two spaces, one field a line, arrays of plain values on one line. */
export function render(value: Value, indent = ''): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    if (items.every((item) => typeof item !== 'object')) return JSON.stringify(items);
    if (items.every((item) => Array.isArray(item))) return JSON.stringify(items);
    return `[\n${items.map((item) => inner + render(item, inner)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(
    ([name, member]: [string, Value]) => `${inner}${JSON.stringify(name)}: ${render(member, inner)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}
