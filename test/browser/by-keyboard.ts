/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** As many as anybody would go through on one page. */
const MOST_TABS = 160;
const hasFocus = (place: Locator): Promise<boolean> => place.evaluate((one) => one === document.activeElement);

/**
 * What has the focus and does not show it by an outline or a shadow; undefined: it is seen, or nothing has it. Of a day or month the browser
 * itself marks the part one is in.
 */
const unseen = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body || one.matches('input[type=date], input[type=month]')) return undefined;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    const shows = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    return shows ? undefined : one.outerHTML.slice(0, 120);
  });

/** Goes there by Tab alone, and sees at each stop where the focus is. */
export async function tabTo(page: Page, place: Locator): Promise<void> {
  await place.waitFor();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await hasFocus(place)) return;
    await page.keyboard.press('Tab');
    expect(await unseen(page), 'the focus is seen').toBeUndefined();
  }
  throw new Error(`${place} is not reached by Tab`);
}

/** Goes there and presses Enter. */
export async function press(page: Page, place: Locator): Promise<void> {
  await tabTo(page, place);
  await page.keyboard.press('Enter');
}

/** Goes to a field and types. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** What has the focus, in its own words; nothing where it was lost. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement === document.body ? '' : (document.activeElement?.textContent ?? '')));
