import { expect, test } from 'vitest';
import { press, tabTo, typeInto } from './by-keyboard.ts';
import { callerAs, noticeOver, reviewedClaim } from './seed-claim.ts';
import { visitAs } from './sign-in-as.ts';
import { expectFocus, openBrowser, textOf } from './visit.ts';
import { button } from './write-claim.ts';

openBrowser();

/** A claim that was approved by steps of the API, and is on notice. */
async function approvedClaim(name: string): Promise<string> {
  const id = await reviewedClaim(name);
  const approver = await callerAs('finance-approver');
  const { body } = await approver.get<{ contentHash: string }>(`/v1/cases/${id}`);
  await approver.take(id, 'approve', { contentHash: body.contentHash });
  return id;
}

test('by keyboard alone: what is due is sealed by one payer and signed by another', { timeout: 180_000 }, async () => {
  const id = await approvedClaim('浏览器测试示例键盘拨付有限公司');
  await noticeOver(id);
  const first = await visitAs('finance-payer', '/desk/payments', 'desktop');
  await tabTo(first.page, first.page.locator(`tr[data-due="${id}"]`).getByRole('checkbox'));
  await first.page.keyboard.press('Space');
  await typeInto(first.page, first.page.getByLabel('付款账号'), '9900583000000000900');
  await press(first.page, button(first.page, '封批'));
  // The batch has taken the place of the list, and the focus is in it.
  const heading = first.page.locator('#batch');
  await expectFocus(heading);
  const batchId = /\S+$/.exec((await textOf(heading)).trim())?.[0];
  await first.page.context().close();

  const second = await visitAs('finance-payer-2', '/desk/payments', 'desktop');
  const { page } = second;
  const row = page.locator(`[data-batch="${batchId}"]`).getByRole('button');
  await press(page, row);
  await expectFocus(page.locator('#batch'));
  await press(page, button(page, '双签'));
  // Its button is gone, and the focus is not.
  await button(page, '双签').waitFor({ state: 'detached' });
  await expectFocus(page.locator('#batch'));
  await tabTo(page, button(page, '已送银行'));
  await press(page, button(page, '返回拨付'));
  await expectFocus(page.locator('#batches'));
  expect(second.complaints).toEqual([]);
  await page.context().close();
});

test('by keyboard alone: a budget is opened, its account is chosen and explained, and a change is begun and left', {
  timeout: 180_000,
}, async () => {
  const visitor = await visitAs('finance-approver', '/desk/budgets', 'desktop');
  const { page } = visitor;
  const row = page.locator('[data-budget$=".community-broadband-subsidy"]').getByRole('button');
  await press(page, row);
  await expect.poll(() => row.getAttribute('aria-expanded')).toBe('true');
  const account = page.getByRole('combobox', { name: '账户' });
  await tabTo(page, account);
  const before = await account.inputValue();
  await page.keyboard.press('ArrowDown');
  expect(await account.inputValue()).not.toBe(before);
  await page.locator('[data-entry]').first().waitFor();
  const explain = button(page, '这个数由哪些案件构成');
  await press(page, explain);
  // Each case of the figure unfolds, and leads to its case.
  const part = page.locator('section.note summary').first();
  await press(page, part);
  await page.locator('section.note details[open]').first().waitFor();
  await visitor.open('/desk/budgets');
  const change = page.getByRole('button', { name: /^提出调整/ }).first();
  await press(page, change);
  await typeInto(page, page.getByLabel('金额（元）').first(), '100');
  await tabTo(page, page.getByLabel('理由').first());
  expect(visitor.complaints).toEqual([]);
  await page.context().close();
});

test('by keyboard alone: somebody objects to what is on notice, and is told that it was received', { timeout: 180_000 }, async () => {
  const id = await approvedClaim('浏览器测试示例键盘公示有限公司');
  const visitor = await visitAs('startup-owner', `/notices/${id}`, 'desktop');
  const { page } = visitor;
  const heading = page.locator('#object');
  await press(page, button(page, '我要提出异议'));
  await expectFocus(heading);
  await typeInto(page, page.getByLabel('联系方式，电话或邮箱'), '13900000000');
  await typeInto(page, page.getByLabel('不应给予的事实和理由'), '该企业不在社区内');
  await press(page, button(page, '提交异议'));
  await page.getByText('异议已收到').waitFor();
  // The form is gone with what was typed, and the focus stays where it stood.
  await button(page, '我要提出异议').waitFor();
  await expectFocus(heading);
  expect(visitor.complaints).toEqual([]);
  await page.context().close();
});
