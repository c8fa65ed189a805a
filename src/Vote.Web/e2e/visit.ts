/** One browser window of one size and language, and what is asked of every screen it sees. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { fill, languages, plain, type TextKey, type Values } from '../src/texts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Size = { readonly name: string; readonly width: number; readonly height: number; readonly forcedColors?: true };
export const PHONE: Size = { name: 'phone', width: 390, height: 844 };
export const DESKTOP: Size = { name: 'desktop', width: 1280, height: 800 };
/** The narrowest window that has to work, in high contrast. */
export const NARROW: Size = { name: 'narrow', width: 320, height: 568, forcedColors: true };
/** 1280 × 800 at 400 % zoom has so many CSS pixels. */
export const ZOOMED: Size = { name: 'zoomed', width: 320, height: 200 };

export type Findings = { readonly problems: string[]; screens: number };

export class Visit {
  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly language: string,
    readonly size: Size,
    readonly findings: Findings,
    readonly folder: string | undefined,
  ) {}

  static async begin(browser: Browser, language: string, size: Size, findings: Findings, folder?: string): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width: size.width, height: size.height },
      locale: language === 'en' ? 'en-GB' : 'ja-JP',
      acceptDownloads: true,
      reducedMotion: 'reduce',
      forcedColors: size.forcedColors === true ? 'active' : 'none',
    });
    await context.addInitScript(
      `location.protocol === 'about:' || (sessionStorage.getItem('language') ?? sessionStorage.setItem('language', '${language}'))`,
    );
    const page = await context.newPage();
    const visit = new Visit(page, context, language, size, findings, folder);
    page.on('pageerror', (error) => visit.report(`error in the page: ${error.message}`));
    page.on('console', (message) => {
      // The browser itself notes refused requests; those are the mock's doing.
      const isOurs = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
      if (isOurs) visit.report(`console: ${message.text()}`);
    });
    return visit;
  }

  report(problem: string): void {
    this.findings.problems.push(`${this.language}, ${this.size.name}: ${problem}`);
  }

  expect(holds: boolean, what: string): void {
    if (!holds) this.report(what);
  }

  say(key: TextKey, values: Values = {}): string {
    const language = languages.find(({ id }) => id === this.language);
    if (language === undefined) throw new Error(`no language ${this.language}`);
    return plain(fill(language.texts, key, values));
  }

  button(key: TextKey): Locator {
    return this.page.getByRole('button', { name: this.say(key), exact: true });
  }

  link(key: TextKey): Locator {
    return this.page.getByRole('link', { name: this.say(key), exact: true });
  }

  async heading(key: TextKey): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: this.say(key), exact: true }).waitFor({ timeout: 20_000 });
  }

  /** Looks at a screen: accessibility, overflow, size of targets; and keeps its picture. */
  async look(name: string): Promise<void> {
    this.findings.screens++;
    await this.page.evaluate(AXE);
    const results = (await this.page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
    for (const { id, nodes } of results.violations)
      this.report(
        `${name}: axe ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
      );
    const overflow = await this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    this.expect(overflow === 0, `${name}: ${String(overflow)} px wider than the window`);
    const small = (await this.page.evaluate(SMALL_TARGETS)) as string[];
    this.expect(small.length === 0, `${name}: targets under 48 px: ${small.join(', ')}`);
    if (this.folder === undefined) return;
    mkdirSync(this.folder, { recursive: true });
    const path = `${this.folder}/${name}-${this.language}-${this.size.name}.png`;
    // As tall as its content, so that what sticks to the bottom stands where it belongs.
    const height = Number(await this.page.evaluate('document.documentElement.scrollHeight'));
    await this.page.setViewportSize({ width: this.size.width, height: Math.max(height, this.size.height) });
    await this.page.screenshot({ path });
    await this.page.setViewportSize({ width: this.size.width, height: this.size.height });
  }

  /** The path of a saved file under the name that the page gave it. */
  async download(key: TextKey): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(key).click()]);
    const path = join(mkdtempSync(join(tmpdir(), 'vote-web-')), download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}

/** What can be pressed is at least 48 px high; a check box counts with its label. */
const SMALL_TARGETS = `[...document.querySelectorAll('a[href], button, summary, input')]
  .filter((each) => each.checkVisibility() && !each.classList.contains('skip'))
  .map((each) => [each, (each.closest('label') ?? each).getBoundingClientRect()])
  .filter(([, box]) => box.height < 47.5)
  .map(([each, box]) => each.outerHTML.slice(0, 60) + ' ' + box.height)`;
