/** One voter before a real server and a real provider: clicks through the pages and says what came of it. */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { DESKTOP, PHONE, Visit, type Findings } from './visit';

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Wish = { readonly url: string; readonly resident: Resident; readonly choices: readonly number[] };

/** The number of a resident in the provider's list, and what to search for where the list is longer than its page. */
type Resident = { readonly number: number; readonly search: string | undefined };

export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pictures: { type: 'string' },
      lang: { type: 'string', default: 'ja' },
      desktop: { type: 'boolean', default: false },
      search: { type: 'string' },
    },
  });
  const [url, resident, choices] = positionals;
  if (url === undefined || resident === undefined || choices === undefined) {
    console.error('usage: node e2e/vote.mjs URL RESIDENT CHOICES [--search NAME-OR-ADDRESS]');
    return 1;
  }

  const findings: Findings = { problems: [], screens: 0 };
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM });
  try {
    const visit = await Visit.begin(browser, values.lang, values.desktop ? DESKTOP : PHONE, findings, values.pictures);
    const chosen = choices === 'blank' ? [] : choices.split(',').map(Number);
    await vote(visit, { url, resident: { number: Number(resident), search: values.search }, choices: chosen });
    await visit.end();
  } finally {
    await browser.close();
  }

  for (const problem of findings.problems) console.error(problem);
  return findings.problems.length === 0 ? 0 : 2;
}

async function vote(visit: Visit, wish: Wish): Promise<void> {
  const { page } = visit;
  await page.goto(wish.url);
  await visit.button('start.begin').click();
  await visit.heading('identify.title');
  await visit.look('real-1-identify');
  await visit.button('identify.go').click();
  await signInAtProvider(visit, wish.resident);
  await visit.heading('ask.title');
  await visit.look('real-3-ask');
  await visit.button('ask.next').click();
  await choose(visit, wish.choices);
  await visit.heading('confirm.title');
  await visit.look('real-5-confirm');
  await visit.button('confirm.cast').click();
  await visit.heading('cast.recorded');
  await visit.look('real-6-recorded');
  console.log(await page.locator('main').innerText());
}

/** The provider's page knows nothing of ours; it is found by what stands on it. */
async function signInAtProvider(visit: Visit, { number, search }: Resident): Promise<void> {
  const { page } = visit;
  await page.locator('input[type=radio][name=resident]').first().waitFor();
  if (search !== undefined) {
    const form = page.getByRole('search');
    await form.getByRole('searchbox').fill(search);
    await form.getByRole('button').click();
  }
  await page.locator(`input[type=radio][name=resident][value="${number}"]`).check();
  await visit.look('real-2-provider');
  await page.locator('button[name=action][value=sign]').click();
}

/** Options stand in an order of their own for each voter; they are found by their fixed number. */
async function choose(visit: Visit, choices: readonly number[]): Promise<void> {
  const { page } = visit;
  await page.getByRole('checkbox').first().waitFor();
  if (choices.length === 0) await page.getByRole('checkbox').last().check();
  for (const number of choices)
    await page
      .locator('label', { has: page.getByText(visit.say('choose.number', { number }), { exact: true }) })
      .getByRole('checkbox')
      .check();
  await visit.look('real-4-choose');
  await visit.button('choose.next').click();
}
