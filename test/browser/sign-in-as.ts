/// <reference lib="dom" />
import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { signIn, Visitor } from '../support/visitor.ts';
import { type Device, type Language, settled, type Visit, visit } from './visit.ts';

const COOKIE = '__Host-rongqiao';

/** Who came in by `signInAs`, and whose session a browser therefore holds. */
const sessions = new WeakMap<BrowserContext, Visitor>();

/**
 * Signs in at the local issuer, answer by answer and without its pages, and hands the browser the cookie it would have got: for all tests
 * that are not about signing in.
 * @param land where the browser goes then; it stays where it is unless given
 */
export async function signInAs({ page, context }: Pick<Visit, 'page' | 'context'>, person: string, land?: string): Promise<void> {
  const visitor = new Visitor(inject('url'));
  await signIn(visitor, person);
  const value = visitor.cookie(COOKIE);
  if (value === undefined) throw new Error(`${person} was not signed in`);
  const { hostname: domain } = new URL(inject('url'));
  await context.addCookies([{ name: COOKIE, value, domain, path: '/', httpOnly: true, secure: true, sameSite: 'Lax' }]);
  sessions.set(context, visitor);
  if (land === undefined) return;
  await page.goto(land);
  await settled(page);
}

/** A person of the demo at a page of theirs. */
export async function visitAs(person: string, path: string, device: Device, language: Language = 'zh'): Promise<Visit> {
  const visitor = await visit({ device, language });
  await signInAs(visitor, person);
  await visitor.open(path);
  return visitor;
}

/** Signs in as a person would: from our page to the issuer's list, and back. The issuer knows the browser from then on. */
export async function signInByHand({ page }: Pick<Visit, 'page'>, person: string, returnTo = '/me'): Promise<void> {
  await page.goto(`/v1/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
  await page.locator(`button[value="${person}"]`).click();
  await page.waitForURL(`**${returnTo}`);
  await settled(page);
}

export type MyPlace = { readonly id: string; readonly kind: string; readonly name: string };

/** The organisations of whoever is signed in, as the API has them. */
export async function placesOf(page: Page): Promise<MyPlace[]> {
  const visitor = sessions.get(page.context());
  if (!visitor) return page.evaluate(async () => (await (await fetch('/v1/me')).json()).organisations);
  const { response } = await visitor.ask('/v1/me');
  return ((await response.json()) as { organisations: MyPlace[] }).organisations;
}

export async function placeOf(page: Page, kind: string): Promise<MyPlace> {
  const place = (await placesOf(page)).find((entry) => entry.kind === kind);
  if (!place) throw new Error(`no ${kind} among the organisations of the demo person`);
  return place;
}

/** A command of whoever came in by `signInAs`, as our own page sends it, to have something to look at. */
export async function post<Body>(page: Page, path: string, body: unknown): Promise<{ readonly status: number; readonly body: Body }> {
  const visitor = sessions.get(page.context());
  if (!visitor) throw new Error('nobody came in by signInAs');
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), origin: inject('url') };
  const { response } = await visitor.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Body };
}

/** One step of a case by whoever came in by `signInAs`, on the version of the moment. */
export async function takeStep(page: Page, caseId: string, step: string, body?: unknown): Promise<void> {
  const visitor = sessions.get(page.context());
  if (!visitor) throw new Error('nobody came in by signInAs');
  const seen = await visitor.ask(`/v1/cases/${caseId}`);
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    'if-match': seen.response.headers.get('etag') ?? '',
    origin: inject('url'),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const { response } = await visitor.ask(`/v1/cases/${caseId}/${step}`, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status !== 200) throw new Error(`${step}: ${response.status} ${await response.text()}`);
}
