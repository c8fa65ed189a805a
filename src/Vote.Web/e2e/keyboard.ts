/** The whole way by keyboard alone, and every focused thing must show that it is. */
import type { Locator } from 'playwright-core';
import type { DevServer } from '../dev/server';
import type { Visit } from './visit';

const MOST_TABS = 120;

/** The ring is on the thing itself, or on the card around a check box. */
const RING = `(() => {
  const focused = document.activeElement;
  const ring = (each) => getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) >= 4;
  return ring(focused) || [focused.closest('label')].some((label) => label !== null && ring(label));
})()`;

export async function byKeyboard(visit: Visit, server: DevServer): Promise<void> {
  const { page } = visit;
  await page.goto(`http://localhost:${server.port}/`);
  await visit.button('start.begin').waitFor();
  await page.keyboard.press('Tab');
  visit.expect(await isFocused(visit.link('app.skip')), 'the first stop is not the way past the header');
  await page.keyboard.press('Enter');
  await press(visit, visit.button('start.begin'));
  await visit.heading('identify.title');
  visit.expect(await isFocused(page.getByRole('heading', { level: 1 })), 'a new screen does not start at its heading');
  await press(visit, visit.button('identify.go'));
  await press(visit, page.getByRole('link', { name: '署名する' }), false);
  await visit.heading('ask.title');
  await press(visit, visit.button('ask.next'));
  await page.getByRole('checkbox').first().waitFor();
  await press(visit, page.getByRole('checkbox').nth(2), true, 'Space');
  await press(visit, page.getByRole('checkbox').nth(5), true, 'Space');
  await press(visit, visit.button('choose.next'));
  await page.getByRole('radio').first().waitFor();
  await tabTo(visit, page.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  visit.expect(await page.getByRole('radio').nth(1).isChecked(), 'arrows do not move the radio button');
  await press(visit, visit.button('choose.next'));
  await visit.heading('confirm.title');
  await press(visit, visit.button('confirm.cast'));
  await visit.heading('cast.recorded');
  await press(visit, visit.button('cast.finish'));
  await visit.heading('ended.title');
}

async function press(visit: Visit, target: Locator, isOurs = true, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(visit, target, isOurs);
  await visit.page.keyboard.press(key);
}

async function tabTo(visit: Visit, target: Locator, isOurs = true): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    if (await isFocused(target)) return;
    await visit.page.keyboard.press('Tab');
    const shows = await visit.page.evaluate(`document.activeElement === document.body || ${RING}`);
    if (isOurs) visit.expect(shows === true, `no focus ring: ${await focusedHtml(visit)}`);
  }
  throw new Error(`${String(target)} cannot be reached by Tab`);
}

async function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

async function focusedHtml(visit: Visit): Promise<string> {
  return String(await visit.page.evaluate('document.activeElement.outerHTML.slice(0, 80)'));
}
