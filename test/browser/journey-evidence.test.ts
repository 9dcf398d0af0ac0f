/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { invoicePdf, makePng } from '../support/make-files.ts';
import { claimWithFiles } from './seed-claim.ts';
import { visitAs } from './sign-in-as.ts';
import { axe, expectFocus, expectSound, expectToFit, forgive, openBrowser, settled, textOf, type Visit } from './visit.ts';
import { button } from './write-claim.ts';

openBrowser();

const FILES = { contract: invoicePdf('电子发票（普通发票）', 'No. 26320000000012345678  12,000.00'), proof: makePng(900, 600) };
const CONTRACT = '宽带服务合同';
const PROOF = '付款凭证（截图）';
const opens = (page: Page, title: string): Locator => page.locator('.claim-table, .pairs').getByRole('button', { name: `打开 ${title}` });
const viewer = (page: Page): Locator => page.locator('dialog.paper-view');
const sheet = (page: Page): Locator => viewer(page).locator('.paper-sheet canvas');
const drawn = async (page: Page): Promise<void> => {
  await sheet(page).waitFor();
  await settled(page);
};
/** Is there anything but white on it? */
const hasInk = (page: Page): Promise<boolean> =>
  sheet(page).evaluate((canvas: HTMLCanvasElement) =>
    (canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []).some((value, at) => at % 4 < 3 && value < 128),
  );
const widthOf = async (place: Locator): Promise<number> => (await place.boundingBox())?.width ?? 0;
const openings = ({ requests }: Visit): number => requests.filter((one) => /\/papers\/[^/]+\/links$/.test(one.url())).length;

async function reviewing(name: string, device: 'phone' | 'desktop' = 'desktop'): Promise<Visit & { readonly id: string }> {
  const id = await claimWithFiles(name, FILES);
  const visitor = await visitAs('finance-reviewer', `/desk/cases/${id}`, device);
  await button(visitor.page, '认领').click();
  await opens(visitor.page, CONTRACT).first().waitFor();
  // That it was not theirs before they took it.
  await forgive(visitor);
  return { ...visitor, id };
}

test('a reviewer lays a PDF beside the claim, pages, zooms and turns it, goes to the picture by one key, and nothing is saved', async () => {
  const visitor = await reviewing('浏览器测试示例并排有限公司');
  const { page } = visitor;
  let saved = 0;
  page.on('download', () => {
    saved += 1;
  });
  await opens(page, CONTRACT).first().click();
  await drawn(page);
  expect(await hasInk(page)).toBe(true);
  // Words of an unembedded Chinese font are there to be read out and copied.
  await viewer(page).getByText('电子发票（普通发票）').waitFor();
  await viewer(page).getByText('No. 26320000000012345678').waitFor();
  await expectFocus(viewer(page).getByRole('heading'));
  await expectSound(visitor);
  const [claim, paper] = [await page.locator('.case-column').first().boundingBox(), await viewer(page).boundingBox()];
  expect((claim?.x ?? 0) + (claim?.width ?? 0)).toBeLessThanOrEqual(paper?.x ?? 0);

  await page.keyboard.press('n');
  await viewer(page).getByText('second page').waitFor();
  await page.keyboard.press('p');
  await viewer(page).getByText('No. 26320000000012345678').waitFor();
  const before = await widthOf(sheet(page));
  await page.keyboard.press('+');
  await expect.poll(() => widthOf(sheet(page))).toBeGreaterThan(before * 1.4);
  await page.keyboard.press('0');
  await expect.poll(() => widthOf(sheet(page))).toBe(before);
  const [upright] = await sheet(page).evaluateAll((all: HTMLCanvasElement[]) => all.map(({ width, height }) => width > height));
  await page.keyboard.press('r');
  await expect.poll(() => sheet(page).evaluate(({ width, height }: HTMLCanvasElement) => width > height)).toBe(!upright);

  expect(openings(visitor)).toBe(1);
  await page.keyboard.press('j');
  await viewer(page).getByText('文件没有找到').waitFor();
  await page.keyboard.press('j');
  await viewer(page).getByRole('heading', { name: PROOF }).waitFor();
  await drawn(page);
  expect(await hasInk(page)).toBe(true);
  expect(await textOf(viewer(page).locator('.paper-says'))).toContain('12,000');
  expect(openings(visitor), 'each opening is noted by the house').toBe(3);
  await page.keyboard.press('Escape');
  await viewer(page).waitFor({ state: 'detached' });
  await expectFocus(opens(page, CONTRACT).first());
  expect(saved).toBe(0);
  await visitor.context.close();
});

test('on a phone the paper lies over the page, the way back is plain, and nothing beneath can be reached', async () => {
  const visitor = await reviewing('浏览器测试示例手机有限公司', 'phone');
  const { page } = visitor;
  await opens(page, PROOF).first().click();
  await drawn(page);
  await expectToFit(page);
  expect(await viewer(page).evaluate((one) => one.matches(':modal'))).toBe(true);
  expect(await widthOf(viewer(page))).toBe(390);
  expect(await axe(page)).toEqual([]);
  await viewer(page).getByRole('button', { name: '关闭' }).click();
  await viewer(page).waitFor({ state: 'detached' });
  await expectFocus(opens(page, PROOF).first());
  await visitor.context.close();
});

test('bytes that are not what was checked are never drawn: a page under the name of a PDF, another PDF, a link that ran out', async () => {
  const visitor = await reviewing('浏览器测试示例掉包有限公司');
  const { page } = visitor;
  const swaps = [
    { body: '<!doctype html><script>document.title="owned"</script><h1>owned</h1>', contentType: 'application/pdf', says: '不一致' },
    { body: '<!doctype html><h1>owned</h1>', contentType: 'text/html', says: '不一致' },
    { body: invoicePdf('电子发票', 'No. 1  99,999.00'), contentType: 'application/pdf', says: '不一致' },
    { status: 403, body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', says: '链接已过期' },
  ];
  await opens(page, CONTRACT).first().click();
  await drawn(page);
  for (const { says, ...answer } of swaps) {
    await viewer(page).getByRole('button', { name: '关闭' }).click();
    await page.route('**/__objects/**', (route) => route.fulfill(answer));
    await opens(page, CONTRACT).first().click();
    await viewer(page).getByText(says).waitFor();
    expect(await sheet(page).count()).toBe(0);
    expect(await page.getByText('owned').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    await page.unroute('**/__objects/**');
  }
  // A fresh link, and the paper is there.
  await forgive(visitor);
  await viewer(page).getByRole('button', { name: '重新打开' }).click();
  await drawn(page);
  expect(await hasInk(page)).toBe(true);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});
