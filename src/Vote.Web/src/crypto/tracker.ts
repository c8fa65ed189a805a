/** The short name of a ballot's ciphertexts that a voter can compare. spec §4.6 */
import { at, fromBigEndian } from './bytes';
import type { Point } from './group';
import { label, sha256 } from './hash';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CHARACTERS = 32;

/** @param ciphertexts all ciphertexts of the ballot, encoded, in order */
export function trackerOf(election: Uint8Array, credential: Point, ciphertexts: Uint8Array): string {
  const digest = sha256(label('tsukuba-vote/tracker/v1'), election, credential.encode(), ciphertexts).slice(0, 20);
  const bits = fromBigEndian(digest);
  const text = Array.from({ length: CHARACTERS }, (_, i) =>
    at(ALPHABET, Number((bits >> BigInt(5 * (CHARACTERS - 1 - i))) & 31n)),
  );
  return Array.from({ length: 8 }, (_, group) => text.slice(4 * group, 4 * group + 4).join('')).join('-');
}
