import { expect, test } from 'vitest';
import { axe, DEVICES, type Device, expectToFit, type Language, openBrowser, textOf, visit } from './visit.ts';

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
  { path: '/no/such/page', shows: 'main h1' },
] as const;

const rows = PAGES.flatMap((page) =>
  (Object.keys(DEVICES) as Device[]).flatMap((device) =>
    (['zh', 'en'] as const).map((language: Language) => ({ ...page, device, language })),
  ),
);

test.for(rows)('$path is accessible, fits and raises no complaint ($device, $language)', async ({ path, shows, device, language }) => {
  const { page, complaints, open } = await visit({ device, language });
  await open(path);
  await page.locator(shows).first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
  expect(await page.locator('h1').count()).toBe(1);
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  const expected = path.includes('no-such-programme') ? complaints.filter((text) => !text.includes('404')) : complaints;
  expect(expected).toEqual([]);
  await page.context().close();
});

test('an English page has no Chinese left in our own sentences', async () => {
  const { page, open } = await visit({ language: 'en' });
  for (const path of ['/', '/about', '/check', '/programmes?q=zzzzzz', '/no/such/page']) {
    await open(path);
    const text = await textOf(page.locator('main'));
    expect(text, path).not.toMatch(/\p{Script=Han}/u);
  }
  await page.context().close();
});

test('small things to press are large enough for a finger', async () => {
  const { page, open } = await visit({ device: 'phone' });
  for (const path of ['/', '/programmes', '/programmes/su-ke-dai', '/check']) {
    await open(path);
    const small = await page
      .locator('button, summary, select, input:not([type=radio], [type=checkbox]), .site-nav a, .button, label.tick')
      .evaluateAll((elements) =>
        elements.flatMap((element) => {
          const { height, width } = element.getBoundingClientRect();
          return width > 0 && (height < 43.5 || width < 43.5) ? [`${element.className || element.tagName} ${width}×${height}`] : [];
        }),
      );
    expect(small, path).toEqual([]);
  }
  await page.context().close();
});
