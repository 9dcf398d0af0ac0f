import { expect, inject, test } from 'vitest';
import { axe, expectFocus, openBrowser, textOf, visit } from './visit.ts';

openBrowser();

type Listed = {
  readonly total: number;
  readonly programmes: readonly { readonly id: string; readonly instrument: string; readonly template: boolean }[];
};
const listed = async (query = '') => (await (await fetch(`${inject('url')}/v1/programmes${query}`)).json()) as Listed;

test('the home page counts what the API has, and leads to it', async () => {
  const { page, open } = await visit();
  await open('/');
  const { total, programmes } = await listed();
  expect(await textOf(page.locator('.home-money'))).toContain(`${total} 个政策项目`);
  const loans = programmes.filter(({ instrument }) => instrument === 'policy_loan').length;
  const link = page.locator('.money-list a', { hasText: '政策性贷款' });
  expect(await textOf(link)).toContain(`${loans} 个`);
  await link.click();
  await expect.poll(() => textOf(page.locator('#found'))).toBe(`找到 ${loans} 个项目`);
  await page.context().close();
});

test('the text of the home page is there before any script runs', async () => {
  const html = await (await fetch(inject('url'))).text();
  expect(html).toContain('您的公司能申请哪些钱');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/\sstyle=|<style/);
});

test('filters narrow the catalogue, stand in the address, survive a reload and clear', async () => {
  const { page, open } = await visit();
  await open('/programmes');
  const found = page.locator('#found');
  for (const [label, name, value] of [
    ['哪一种钱', 'instrument', 'policy_loan'],
    ['谁来申请', 'applicant', 'enterprise'],
    ['在哪里', 'region', '320583'],
  ] as const) {
    await page.getByLabel(label).selectOption(value);
    await expect.poll(() => new URL(page.url()).searchParams.get(name)).toBe(value);
  }
  const { total } = await listed(new URL(page.url()).search);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan((await listed()).total);
  await expect.poll(() => textOf(found)).toBe(`找到 ${total} 个项目`);
  await page.reload();
  await expect.poll(() => textOf(found)).toBe(`找到 ${total} 个项目`);
  expect(await page.locator('.cards .card').count()).toBe(total);
  await page.getByLabel('名称或内容').fill('没有这样的项目');
  await page.getByText('没有符合的项目').waitFor();
  await page.locator('.state').getByRole('button', { name: '清除筛选' }).click();
  await expect.poll(() => textOf(found)).toBe(`找到 ${(await listed()).total} 个项目`);
  await page.context().close();
});

test('a template tells how each county that adopted it handles claims, and whose term each is', async () => {
  const { page, open } = await visit();
  await open('/programmes/community-broadband-subsidy');
  const terms = page.locator('section[aria-labelledby="terms"]');
  await terms.waitFor();
  const said = await textOf(terms);
  expect(said).toContain('5 万元（含）以内一人审批，超过 5 万元两人审批');
  expect(said).toContain('年利率 3.45%');
  expect(said.slice(said.indexOf('昆山市财政局'))).toContain('没有另行规定，按本平台的通常做法办理：');
  await page.context().close();
});

test('a day before anything was in force finds less than today', async () => {
  const { page, open } = await visit();
  await open('/programmes?openOn=1990-01-01');
  const early = (await listed('?openOn=1990-01-01')).total;
  expect(early).toBeLessThan((await listed()).total);
  await expect.poll(() => textOf(page.locator('#found'))).toBe(`找到 ${early} 个项目`);
  await page.context().close();
});

