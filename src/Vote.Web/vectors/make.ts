/** Writes spec/vectors/*.json. Run by hand (`npm run vectors`), never by a test. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ballots } from './ballots';
import { ceremonies } from './ceremonies';
import { complaints } from './complaints';
import { decryptions } from './decryptions';
import { evidences } from './evidence';
import { render, type VectorFile } from './files';
import { kinds } from './kinds';
import { manifests } from './manifests';
import { mixedBallots } from './mixedBallots';
import { shuffles } from './shuffles';
import { ballotRandomnesses, generators, messageEncoding, trackers, weights } from './smallParts';

const FILES: readonly [string, () => VectorFile][] = [
  ['generators.json', generators],
  ['message-encoding.json', messageEncoding],
  ['ballot-randomness.json', ballotRandomnesses],
  ['tracker.json', trackers],
  ['weights.json', weights],
  ['manifest.json', manifests],
  ['ballot.json', ballots],
  ['ballot-mixed.json', mixedBallots],
  ['ballot-kinds.json', kinds],
  ['shuffle.json', shuffles],
  ['decryption.json', decryptions],
  ['ceremony.json', ceremonies],
  ['evidence.json', evidences],
  ['complaint.json', complaints],
];

export function make(): void {
  for (const [name, file] of FILES) {
    const text = `${render(file())}\n`;
    writeFileSync(fileURLToPath(new URL(`../../../spec/vectors/${name}`, import.meta.url)), text);
    console.log(name, text.length);
  }
}
