/** Writes spec/vectors/*.json. Run by hand (`npm run vectors`), never by a test. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ballots } from './ballots';
import { mixedBallots } from './mixedBallots';
import { decryptions } from './decryptions';
import { shuffles } from './shuffles';
import { render, type VectorFile } from './files';

const FILES: readonly [string, () => VectorFile][] = [
  ['ballot.json', ballots],
  ['ballot-mixed.json', mixedBallots],
  ['shuffle.json', shuffles],
  ['decryption.json', decryptions],
];

export function make(): void {
  for (const [name, file] of FILES) {
    const text = `${render(file())}\n`;
    writeFileSync(fileURLToPath(new URL(`../../../spec/vectors/${name}`, import.meta.url)), text);
    console.log(name, text.length);
  }
}
