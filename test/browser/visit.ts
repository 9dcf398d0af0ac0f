/// <reference lib="dom" />
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

const ARTIFACTS = fileURLToPath(new URL('../../.artifacts/browser/', import.meta.url));

export const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
export type Device = keyof typeof DEVICES;
export type Language = 'zh' | 'en';

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page: its errors and warnings, and every breach of the content security policy. */
  readonly complaints: string[];
  readonly requests: Request[];
  /** Opens an address of the house and waits until its data is there. */
  open(path: string): Promise<void>;
};

type Options = {
  readonly device?: Device;
  readonly language?: Language;
  /** Whether pages may run scripts. */
  readonly script?: boolean;
};

let browser: Browser;

/** How many requests of a page are on their way. */
const onTheirWay = new WeakMap<Page, Set<Request>>();

function watch(page: Page): void {
  const open = new Set<Request>();
  onTheirWay.set(page, open);
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

const STILL_MS = 50;

/** Waits until the page has asked for nothing for a moment and waits for nothing; sooner than Playwright's `networkidle`, which takes half a second. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  for (let still = 0; still < 4; still = (onTheirWay.get(page)?.size ?? 0) > 0 ? 0 : still + 1) await page.waitForTimeout(STILL_MS);
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** One browser for the tests of a file. Call at its top. */
export function openBrowser(): void {
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
  });
}

/** A visitor with nothing stored. When the test fails, what they see is kept under `.artifacts/browser`. */
export async function visit({ device = 'desktop', language = 'zh', script = true }: Options = {}): Promise<Visit> {
  const url = inject('url');
  const context = await browser.newContext({
    viewport: DEVICES[device],
    hasTouch: device === 'phone',
    baseURL: url,
    javaScriptEnabled: script,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  await context.addInitScript((chosen) => localStorage.setItem('rongqiao.language', chosen), language);
  context.on('page', watch);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: Request[] = [];
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`)),
  );
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request));
  onTestFailed(async ({ task }) => {
    await mkdir(ARTIFACTS, { recursive: true });
    const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    await page.screenshot({ path: join(ARTIFACTS, `${name}-${device}-${language}.png`), fullPage: true }).catch(() => undefined);
  });
  const open = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };
  return { page, context, complaints, requests, open };
}

let axeSource: Promise<string> | undefined;

/** What axe finds on the page as it stands: rule, impact and the elements. Nothing is switched off. */
export async function axe(page: Page): Promise<string[]> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window, which knows nothing of it.
    const { violations } = await (window as any).axe.run();
    type Found = { id: string; impact: string; nodes: { target: string[] }[] };
    return (violations as Found[]).map(
      ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
  });
}

/** The words of an element, shown or folded away. */
export const textOf = async (locator: Locator): Promise<string> => (await locator.textContent()) ?? '';

/** Nothing wider than the screen: no sideways scrolling of the page. */
export async function expectToFit(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
  expect(content, 'width of the page').toBeLessThanOrEqual(screen);
}

/** A link as the check makes them: the answers packed behind `#s=`. */
export async function linkWith(answers: { applicant?: string; facts: Record<string, unknown> }): Promise<string> {
  const packed = new Blob([JSON.stringify(answers)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return `/check#s=${Buffer.from(await new Response(packed).arrayBuffer()).toString('base64url')}`;
}
