/** Canonical JSON, the subset of RFC 8785 of ledger §1: objects, arrays, strings, safe integers, booleans. */
import { equalBytes, utf8 } from './bytes';

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** Arrays and objects may stand in each other this deep. */
const MAX_DEPTH = 32;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The one encoding of a value. Throws for what has none: fractions, unsafe integers, lone surrogates, deep nesting. */
export function encode(value: Json): Uint8Array {
  return utf8(write(value, 0));
}

/** The value of exactly its canonical bytes; anything else (spaces, other order or spelling, doubled names) is refused. */
export function parse(bytes: Uint8Array): Json | undefined {
  try {
    const value: unknown = JSON.parse(strictUtf8.decode(bytes));
    return isJson(value) && equalBytes(encode(value), bytes) ? value : undefined;
  } catch {
    return undefined;
  }
}

function write(value: Json, depth: number): string {
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeInteger(value);
  const inside = depth + 1;
  if (inside > MAX_DEPTH) throw new RangeError(`more than ${MAX_DEPTH} levels`);
  if (isList(value)) return `[${value.map((item) => write(item, inside)).join(',')}]`;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${writeString(name)}:${write(member, inside)}`).join(',')}}`;
}

/** JSON.stringify escapes exactly what RFC 8785 §3.2.2.2 does, except that it also spells lone surrogates. */
function writeString(value: string): string {
  if (/[\uD800-\uDFFF]/u.test(value)) throw new RangeError('a string holds half a surrogate pair');
  return JSON.stringify(value);
}

function writeInteger(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError(`${value} is not an integer of the subset`);
  return String(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isJson(value: unknown): value is Json {
  if (typeof value === 'object') return value !== null && Object.values(value).every(isJson);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
