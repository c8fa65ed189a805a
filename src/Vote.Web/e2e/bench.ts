/** How long one ballot of 13 options takes in the worker, from the message to the answer. */
import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { DevServer } from '../dev/server';

const RUNS = 5;

/** In the page: a warm worker, then so many ballots of one question each. */
const MEASURE = `async ({ script, manifest, runs }) => {
  const worker = new Worker(script, { type: 'module' });
  const run = (number, task) => new Promise((done) => {
    worker.onmessage = ({ data }) => done(data.outcome);
    worker.postMessage({ number, task });
  });
  const bytes = Uint8Array.from(manifest);
  const credential = Uint8Array.of(3, 0x6b,0x17,0xd1,0xf2,0xe1,0x2c,0x42,0x47,0xf8,0xbc,0xe6,0xe5,0x63,0xa4,0x40,0xf2,0x77,0x03,0x7d,0x81,0x2d,0xeb,0x33,0xa0,0xf4,0xa1,0x39,0x45,0xd8,0x98,0xc2,0x96);
  const place = { credential, generation: 1, previous: new Uint8Array(32), sequence: 1, slot: 1 };
  const task = { kind: 'seal', manifest: bytes, place, choices: [{ kind: 'options', numbers: [2, 5, 9] }] };
  const begun = performance.now();
  await run(0, { kind: 'warm', manifest: bytes });
  const warm = performance.now() - begun;
  const times = [];
  for (let i = 1; i <= runs; i++) {
    const start = performance.now();
    const outcome = await run(i, task);
    if (outcome.kind !== 'sealed') throw new Error(outcome.reason);
    times.push(performance.now() - start);
  }
  return { warm, times };
}`;

export async function bench(browser: Browser, server: DevServer, manifest: Uint8Array): Promise<string> {
  const script = readdirSync(new URL('../dist/assets/', import.meta.url)).find((name) => name.startsWith('ballot.worker'));
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.port}/dev/blank`);
  const argument = JSON.stringify({ script: `/assets/${script ?? ''}`, manifest: [...manifest], runs: RUNS });
  const { warm, times } = (await page.evaluate(`(${MEASURE})(${argument})`)) as { warm: number; times: number[] };
  await page.close();
  const sorted = [...times].sort((left, right) => left - right);
  const median = sorted[Math.floor(RUNS / 2)] ?? Number.NaN;
  const all = times.map((time) => time.toFixed(0)).join(', ');
  return `one 13-option ballot in the worker: median ${median.toFixed(0)} ms of ${RUNS} (${all}); warming up ${warm.toFixed(0)} ms`;
}
