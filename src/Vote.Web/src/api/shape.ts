/** Reading an answer that is `unknown`: a field is there in the right form, or the answer is not understood. */
import { fromBase64url } from '../crypto/base64url';

/** Undefined for everything that is no T. */
export type Reader<T> = (value: unknown) => T | undefined;

/** An object with at least these fields; what else it holds is not ours to read. */
export function record<T extends object>(shape: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const source = value as { readonly [name: string]: unknown };
    const result: Partial<T> = {};
    for (const name of names) {
      const member = shape[name](source[name]);
      if (member === undefined) return undefined;
      result[name] = member;
    }
    return result as T;
  };
}

export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.flatMap((each: unknown) => item(each) ?? []);
    return items.length === value.length ? items : undefined;
  };
}

export const text: Reader<string> = (value) => (typeof value === 'string' ? value : undefined);

export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** An integer from `least` on. */
export function count(least: number): Reader<number> {
  return (value) => (Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined);
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value) => allowed.find((each) => each === value);
}

/** base64url of any number of bytes, or of exactly so many. */
export function bytes(length?: number): Reader<Uint8Array> {
  return (value) => {
    const decoded = typeof value === 'string' ? fromBase64url(value) : undefined;
    return length === undefined || decoded?.length === length ? decoded : undefined;
  };
}

/** An instant as milliseconds since 1970, from its ISO 8601 text. */
export const instant: Reader<number> = (value) => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};
