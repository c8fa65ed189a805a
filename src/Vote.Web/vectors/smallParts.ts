/** generators.json, message-encoding.json, ballot-randomness.json, tracker.json, weights.json. spec §2, §4.6, §6 */
import { concat, toHex } from '../src/crypto/bytes';
import { encode } from '../src/crypto/canonical';
import { ballotRandomness } from '../src/crypto/elgamal';
import { decodeMessage, encodeMessage } from '../src/crypto/encoding';
import { generatorsOf } from '../src/crypto/generators';
import { Point } from '../src/crypto/group';
import { drawWeights, tagOf } from '../src/crypto/tag';
import { trackerOf } from '../src/crypto/tracker';
import { Draw } from './draw';
import { type Case, hexScalars, ORIGIN, type VectorFile } from './files';

export function generators(): VectorFile {
  const draw = new Draw('generators.json');
  const cases = [new Uint8Array(32), draw.bytes(32)].map((election, i): Case => ({
    name: `election hash ${i + 1}`,
    expected: 'accept',
    election: toHex(election),
    generators: generatorsOf(election, 5).map((point) => toHex(point.encode())),
  }));
  return { comment: `${ORIGIN} H_0 … H_5 of an election hash, spec §2.2.`, cases };
}

export function messageEncoding(): VectorFile {
  const draw = new Draw('message-encoding.json');
  const filled = (length: number, byte: number) => new Uint8Array(length).fill(byte);
  const messages: [string, Uint8Array][] = [
    ['nothing', filled(0, 0)],
    ...[1, 2, 3, 7, 15, 16, 29, 30].map((length): [string, Uint8Array] => [`${length} bytes`, draw.bytes(length)]),
    ['one zero byte', filled(1, 0)],
    ['five zero bytes', filled(5, 0)],
    ['thirty zero bytes', filled(30, 0)],
    ['thirty bytes of ff', filled(30, 255)],
    ['numbers 1 … 30', Uint8Array.from({ length: 30 }, (_, i) => i + 1)],
    ['a message with a counter of at least 4', lateMessage(4)],
  ];
  const accepts = messages.map(([name, data]): Case => {
    const element = elementOf(data);
    return { name, expected: 'accept', data: toHex(data), counter: element.at(-1) ?? 0, element: toHex(element) };
  });
  const rejects = undecodable(draw).map(([name, element]): Case => ({ name, expected: 'reject', element }));
  return {
    comment: `${ORIGIN} data and its element, spec §2.4. Rejected: elements that decode to nothing; the identity is the empty string.`,
    cases: [...accepts, ...rejects],
  };
}

function elementOf(data: Uint8Array): Uint8Array {
  const point = encodeMessage(data);
  if (point === undefined) throw new Error('no counter gives a point');
  return point.encode();
}

function lateMessage(counter: number): Uint8Array {
  for (let i = 0; ; i++) {
    const data = Uint8Array.of(i >> 8, i & 255);
    if ((elementOf(data).at(-1) ?? 0) >= counter) return data;
  }
}

function undecodable(draw: Draw): [string, string][] {
  const at = (head: number, length: number, rest: Uint8Array) =>
    concat(Uint8Array.of(head, length), rest, new Uint8Array(30 - rest.length));
  const odd = elementOf(Uint8Array.of(1)).map((byte, i) => (i === 0 ? 3 : byte));
  const first = elementOf(Uint8Array.of(7));
  return [
    ['the identity', ''],
    ['odd y', toHex(odd)],
    ['a length of 31', toHex(firstPoint(at(2, 31, new Uint8Array()), 0))],
    ['a length of 255', toHex(firstPoint(concat(Uint8Array.of(2, 255), new Uint8Array(30)), 0))],
    ['padding that is not zero', toHex(firstPoint(at(2, 1, Uint8Array.of(7, 1)), 0))],
    [
      'padding whose last byte is not zero',
      toHex(firstPoint(at(2, 1, concat(Uint8Array.of(7), new Uint8Array(28), Uint8Array.of(1))), 0)),
    ],
    ['a counter that is not the smallest', toHex(firstPoint(first.slice(0, 32), (first.at(-1) ?? 0) + 1))],
    ['the generator', toHex(Point.generator.encode())],
    ['a random element', toHex(draw.point().encode())],
  ];
}

/** The first point from a counter on. */
function firstPoint(head: Uint8Array, counter: number): Uint8Array {
  const encoding = concat(head, Uint8Array.of(counter));
  const point = Point.decode(encoding);
  if (point === undefined) return firstPoint(head, counter + 1);
  if (decodeMessage(point) !== undefined) throw new Error('decodable');
  return encoding;
}

export function ballotRandomnesses(): VectorFile {
  const draw = new Draw('ballot-randomness.json');
  const places: [string, number, number, number][] = [
    ['the first ciphertext', 1, 1, 1],
    ['the next', 1, 1, 2],
    ['another question', 1, 2, 1],
    ['another sequence', 2, 1, 1],
    ['great numbers', 2 ** 53 - 1, 32, 2 ** 32 - 1],
  ];
  const [seed, election, credential] = [draw.bytes(32), draw.bytes(32), draw.point()];
  const cases = places.map(([name, sequence, question, index]): Case => ({
    name,
    expected: 'accept',
    seed: toHex(seed),
    election: toHex(election),
    credential: toHex(credential.encode()),
    sequence,
    question,
    index,
    r: hexScalars([ballotRandomness(seed, { election, credential, sequence }, question, index)]),
  }));
  return { comment: `${ORIGIN} The encryption scalar of a seed, spec §2.5.`, cases };
}

export function trackers(): VectorFile {
  const draw = new Draw('tracker.json');
  const cases = [0, 66, 132, 660].map((length): Case => {
    const [election, credential, ciphertexts] = [draw.bytes(32), draw.point(), draw.bytes(length)];
    return {
      name: `${length} bytes of ciphertexts`,
      expected: 'accept',
      election: toHex(election),
      credential: toHex(credential.encode()),
      ciphertexts: toHex(ciphertexts),
      tracker: trackerOf(election, credential, ciphertexts),
    };
  });
  return { comment: `${ORIGIN} Trackers, spec §4.6; the ciphertexts here are random bytes.`, cases };
}

export function weights(): VectorFile {
  const draw = new Draw('weights.json');
  const cases = (['shuffle-weights', 'decryption-weights'] as const).flatMap((purpose) =>
    [
      [1, 2, 2, 1],
      [1, 1, 1],
      [1, 0, 3],
    ].map((counts, i): Case => {
      const scope = draw.bytes(32);
      const context = { number: i, purpose };
      const vectors = counts.map((count) => Array.from({ length: count }, () => draw.point()));
      const tag = tagOf(scope, purpose, context);
      return {
        name: `${purpose}, vectors of ${counts.join(', ')} elements`,
        expected: 'accept',
        scope: toHex(scope),
        purpose,
        context: toHex(encode(context)),
        tag,
        vectors: vectors.map((points) => toHex(concat(...points.map((point) => point.encode())))),
        weights: hexScalars(drawWeights(tag, vectors, 3)),
      };
    }),
  );
  return {
    comment: `${ORIGIN} Weights after vectors of elements, spec §6.2, §6.3; contexts and vectors here are of no relation. context: canonical JSON.`,
    cases,
  };
}
