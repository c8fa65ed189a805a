/** decryption.json: shares with proofs, Lagrange coefficients, combinations and logarithms. spec §8.2, §8.3 */
import { at, toHex } from '../src/crypto/bytes';
import {
  contextOf,
  decryptable,
  decryptionShare,
  lagrangeAtZero,
  proveShare,
  type SharePlace,
  shareWeights,
  verifyShare,
} from '../src/crypto/decryption';
import { type Ciphertext, encrypt } from '../src/crypto/elgamal';
import { encodeMessage } from '../src/crypto/encoding';
import { order, Point, type Scalar, scalar } from '../src/crypto/group';
import { tagOf } from '../src/crypto/tag';
import { combination, logarithms } from './combinations';
import { Draw } from './draw';
import { type Case, hexScalars, ORIGIN, type Value, type VectorFile } from './files';
import { changed, replaced } from './tampering';

/** The identity is the empty string. */
export function hexPoint(point: Point): string {
  return point.isIdentity() ? '' : toHex(point.encode());
}

export type Sharing = { readonly place: SharePlace; readonly secret: Scalar; readonly ciphertexts: readonly Ciphertext[] };

export function decryptions(): VectorFile {
  const draw = new Draw('decryption.json');
  const key = draw.scalar();
  const slope = draw.scalar();
  const secretOf = (j: number) => scalar(key + slope * BigInt(j));
  const election = draw.bytes(32);
  const tallyInput = draw.bytes(32);
  const ciphertexts = tallyOf(draw, Point.generator.multiply(key), [3, 0, 41, 7]);
  const sharing = (trustee: number, inputs: readonly Ciphertext[]): Sharing => {
    const verification = Point.generator.multiply(secretOf(trustee));
    return { place: { election, tallyInput, trustee, verification }, secret: secretOf(trustee), ciphertexts: inputs };
  };
  const holed = [...ciphertexts.slice(0, 1), { a: Point.identity, b: Point.identity }, ...ciphertexts.slice(1, 2), zeroB(draw)];
  const rows = [encodeMessage(Uint8Array.of(1, 3)), encodeMessage(Uint8Array.of(0))].map((m) =>
    encrypt(m ?? Point.generator, Point.generator.multiply(key), draw.scalar()),
  );
  const three = [1, 2, 3].map((j) => accepts(`trustee ${j} of 3, four totals`, draw, sharing(j, ciphertexts)));
  const base = accepts('two ciphertexts', draw, sharing(2, ciphertexts.slice(0, 2)));
  const gap = [1, 3].map((j) =>
    accepts(`trustee ${j}: an A that is the identity left out, a B that is the identity kept`, draw, sharing(j, holed)),
  );
  const single = accepts('one ciphertext', draw, sharing(1, ciphertexts.slice(2, 3)));
  const mixed = [2, 3].map((j) => accepts(`trustee ${j}: rows of a mixed question`, draw, sharing(j, rows)));
  return {
    comment:
      `${ORIGIN} ciphertexts: [A, B], the identity as the empty string. lagrange: coefficients at 0 by trustee. combinations: M_k of the shares of the named ` +
      'accepted cases, and m for M = m·G where it lies in the bounds (-1: none).',
    cases: [
      ...three,
      base,
      single,
      ...gap,
      ...mixed,
      ...tampered(sharing(2, ciphertexts.slice(0, 2)), base.payload),
      ...elsewhere(sharing(2, ciphertexts.slice(0, 2)), base.payload),
      ...untrue(draw, sharing(2, ciphertexts.slice(0, 2))),
    ],
    lagrange: [[1, 2], [1, 3], [2, 3], [1, 2, 3], [2, 5, 16], [4]].map((trustees) => ({
      trustees,
      coefficients: hexScalars(trustees.map((j) => lagrangeAtZero(j, trustees))),
    })),
    combinations: [
      combination(
        'trustees 1 and 2',
        [sharing(1, ciphertexts), sharing(2, ciphertexts)],
        [at(three, 0), at(three, 1)],
        [3, 0, 41, 7],
      ),
      combination(
        'trustees 1 and 3',
        [sharing(1, ciphertexts), sharing(3, ciphertexts)],
        [at(three, 0), at(three, 2)],
        [3, 0, 41, 7],
      ),
      combination('trustees 1 and 3, with holes', [sharing(1, holed), sharing(3, holed)], gap, [3, 0, 0, -1]),
      combination('trustees 2 and 3, rows', [sharing(2, rows), sharing(3, rows)], mixed, [-1, -1]),
    ],
    logarithms: logarithms(),
  };
}

export type Shared = Case & { readonly payload: string };

