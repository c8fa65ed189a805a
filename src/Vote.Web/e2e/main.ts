/** Everything that only a browser can show. Exits 0 when nothing was found. */
import { chromium, type Browser } from 'playwright-core';
import { DevServer } from '../dev/server';
import { tour } from './tour';
import { DESKTOP, type Findings, PHONE, Visit } from './visit';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

export async function main(folder: string | undefined): Promise<number> {
  const findings: Findings = { problems: [], screens: 0 };
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...ARGUMENTS, '--disable-component-update', '--disable-sync'],
  });
  try {
    for (const size of [PHONE, DESKTOP])
      for (const language of ['ja', 'en']) await guided(browser, language, size, findings, folder);
  } finally {
    await browser.close();
  }
  for (const problem of findings.problems) console.error(problem);
  console.log(`${findings.screens} screens seen, ${findings.problems.length} problems`);
  return findings.problems.length === 0 ? 0 : 1;
}

async function guided(
  browser: Browser,
  language: string,
  size: typeof PHONE,
  findings: Findings,
  folder?: string,
): Promise<void> {
  const server = new DevServer(5180);
  await server.fill(12);
  await server.listen();
  const visit = await Visit.begin(browser, language, size, findings, folder);
  try {
    await tour(visit, server);
  } catch (error) {
    visit.report(String(error));
    if (folder !== undefined) await visit.page.screenshot({ path: `${folder}/failed-${language}-${size.name}.png` });
  } finally {
    await visit.end();
    server.close();
  }
}
