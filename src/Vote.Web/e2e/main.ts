/** Everything that only a browser can show. Exits 0 when nothing was found. */
import { type AddressInfo, createServer } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { DevServer } from '../dev/server';
import { languages } from '../src/texts';
import { approval, election } from '../vectors/elections';
import { bench } from './bench';
import { byKeyboard } from './keyboard';
import { tour, underWitnesses } from './tour';
import { DESKTOP, type Findings, NARROW, PHONE, type Size, Visit, ZOOMED } from './visit';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Of the election in which receipts wait for a quorum of two. */
const WITNESSES = 3;

type Way = (visit: Visit, server: DevServer) => Promise<void>;

/** The ballot-paper of the design's target: one question, 13 options, one to three of them. */
const BENCHED = election('bench', [approval(1, 3, 13)]).bytes;

/** @param folder where pictures of the screens go; none are taken without it */
export async function main(folder: string | undefined): Promise<number> {
  const findings: Findings = { problems: [], screens: 0 };
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...ARGUMENTS, '--disable-component-update', '--disable-sync'],
  });
  try {
    for (const { id } of languages) {
      for (const size of [PHONE, DESKTOP]) {
        await walk(browser, id, size, tour, findings, folder);
        await walk(browser, id, size, underWitnesses, findings, folder, WITNESSES);
      }
      for (const size of [NARROW, ZOOMED]) await walk(browser, id, size, tour, findings);
    }
    await walk(browser, 'ja', DESKTOP, byKeyboard, findings);
    console.log(await withServer((server) => bench(browser, server, BENCHED)));
  } finally {
    await browser.close();
  }
  for (const problem of findings.problems) console.error(problem);
  console.log(`${findings.screens} screens seen, ${findings.problems.length} problems`);
  return findings.problems.length === 0 ? 0 : 1;
}

async function walk(
  browser: Browser,
  language: string,
  size: Size,
  way: Way,
  findings: Findings,
  folder?: string,
  witnesses = 0,
): Promise<void> {
  await withServer(async (server) => {
    await server.fill(12);
    const visit = await Visit.begin(browser, language, size, findings, folder);
    try {
      await way(visit, server);
    } catch (error) {
      visit.report(String(error));
      if (folder !== undefined) await visit.page.screenshot({ path: `${folder}/failed-${language}-${size.name}.png` });
    } finally {
      await visit.end();
    }
  }, witnesses);
}

async function withServer<T>(act: (server: DevServer) => Promise<T>, witnesses = 0): Promise<T> {
  const server = new DevServer(await freePort(), witnesses);
  await server.listen();
  try {
    return await act(server);
  } finally {
    server.close();
  }
}

/** Several people may drive browsers on one machine. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
