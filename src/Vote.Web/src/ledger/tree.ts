/** Nodes, roots and consistency proofs of a published tree, computed from its tiles. C2SP tlog-tiles; RFC 6962 §2.1.2; ledger §6, §8 */
import { at } from '../crypto/bytes';
import { nodeHash } from './merkle';

/** A file below a log's prefix; undefined when it is not there or nothing is known. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

const FULL = 256;
const LEVEL_HEIGHT = 8;
const HASH_BYTES = 32;

/** Undefined results: a tile is missing or of another length. What is read here is believed only once a signed root confirms it. */
export class PublishedTree {
  readonly #size: number;
  readonly #read: ReadFile;
  readonly #tiles = new Map<string, Promise<readonly Uint8Array[] | undefined>>();

  constructor(size: number, read: ReadFile) {
    this.#size = size;
    this.#read = read;
  }

  /** The root over the first leaves. */
  root(size: number): Promise<Uint8Array | undefined> {
    return this.#range(0, size);
  }

  /** The proof that the tree of a size, at least 1, is a beginning of this one. */
  async consistency(from: number): Promise<readonly Uint8Array[] | undefined> {
    const path: Promise<Uint8Array | undefined>[] = [];
    let [start, end, isWhole] = [0, this.#size, true];
    while (end > from) {
      const middle = start + split(end - start);
      const goesLeft = from <= middle;
      path.unshift(goesLeft ? this.#range(middle, end) : this.#range(start, middle));
      [start, end, isWhole] = goesLeft ? [start, middle, isWhole] : [middle, end, false];
    }
    if (!isWhole) path.unshift(this.#range(start, end));
    const nodes = (await Promise.all(path)).flatMap((node) => node ?? []);
    return nodes.length === path.length ? nodes : undefined;
  }

  /** All leaf hashes. */
  async leaves(): Promise<readonly Uint8Array[] | undefined> {
    const numbers = Array.from({ length: Math.ceil(this.#size / FULL) }, (_, number) => number);
    const tiles = await Promise.all(numbers.map((number) => this.#tile(0, number)));
    const found = tiles.flatMap((tile) => tile ?? []);
    return found.length === this.#size ? found : undefined;
  }

  async #range(start: number, end: number): Promise<Uint8Array | undefined> {
    const height = Math.log2(end - start);
    if (Number.isInteger(height)) return this.#node(height, start / (end - start));
    const middle = start + split(end - start);
    const [left, right] = await Promise.all([this.#range(start, middle), this.#range(middle, end)]);
    return left === undefined || right === undefined ? undefined : nodeHash(left, right);
  }

  /** The root of a complete subtree: hashes of a tile, joined up to the height between two levels of tiles. */
  async #node(height: number, index: number): Promise<Uint8Array | undefined> {
    const level = Math.floor(height / LEVEL_HEIGHT);
    const count = 2 ** (height % LEVEL_HEIGHT);
    const first = index * count;
    const tile = await this.#tile(level, Math.floor(first / FULL));
    let nodes = tile?.slice(first % FULL, (first % FULL) + count) ?? [];
    if (nodes.length < count) return undefined;
    while (nodes.length > 1) nodes = pairs(nodes);
    return at(nodes, 0);
  }

  #tile(level: number, number: number): Promise<readonly Uint8Array[] | undefined> {
    const name = `${level}/${number}`;
    const known = this.#tiles.get(name) ?? this.#fetch(level, number);
    this.#tiles.set(name, known);
    return known;
  }

  async #fetch(level: number, number: number): Promise<readonly Uint8Array[] | undefined> {
    const width = Math.min(FULL, Math.floor(this.#size / FULL ** level) - number * FULL);
    const path = `tile/${level}/${spell(number)}`;
    // A partial tile may go as soon as the full one is there.
    const content = width === FULL ? await this.#read(path) : ((await this.#read(`${path}.p/${width}`)) ?? (await this.#read(path)));
    if (content === undefined || content.length % HASH_BYTES !== 0 || content.length < width * HASH_BYTES) return undefined;
    return Array.from({ length: width }, (_, i) => content.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  }
}

/** x001/x234/067 */
export function spell(number: number): string {
  const last = String(number % 1000).padStart(3, '0');
  return number < 1000 ? last : `${spellLeading(Math.floor(number / 1000))}/${last}`;
}

function spellLeading(number: number): string {
  const group = `x${String(number % 1000).padStart(3, '0')}`;
  return number < 1000 ? group : `${spellLeading(Math.floor(number / 1000))}/${group}`;
}

function pairs(nodes: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: nodes.length / 2 }, (_, i) => nodeHash(at(nodes, 2 * i), at(nodes, 2 * i + 1)));
}

/** The greatest power of two below a count of at least 2. */
function split(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1);
}
