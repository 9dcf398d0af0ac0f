import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  axe,
  DEVICES,
  type Device,
  expectToFit,
  keepSight,
  type Language,
  newVisitor,
  openBrowser,
  textOf,
  tooSmall,
  type Visit,
} from './visit.ts';

openBrowser();

/** Every kind of page, and the words that show it has its data. */
const PAGES = [
  { path: '/', shows: '.money-list a' },
  { path: '/programmes', shows: '.cards .card' },
  { path: '/programmes?q=zzzzzz', shows: '.state .button' },
  { path: '/programmes/su-ke-dai', shows: '.criterion' },
  { path: '/programmes/no-such-programme', shows: 'main h1' },
  { path: '/check', shows: 'form.question' },
  { path: '/about', shows: '.meanings' },
  { path: '/docs', shows: '.operation' },
  { path: '/notices', shows: 'main h1' },
  { path: '/no/such/page', shows: 'main h1' },
] as const;

/** Pages that say nothing but our own sentences: no programme, no quotation, no name. */
const OURS: readonly string[] = ['/', '/about', '/check', '/programmes?q=zzzzzz', '/no/such/page'];
/** Pages with something to press beside links in their text. */
const PRESSED: readonly string[] = ['/', '/programmes', '/programmes/su-ke-dai', '/check'];
const TO_PRESS = 'button, summary, select, input:not([type=radio], [type=checkbox]), .site-nav a, .button, label.tick';

/** What English, with its longer words, looks like on the small screen, axe is asked; and Chinese on the large one. Both must fit on both. */
const LANGUAGES: Readonly<Record<Device, readonly [Language, Language]>> = { phone: ['en', 'zh'], desktop: ['zh', 'en'] };

describe.each(Object.keys(DEVICES) as Device[])('on a %s', (device) => {
  let visitor: Visit;
  beforeEach(async () => {
    visitor ??= await newVisitor({ device });
    visitor.complaints.length = 0;
    keepSight(visitor);
  });
  afterAll(() => visitor?.context.close());

  /** Opens it and looks at what must hold in either language. */
  async function look({ path, shows }: (typeof PAGES)[number], language: Language): Promise<void> {
    const { page, complaints, open, speak } = visitor;
    await speak(language);
    await open(path);
    await page.locator(shows).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    expect(await page.locator('h1').count()).toBe(1);
    await expectToFit(page);
    if (language === 'en' && OURS.includes(path)) expect(await textOf(page.locator('main'))).not.toMatch(/\p{Script=Han}/u);
    const expected = path.includes('no-such-programme') ? complaints.filter((text) => !text.includes('404')) : complaints;
    expect(expected).toEqual([]);
  }

  test.for(PAGES)('$path is accessible, fits and raises no complaint, in either language', async (wanted) => {
    const [first, second] = LANGUAGES[device];
    await look(wanted, first);
    const { page } = visitor;
    expect(await axe(page)).toEqual([]);
    if (device === 'phone' && PRESSED.includes(wanted.path)) expect(await tooSmall(page, TO_PRESS)).toEqual([]);
    await look(wanted, second);
  });
});
