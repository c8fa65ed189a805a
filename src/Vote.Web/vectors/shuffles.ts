/** shuffle.json: shuffles with all their randomness, and what must be refused. spec §7 */
import { at, toHex } from '../src/crypto/bytes';
import { encrypt } from '../src/crypto/elgamal';
import { encodeMessage } from '../src/crypto/encoding';
import { generatorsOf } from '../src/crypto/generators';
import { order, Point } from '../src/crypto/group';
import {
  contextOf,
  decodeShuffle,
  encodeRows,
  type Row,
  shuffle,
  type ShufflePlace,
  type ShuffleSecrets,
  weightsOf,
} from '../src/crypto/shuffle';
import { tagOf } from '../src/crypto/tag';
import { Draw } from './draw';
import { type Case, hexScalars, ORIGIN, type Value, type VectorFile } from './files';
import { forgeries } from './forgedShuffles';
import { changed, replaced } from './tampering';

export type Mixing = { readonly place: ShufflePlace; readonly input: readonly Row[] };

export function drawPlace(draw: Draw): ShufflePlace {
  return { election: draw.bytes(32), key: draw.point(), question: 2, round: 1, trustee: 3 };
}

export function drawRows(draw: Draw, key: Point, rows: number, width: number): Row[] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: width }, (_, w) =>
      encrypt(encodeMessage(Uint8Array.of(i + 1, w)) ?? Point.generator, key, draw.scalar()),
    ),
  );
}

export function mixingFields({ place, input }: Mixing): { readonly [name: string]: Value } {
  return {
    election: toHex(place.election),
    key: toHex(place.key.encode()),
    question: place.question,
    round: place.round,
    trustee: place.trustee,
    rows: input.length,
    width: at(input, 0).length,
    input: toHex(encodeRows(input)),
  };
}

export function rejects(name: string, mixing: Mixing, payload: string): Case {
  return { name, expected: 'reject', ...mixingFields(mixing), payload };
}

export function shuffles(): VectorFile {
  const draw = new Draw('shuffle.json');
  const permutations = [[0], [1, 0], [2, 0, 1], [3, 1, 4, 0, 2]];
  const honest = permutations.flatMap((permutation) => [1, 2].map((width) => accepts(draw, permutation, width)));
  const identity = accepts(draw, [0, 1], 1, 'N = 2, W = 1, the identical permutation');
  const narrow = at(honest, 2);
  const wide = at(honest, 3);
  return {
    comment:
      `${ORIGIN} permutation counts from 1: output row i re-encrypts input row permutation[i]. reencryption: one string an output row, a scalar a column. ` +
      'commitment_randomness: r_1 … r_N, by input row. chain_randomness: r̂_1 … r̂_N. N = 1 is here for the relation alone; a record with it is refused (§7).',
    cases: [
      ...honest.map(({ vector }) => vector),
      identity.vector,
      ...tampered(narrow.mixing, narrow.vector.payload),
      ...elsewhere(narrow.mixing, narrow.vector.payload),
      ...misplacedColumns(wide.mixing, wide.vector.payload),
      ...forgeries(draw),
    ],
  };
}

type Honest = { readonly mixing: Mixing; readonly vector: Case & { readonly payload: string } };

function accepts(
  draw: Draw,
  permutation: readonly number[],
  width: number,
  name = `N = ${permutation.length}, W = ${width}`,
): Honest {
  const place = drawPlace(draw);
  const rows = permutation.length;
  const input = drawRows(draw, place.key, rows, width);
  const secrets: ShuffleSecrets = {
    permutation,
    reencryption: permutation.map(() => draw.scalars(width)),
    commitment: draw.scalars(rows),
    chain: draw.scalars(rows),
  };
  const nonces = draw.scalars(3 + width + 2 * rows);
  const payload = shuffle(place, input, secrets, nonces);
  const { output, commitments } = decodeShuffle(payload, rows, width) ?? { output: [], commitments: [] };
  const vector: Honest['vector'] = {
    name,
    expected: 'accept',
    ...mixingFields({ place, input }),
    permutation: permutation.map((row) => row + 1),
    reencryption: secrets.reencryption.map(hexScalars),
    commitment_randomness: hexScalars(secrets.commitment),
    chain_randomness: hexScalars(secrets.chain),
    nonces: hexScalars(nonces),
    generators: generatorsOf(place.election, rows).map((point) => toHex(point.encode())),
    weights: hexScalars(weightsOf(place, input, output, commitments)),
    tag: tagOf(place.election, 'shuffle', contextOf(place, input)),
    payload: toHex(payload),
  };
  return { mixing: { place, input }, vector };
}

/** N = 2, W = 1: 132 bytes of rows, 66 of c, 66 of ĉ, 7 commitments, 8 responses. */
function tampered(mixing: Mixing, payload: string): Case[] {
  const [c, chain, proof, responses] = [132, 198, 264, 264 + 33 * 7];
  const other = Point.generator.encode();
  const edits: [string, string][] = [
    ['nothing', ''],
    ['a byte too few', payload.slice(0, -2)],
    ['a byte too many', `${payload}00`],
    ['A of the first output row replaced', replaced(payload, 0, other)],
    ['B of the first output row replaced', replaced(payload, 33, other)],
    ['output rows swapped', payload.slice(132, 264) + payload.slice(0, 132) + payload.slice(264)],
    ['c_1 replaced', replaced(payload, c, other)],
    ['c_1 and c_2 swapped', payload.slice(0, 264) + payload.slice(330, 396) + payload.slice(264, 330) + payload.slice(396)],
    ['ĉ_1 replaced', replaced(payload, chain, other)],
    ['ĉ_2 replaced', replaced(payload, chain + 33, other)],
    ['an output element of 33 zero bytes', replaced(payload, 0, new Uint8Array(33))],
    ['c_1 with the uncompressed head 04', replaced(payload, c, Uint8Array.of(4))],
    ...Array.from({ length: 7 }, (_, i): [string, string] => [
      `commitment ${i + 1} replaced`,
      replaced(payload, proof + 33 * i, other),
    ]),
    ...Array.from({ length: 8 }, (_, i): [string, string] => [
      `response ${i + 1} changed`,
      changed(payload, responses + 32 * i + 31, (byte) => byte ^ 1),
    ]),
    ['a response of n', replaced(payload, responses, Uint8Array.from(Buffer.from(order.toString(16), 'hex')))],
  ];
  return edits.map(([name, edited]) => rejects(name, mixing, edited));
}

function elsewhere({ place, input }: Mixing, payload: string): Case[] {
  const [first, second] = [at(input, 0), at(input, 1)];
  const others: [string, Mixing][] = [
    ['another question', { place: { ...place, question: 1 }, input }],
    ['another round', { place: { ...place, round: 2 }, input }],
    ['another trustee', { place: { ...place, trustee: 1 }, input }],
    ['another election', { place: { ...place, election: new Uint8Array(32) }, input }],
    ['another key', { place: { ...place, key: Point.generator }, input }],
    ['input rows swapped', { place, input: [second, first] }],
    ['another first input row', { place, input: [second, second] }],
  ];
  return others.map(([name, mixing]) => rejects(name, mixing, payload));
}

function misplacedColumns(mixing: Mixing, payload: string): Case[] {
  const columns = payload.slice(132, 264) + payload.slice(0, 132) + payload.slice(264);
  const asFour = { place: mixing.place, input: mixing.input.flatMap((row) => row.map((ciphertext) => [ciphertext])) };
  return [
    rejects('W = 2: columns of the first output row swapped', mixing, columns),
    rejects('two rows of two read as four of one', asFour, payload),
  ];
}
