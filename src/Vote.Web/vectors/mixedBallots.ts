/** ballot-mixed.json: ballots of mixed questions of width 1 and 2, and how rows decode. spec §4.4 */
import { at, concat, toHex } from '../src/crypto/bytes';
import { ballotTag, seal } from '../src/crypto/ballot';
import { mixedRelation } from '../src/crypto/ballotProof';
import { decodeCiphertexts } from '../src/crypto/elgamal';
import { encodeMessage } from '../src/crypto/encoding';
import { Point } from '../src/crypto/group';
import { prove } from '../src/crypto/sigma';
import { accepts, drawPlace, rejects } from './ballots';
import { Draw } from './draw';
import { approval, chooseOne, election, mixed } from './elections';
import { ORIGIN, type Value, type VectorFile } from './files';
import { changed, replaced } from './tampering';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

export function mixedBallots(): VectorFile {
  const draw = new Draw('ballot-mixed.json');
  const built = {
    'mixed-1-3-of-5': election('mixed-1-3-of-5', [mixed(approval(1, 3, 5))]),
    'mixed-1-40-of-40': election('mixed-1-40-of-40', [mixed(approval(1, 40, 40))]),
    'mixed-and-homomorphic': election('mixed-and-homomorphic', [mixed(chooseOne(2), 3), chooseOne(2)]),
  };
  const ask = (manifest: keyof typeof built) => ({ manifest, built: built[manifest], place: drawPlace(draw), draw });
  const [narrow, wide] = [ask('mixed-1-3-of-5'), ask('mixed-1-40-of-40')];
  const [short, long] = [
    accepts('width 1: options 2 and 5', narrow, [[2, 5]]),
    accepts('width 2: 31 options', wide, [range(3, 33)]),
  ];
  const edits = (payload: string): [string, string][] => [
    ['a byte too many', `${payload}00`],
    ['a byte too few', payload.slice(0, -2)],
    ['B replaced', replaced(payload, 33, Point.generator.encode())],
    ['A replaced', replaced(payload, 0, Point.generator.encode())],
    ['the commitment replaced', replaced(payload, 66, Point.generator.encode())],
    ['the response changed', changed(payload, 66 + 33 + 31, (byte) => byte ^ 1)],
  ];
  const columns = long.payload.slice(132, 264) + long.payload.slice(0, 132) + long.payload.slice(264);
  return {
    comment:
      `${ORIGIN} As ballot.json. rows: the elements of a row after decryption by column (the identity is the empty string), and its choice ` +
      '([0] is blank) or, for an invalid vote, the empty list.',
    manifests: Object.fromEntries(Object.entries(built).map(([name, { bytes }]) => [name, toHex(bytes)])),
    cases: [
      short,
      accepts('width 1: blank', ask('mixed-1-3-of-5'), [[0]]),
      long,
      accepts('width 2: 30 options, the second piece empty', ask('mixed-1-40-of-40'), [range(1, 30)]),
      accepts('width 2: blank', ask('mixed-1-40-of-40'), [[0]]),
      accepts('a mixed and a homomorphic question', ask('mixed-and-homomorphic'), [[1], [2]]),
      ...edits(short.payload).map(([name, payload]) => rejects(`width 1: ${name}`, narrow.manifest, narrow.place, payload)),
      rejects('width 1: at another slot', narrow.manifest, { ...narrow.place, slot: 18 }, short.payload),
      rejects(
        'width 1: under another credential',
        narrow.manifest,
        { ...narrow.place, credential: Point.generator },
        short.payload,
      ),
      rejects('width 1: proved under the purpose of the other mode', narrow.manifest, narrow.place, underOtherPurpose(narrow)),
      rejects('width 2: columns swapped', wide.manifest, wide.place, columns),
    ],
    rows: [...rows(1), ...rows(2)],
  };
}

function underOtherPurpose({ built, place, draw }: Parameters<typeof accepts>[1]): string {
  const sealing = seal(built.election, place, [{ kind: 'options', numbers: [1] }], draw.bytes(32));
  if (sealing.kind === 'refused') throw new Error(sealing.reason);
  const { ciphertexts, openings } = sealing.ballot;
  const tag = ballotTag(built.election, place, at(built.election.manifest.questions, 0), 1, ciphertexts).replace(
    '-ballot-mixed-',
    '-ballot-',
  );
  const witness = at(openings, 0).map(({ r }) => r);
  return toHex(concat(ciphertexts, prove(tag, mixedRelation(decodeCiphertexts(ciphertexts) ?? []), witness, draw.scalars(1))));
}

/** Rows of columns given as bytes; null stands for the identity, 'junk' for an element that encodes nothing. */
function rows(width: number): Value[] {
  const narrow: [string, Column[], number[]][] = [
    ['options 1 and 3', [[1, 3]], [1, 3]],
    ['blank', [[0]], [0]],
    ['nothing', [[]], []],
    ['descending', [[3, 1]], []],
    ['one option twice', [[2, 2]], []],
    ['blank and an option', [[0, 1]], []],
    ['blank twice', [[0, 0]], []],
    ['beyond the last option', [[1, 6]], []],
    ['more than max', [[1, 2, 3, 4]], []],
    ['an element that encodes nothing', ['junk'], []],
    ['the identity', ['identity'], []],
  ];
  const wide: [string, Column[], number[]][] = [
    ['31 options', [range(1, 30), [31]], range(1, 31)],
    ['one option', [[7], []], [7]],
    ['blank', [[0], []], [0]],
    ['both empty', [[], []], []],
    ['a first piece of 29 bytes before a filled one', [range(1, 29), [30]], []],
    ['an empty piece before a filled one', [[], [7]], []],
    ['a second piece that encodes nothing', [[7], 'junk'], []],
    ['ascending only within each piece', [range(1, 30), [30]], []],
    ['41 options', [range(1, 30), range(31, 41)], []],
  ];
  const manifest = width === 1 ? 'mixed-1-3-of-5' : 'mixed-1-40-of-40';
  return (width === 1 ? narrow : wide).map(([name, columns, chosen]) => ({
    name: `width ${width}: ${name}`,
    manifest,
    elements: columns.map(columnElement),
    choice: chosen,
  }));
}

type Column = readonly number[] | 'junk' | 'identity';

function columnElement(column: Column): string {
  if (column === 'identity') return '';
  if (column === 'junk') return toHex(Point.generator.encode());
  const point = encodeMessage(Uint8Array.from(column));
  return point === undefined ? '' : toHex(point.encode());
}
