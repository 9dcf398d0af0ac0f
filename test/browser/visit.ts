/// <reference lib="dom" />
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { beforeAll, expect, inject, onTestFailed } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

const ARTIFACTS = fileURLToPath(new URL('../../.artifacts/browser/', import.meta.url));

export const DEVICES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
export type Device = keyof typeof DEVICES;
export type Language = 'zh' | 'en';

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly device: Device;
  /** What went wrong in the page: its errors and warnings, and every breach of the content security policy. */
  readonly complaints: string[];
  readonly requests: Request[];
  /** Opens an address of the house and waits until its data is there. */
  open(path: string): Promise<void>;
  /** The language of what is opened from now on. */
  speak(language: Language): Promise<void>;
};

type Options = {
  readonly device?: Device;
  readonly language?: Language;
  /** Whether pages may run scripts. */
  readonly script?: boolean;
};

/** One for all files of a worker, which takes it along when it ends. */
let browser: Promise<Browser> | undefined;

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

/** Has the browser started before the tests of a file. Call at its top. */
export function openBrowser(): void {
  beforeAll(async () => {
    browser ??= launchBrowser();
    await browser;
  }, 120_000);
}

/** When the test fails, what is seen is kept under `.artifacts/browser`. */
export function keepSight({ page, device }: Pick<Visit, 'page' | 'device'>): void {
  onTestFailed(async ({ task }) => {
    await mkdir(ARTIFACTS, { recursive: true });
    const name = task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    const path = join(ARTIFACTS, `${name}-${device}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  });
}

/** A visitor of one test, with nothing stored. */
export async function visit(options: Options = {}): Promise<Visit> {
  const visitor = await newVisitor(options);
  keepSight(visitor);
  return visitor;
}

/** A visitor who stays for several tests, each of which calls `keepSight`. */
export async function newVisitor({ device = 'desktop', language = 'zh', script = true }: Options = {}): Promise<Visit> {
  const url = inject('url');
  if (!browser) throw new Error('openBrowser() stands at the top of the file');
  const context = await (await browser).newContext({
    viewport: DEVICES[device],
    hasTouch: device === 'phone',
    baseURL: url,
    javaScriptEnabled: script,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  const speak = async (chosen: Language): Promise<void> => {
    // The last one wins.
    await context.addInitScript((words) => localStorage.setItem('rongqiao.language', words), chosen);
  };
  await speak(language);
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
  const open = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };
  return { page, context, device, complaints, requests, open, speak };
}

let axeSource: Promise<string> | undefined;

/** What axe finds on the page as it stands: rule, impact and the elements. Nothing is switched off. */
export async function axe(page: Page): Promise<string[]> {
  axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    // What holds and what does not apply is not told in detail.
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window, which knows nothing of it.
    const { violations } = await (window as any).axe.run({ resultTypes: ['violations'] });
    type Found = { id: string; impact: string; nodes: { target: string[] }[] };
    return (violations as Found[]).map(
      ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
    );
  });
}

/** What is too small for a finger among what can be pressed. */
export const tooSmall = (page: Page, pressed: string): Promise<string[]> =>
  page.locator(pressed).evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { height, width } = element.getBoundingClientRect();
      return width > 0 && (height < 43.5 || width < 43.5)
        ? [`${element.className || element.tagName} ${element.textContent} ${width}×${height}`]
        : [];
    }),
  );

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

/** What went wrong so far was meant to: forgotten once the page stands, as the last of it may come later than the words one waited for. */
export async function forgive({ page, complaints }: Pick<Visit, 'page' | 'complaints'>): Promise<void> {
  await settled(page);
  complaints.length = 0;
}

/** The focus goes there; what it moves to may be drawn a moment before. */
export const expectFocus = (wanted: Locator): Promise<void> =>
  expect.poll(() => wanted.evaluate((element) => element === document.activeElement), { message: 'it has the focus' }).toBe(true);

/** What holds of every page once it stands: accessible, no wider than the screen, and nothing went wrong in it. */
export async function expectSound(visitor: Visit): Promise<void> {
  await settled(visitor.page);
  expect(await axe(visitor.page)).toEqual([]);
  await expectToFit(visitor.page);
  expect(visitor.complaints).toEqual([]);
}