test('a programme shows who, what, priority, papers, steps and sources, each clause with its wording', async () => {
  const { page, open } = await visit({ device: 'phone' });
  await open('/programmes');
  await page.getByRole('link', { name: '苏科贷', exact: true }).click();
  await page.getByRole('heading', { name: '谁能申请' }).waitFor();
  for (const heading of ['能得到什么', '谁可以优先', '要准备的材料', '怎么办', '资料来源']) {
    expect(await page.getByRole('heading', { name: heading, exact: true }).count(), heading).toBe(1);
  }
  await expectFocus(page.locator('h1'));
  expect(await page.getByText('以下有一条符合就行').count()).toBeGreaterThan(0);
  const citation = page.locator('.criterion .citation').first();
  await citation.locator('summary').click();
  expect(await textOf(citation.locator('blockquote'))).not.toBe('');
  expect(await textOf(citation.locator('.citation-source'))).not.toBe('');
  // A rule that stands in no document we know says that, and quotes nothing.
  await open('/programmes/community-broadband-subsidy');
  const unwritten = page.locator('.criterion', { hasText: '成立不超过36个月' }).locator('.citation');
  await unwritten.locator('summary').click();
  expect(await textOf(unwritten.locator('.citation-body'))).toMatch(/^没有可以引用的原文。/);
  expect(await unwritten.locator('blockquote').count()).toBe(0);
  await open('/programmes/su-ke-dai');
  expect(await page.locator('tbody tr').count(), 'the bands of 苏科贷').toBeGreaterThanOrEqual(3);
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('an earlier version can be chosen and shows other figures', async () => {
  const { page, open } = await visit();
  await open('/programmes/su-ke-dai');
  const choice = page.getByLabel('选择版本');
  const now = await textOf(page.locator('section[aria-labelledby=gets]'));
  const other = await choice.locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(other.length).toBeGreaterThan(1);
  for (const version of other) await choice.selectOption(version);
  const chosen = new Set<string>();
  for (const version of other) {
    await choice.selectOption(version);
    chosen.add(await textOf(page.locator('section[aria-labelledby=gets]')));
  }
  expect(chosen.has(now)).toBe(true);
  expect(chosen.size).toBe(other.length);
  await page.context().close();
});

test('a template says that nobody can get it yet', async () => {
  const template = (await listed()).programmes.find((programme) => programme.template);
  expect(template).toBeDefined();
  const { page, open } = await visit();
  await open(`/programmes/${template?.id}`);
  expect(await textOf(page.locator('main'))).toContain('模板，当地采用才能申请');
  await page.context().close();
});

test('the language changes in place, and turns the page over to it', async () => {
  const { page, context, open } = await visit();
  await open('/programmes');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Programmes' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.title()).toContain('Rongqiao');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { level: 1, name: '政策项目' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await context.close();
});

test('words that do not come leave the page readable, in Chinese', async () => {
  const { page, open, context } = await visit({ language: 'en' });
  await page.route(/\/assets\/en-[^/]*\.js$/, (route) => route.abort());
  await open('/programmes');
  await page.locator('.cards .card').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await context.close();
});

test('by keyboard alone: skip link, check, first answer, next question, and the focus goes with it', async () => {
  const { page, open } = await visit();
  await open('/check');
  await page.keyboard.press('Tab');
  expect(await textOf(page.locator(':focus'))).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await expectFocus(page.locator('main'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('form.question').getAttribute('data-fact')).toBe('firm.division_code');
  await expectFocus(page.locator('form.question h2'));
  await page.keyboard.press('Tab');
  await page.keyboard.type('苏州');
  const ring = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring, 'the focus can be seen').toBe('solid');
  await page.context().close();
});

test('a failing server is told in words, and "try again" brings the page', async () => {
  const { page, open } = await visit({ device: 'phone' });
  await page.route('**/v1/programmes', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }));
  await open('/programmes');
  await page.getByText('服务器出了点问题').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.unroute('**/v1/programmes');
  await page.getByRole('button', { name: '再试一次' }).first().click();
  await page.locator('.cards .card').first().waitFor();
  await page.context().close();
});

test('without a connection the page says so, and goes on by itself when it is back', async () => {
  const { page, context, open } = await visit({ device: 'phone' });
  await open('/about');
  await context.setOffline(true);
  await page.getByText('网络断开了').waitFor();
  expect(await axe(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByText('网络断开了').waitFor({ state: 'detached' });
  await context.close();
});
