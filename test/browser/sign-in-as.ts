/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { settled, type Visit } from './visit.ts';

/** Signs in at the local issuer, as a person would: from our page to its list, and back. */
export async function signInAs({ page }: Pick<Visit, 'page'>, person: string, returnTo = '/me'): Promise<void> {
  await page.goto(`/v1/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
  await page.locator(`button[value="${person}"]`).click();
  await page.waitForURL(`**${returnTo}`);
  await settled(page);
}

export type MyPlace = { readonly id: string; readonly kind: string; readonly name: string };

/** The organisations of whoever is signed in, as the API has them. */
export const placesOf = (page: Page): Promise<MyPlace[]> => page.evaluate(async () => (await (await fetch('/v1/me')).json()).organisations);

export async function placeOf(page: Page, kind: string): Promise<MyPlace> {
  const place = (await placesOf(page)).find((entry) => entry.kind === kind);
  if (!place) throw new Error(`no ${kind} among the organisations of the demo person`);
  return place;
}