function tallyOf(draw: Draw, key: Point, numbers: readonly number[]): Ciphertext[] {
  return numbers.map((m) => encrypt(Point.generator.multiply(scalar(m)), key, draw.scalar()));
}

function zeroB(draw: Draw): Ciphertext {
  return { a: draw.point(), b: Point.identity };
}

function sharingFields({ place, ciphertexts }: Sharing): { readonly [name: string]: Value } {
  return {
    election: toHex(place.election),
    tally_input: toHex(place.tallyInput),
    trustee: place.trustee,
    verification: toHex(place.verification.encode()),
    ciphertexts: ciphertexts.map(({ a, b }) => [hexPoint(a), hexPoint(b)]),
  };
}

function accepts(name: string, draw: Draw, sharing: Sharing): Shared {
  const { place, ciphertexts, secret } = sharing;
  const nonces = draw.scalars(1);
  const payload = decryptionShare(place, ciphertexts, secret, nonces);
  const verdict = verifyShare(place, ciphertexts, payload);
  const shares = verdict.kind === 'accepted' ? verdict.share.elements : [];
  const inputs = decryptable(ciphertexts);
  return {
    name,
    expected: 'accept',
    ...sharingFields(sharing),
    secret: hexScalars([secret]),
    nonces: hexScalars(nonces),
    weights: hexScalars(shareWeights(place, inputs, shares)),
    tag: tagOf(place.election, 'decryption', contextOf(place, inputs)),
    payload: toHex(payload),
  };
}

function rejects(name: string, sharing: Sharing, payload: string): Case {
  return { name, expected: 'reject', ...sharingFields(sharing), payload };
}

/** K = 2: 66 bytes of shares, two commitments, one response. */
function tampered(sharing: Sharing, payload: string): Case[] {
  const other = Point.generator.encode();
  const edits: [string, string][] = [
    ['nothing', ''],
    ['a byte too few', payload.slice(0, -2)],
    ['a byte too many', `${payload}00`],
    ['D_1 replaced', replaced(payload, 0, other)],
    ['D_1 and D_2 swapped', payload.slice(66, 132) + payload.slice(0, 66) + payload.slice(132)],
    ['D_1 of 33 zero bytes', replaced(payload, 0, new Uint8Array(33))],
    ['commitment of (1) replaced', replaced(payload, 66, other)],
    ['commitment of (2) replaced', replaced(payload, 99, other)],
    ['the response changed', changed(payload, 163, (byte) => byte ^ 1)],
    ['the response n', replaced(payload, 132, Uint8Array.from(Buffer.from(order.toString(16), 'hex')))],
  ];
  return edits.map(([name, edited]) => rejects(name, sharing, edited));
}

function elsewhere(sharing: Sharing, payload: string): Case[] {
  const { place, ciphertexts } = sharing;
  const [first, second] = [at(ciphertexts, 0), at(ciphertexts, 1)];
  const placed = (change: Partial<SharePlace>): Sharing => ({ ...sharing, place: { ...place, ...change } });
  const given = (...changed: Ciphertext[]): Sharing => ({ ...sharing, ciphertexts: changed });
  const others: [string, Sharing][] = [
    ['another election', placed({ election: new Uint8Array(32) })],
    ['another tally input', placed({ tallyInput: new Uint8Array(32) })],
    ['another trustee', placed({ trustee: 1 })],
    ['another verification key', placed({ verification: Point.generator })],
    ['ciphertexts swapped', given(second, first)],
    ['another B', given({ a: first.a, b: second.b }, second)],
    ['one ciphertext less', given(first)],
    ['every A the identity: no share is expected', given({ a: Point.identity, b: first.b }, { a: Point.identity, b: second.b })],
  ];
  return others.map(([name, other]) => rejects(name, other, payload));
}

function untrue(draw: Draw, sharing: Sharing): Case[] {
  const other = draw.scalar();
  const { place, ciphertexts, secret } = sharing;
  const all = decryptionShare(place, ciphertexts, other, draw.scalars(1));
  return [
    rejects('only (1) broken: decrypted with another secret', sharing, toHex(all)),
    rejects(
      'only (2) broken: a response for X_j alone under shares of another secret',
      sharing,
      toHex(halfTrue(draw, sharing, other)),
    ),
    rejects(
      'the share of another trustee',
      { ...sharing, place: { ...place, trustee: 1 } },
      toHex(decryptionShare(place, ciphertexts, secret, draw.scalars(1))),
    ),
  ];
}

/** Shares of another secret, proved with the true one. */
function halfTrue(draw: Draw, { place, ciphertexts, secret }: Sharing, other: Scalar): Uint8Array {
  const shares = decryptable(ciphertexts).map(({ a }) => a.multiply(other));
  return proveShare(place, ciphertexts, shares, secret, draw.scalars(1));
}
