/** P-256, its scalars and ECDSA: the only module that imports the curve library. spec §2.1, ledger §2 */
import { mulAddUnsafe, normalizeZ, pippenger } from '@noble/curves/abstract/curve.js';
import { p256, p256_hasher } from '@noble/curves/nist.js';
import { bigEndian, fromBigEndian, fromLittleEndian } from './bytes';

const Curve = p256.Point;
type Inner = typeof Curve.BASE;

/** The group's order n. */
export const order: bigint = Curve.Fn.ORDER;
export const ELEMENT_BYTES = 33;
export const SCALAR_BYTES = 32;

/** Width of the tables for G and the election key: 13 ms to build, six times faster afterwards. */
const FIXED_BASE_WINDOW = 6;
/** From here on buckets beat one table a point. */
const BUCKETS_FROM = 450;

declare const scalarBrand: unique symbol;
/** An integer in [0, n). */
export type Scalar = bigint & { readonly [scalarBrand]: true };

/** Reduces an integer modulo n. */
export function scalar(value: bigint | number): Scalar {
  const reduced = BigInt(value) % order;
  return (reduced < 0n ? reduced + order : reduced) as Scalar;
}

export function encodeScalar(value: Scalar): Uint8Array {
  return bigEndian(value, SCALAR_BYTES);
}

export function decodeScalar(bytes: Uint8Array): Scalar | undefined {
  if (bytes.length !== SCALAR_BYTES) return undefined;
  const value = fromBigEndian(bytes);
  return value < order ? (value as Scalar) : undefined;
}

/** spec §2.1: 48 bytes, little-endian, modulo n. */
export function reduce48(bytes: Uint8Array): Scalar {
  if (bytes.length !== 48) throw new RangeError('Reduce48 takes 48 bytes');
  return scalar(fromLittleEndian(bytes));
}

/** Uniform up to 2⁻¹²⁸, from the system's generator. */
export function randomScalar(): Scalar {
  return reduce48(crypto.getRandomValues(new Uint8Array(48)));
}

export function invert(value: Scalar): Scalar {
  return scalar(Curve.Fn.inv(value));
}

/** An element of the group. Immutable; the identity is a value but has no encoding. */
export class Point {
  readonly #inner: Inner;

  private constructor(inner: Inner) {
    this.#inner = inner;
  }

  static readonly identity = new Point(Curve.ZERO);
  static readonly generator = new Point(Curve.BASE.precompute(FIXED_BASE_WINDOW));

  static decode(bytes: Uint8Array): Point | undefined {
    const head = bytes[0];
    if (bytes.length !== ELEMENT_BYTES || (head !== 2 && head !== 3)) return undefined;
    try {
      return new Point(Curve.fromBytes(bytes));
    } catch {
      return undefined;
    }
  }

  /** RFC 9380, suite P256_XMD:SHA-256_SSWU_RO_. */
  static hashToCurve(message: Uint8Array, domain: Uint8Array): Point {
    return new Point(p256_hasher.hashToCurve(message, { DST: domain }));
  }

  /** Encodes many elements for the price of one inversion. */
  static encodeAll(points: readonly Point[]): Uint8Array[] {
    return normalizeZ(
      Curve,
      points.map((point) => point.#inner),
    ).map((inner) => new Point(inner).encode());
  }

  /** Σ kᵢ·Pᵢ of public values. */
  static sumVartime(points: readonly Point[], scalars: readonly Scalar[]): Point {
    const inners = points.map((point) => point.#inner);
    const multiply = points.length < BUCKETS_FROM ? mulAddUnsafe : pippenger;
    return new Point(multiply(Curve, inners, [...scalars]));
  }

  /** Throws for the identity, which has no encoding. */
  encode(): Uint8Array {
    if (this.isIdentity()) throw new RangeError('the identity has no encoding');
    return this.#inner.toBytes(true);
  }

  add(other: Point): Point {
    return new Point(this.#inner.add(other.#inner));
  }

  subtract(other: Point): Point {
    return new Point(this.#inner.subtract(other.#inner));
  }

  negate(): Point {
    return new Point(this.#inner.negate());
  }

  /** Fixed sequence of operations, blinded by the library; a zero scalar is the only special case. */
  multiply(by: Scalar): Point {
    return by === 0n || this.isIdentity() ? Point.identity : new Point(this.#inner.multiply(by));
  }

  multiplyVartime(by: Scalar): Point {
    return new Point(this.#inner.multiplyUnsafe(by));
  }

  /** The same element with a table behind it, for a base that is multiplied often. */
  asFixedBase(): Point {
    return new Point(this.#inner.precompute(FIXED_BASE_WINDOW));
  }

  equals(other: Point): boolean {
    return this.#inner.equals(other.#inner);
  }

  isIdentity(): boolean {
    return this.#inner.is0();
  }
}

/** ECDSA with SHA-256, r ‖ s with low s; deterministic nonce (RFC 6979). */
export function sign(message: Uint8Array, secret: Scalar): Uint8Array {
  return p256.sign(message, encodeScalar(secret), { lowS: true, prehash: true });
}

/** False for every malformed or high-s signature. */
export function verifySignature(signature: Uint8Array, message: Uint8Array, key: Point): boolean {
  if (signature.length !== 64) return false;
  return p256.verify(signature, message, key.encode(), { lowS: true, prehash: true });
}
