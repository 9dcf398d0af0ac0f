import { expect, inject, test } from 'vitest';
import { axe, DEVICES, type Device, expectToFit, type Language, openBrowser, type Visit, visit } from './visit.ts';

openBrowser();

const SIGN_IN = '/v1/auth/sign-in?returnTo=/programmes';
const statusOfMe = ({ page }: Visit) => page.evaluate(async () => (await fetch('/v1/me')).status);

const rows = (Object.keys(DEVICES) as Device[]).flatMap((device) =>
  (['zh', 'en'] as const).map((language: Language) => ({ device, language })),
);

test.for(rows)('the sign-in page is accessible, fits and raises no complaint ($device, $language)', async ({ device, language }) => {
  const { page, complaints, requests } = await visit({ device, language });
  await page.goto(SIGN_IN);
  expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  const heights = await page.locator('button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(30);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  expect(complaints).toEqual([]);
  expect(requests.filter((request) => !request.url().startsWith(`${inject('url')}/`)).map((request) => request.url())).toEqual([]);
  await page.context().close();
});

test('one signs in, and the browser keeps a cookie that no script and no other site can use', async () => {
  const visitor = await visit();
  const { page, context } = visitor;
  await page.goto(SIGN_IN);
  await page.locator('button[value="startup-owner"]').click();
  await page.waitForURL('**/programmes');
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-rongqiao');
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: '127.0.0.1' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('rongqiao');
  expect(await statusOfMe(visitor)).toBe(200);

  const continueAt = await page.evaluate(async () => (await (await fetch('/v1/auth/sign-out', { method: 'POST' })).json()).continueAt);
  expect(await statusOfMe(visitor)).toBe(401);
  await page.goto(continueAt);
  expect(await axe(page)).toEqual([]);
  await page.locator('button[value="yes"]').click();
  await page.waitForURL(`${inject('url')}/`);
  await context.close();
});

test('whoever has no work on a page signs in as somebody who has, and is back on it', async () => {
  const visitor = await visit();
  const { page, context } = visitor;
  await page.goto('/v1/auth/sign-in?returnTo=%2Fdesk%3Fdesk%3Dreview');
  await page.locator('button[value="startup-owner"]').click();
  await page.waitForURL('**/desk?desk=review');
  const other = page.getByRole('button', { name: '换一个账号登录，再回到这里' });
  await other.waitFor();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await other.click();
  await page.locator('button[value="yes"]').click();
  await page.waitForURL(`${inject('url')}/`);
  await page.getByRole('banner').getByRole('link', { name: '登录' }).click();
  await page.locator('button[value="finance-reviewer"]').click();
  await page.waitForURL('**/desk?desk=review');
  expect(await statusOfMe(visitor)).toBe(200);
  await context.close();
});

test('one signs in without script, in either language', async () => {
  const { page, context } = await visit({ script: false });
  await page.goto(SIGN_IN);
  await page.getByRole('link', { name: 'English' }).click();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.locator('button[value="bank-officer"]').click();
  await page.waitForURL('**/programmes');
  expect((await context.cookies()).map(({ name }) => name)).toContain('__Host-rongqiao');
  await context.close();
});

test('a way back that was gone before says so, and leads to another try', async () => {
  const { page, complaints, context } = await visit({ language: 'en' });
  await page.goto('/v1/auth/callback?code=x&state=y');
  expect(await page.locator('h1').textContent()).toBe('Not signed in');
  expect(await axe(page)).toEqual([]);
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await page.locator('button[value="auditor"]').waitFor();
  await context.close();
});
