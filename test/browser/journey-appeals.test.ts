import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { callerAs, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { expectSound, forgive, openBrowser, textOf, type Visit, visit } from './visit.ts';

openBrowser();

const NAME = '复核示例宽带有限公司';
const FOUND = {
  reason: '发票用途不明',
  findings: [{ clause: 'community', text: '安装地址不在社区范围内', evidence: ['contract'], source: null }],
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** What stands on the status page under a name, in its list of amounts. */
const amountOf = (page: Page, name: string) => page.locator('section[aria-labelledby="amounts"] dl > div', { hasText: name });

/** On a small phone. */
async function phoneOf(person: string, path: string): Promise<Visit> {
  const visitor = await visit({ device: 'phone' });
  await visitor.page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, person);
  await visitor.open(path);
  return visitor;
}

test('a firm changes its account, is rejected and appeals; somebody who had no part reviews it, and the head gives it to a colleague', async () => {
  const id = await reviewedClaim(NAME);
  const owner = await phoneOf('startup-other', `/claims/${id}`);
  const { page } = owner;
  await page.getByRole('button', { name: /^变更收款账户/ }).click();
  await page.getByLabel('开户银行').fill('示例城北银行');
  await page.getByLabel('账号', { exact: true }).fill('9900583000000000025');
  await expectSound(owner);
  await button(page, '变更，我明白后果').click();
  await expect.poll(() => textOf(page.locator('main'))).toMatch(/示例城北银行[\s\S]*\*+0025/);

  await (await callerAs('finance-approver')).take(id, 'reject', FOUND);
  await page.reload();
  await page.getByText('安装地址不在社区范围内').first().waitFor();
  await page.getByRole('button', { name: /^申请复核/ }).click();
  await page.getByLabel('理由', { exact: true }).fill('合同第二条写明了地址');
  await expectSound(owner);
  await button(page, '提交复核申请').click();
  await page.getByText('复核中').first().waitFor();
  await expectSound(owner);

  const reviewer = await phoneOf('appeal-reviewer', `/desk/cases/${id}`);
  await button(reviewer.page, '认领').click();
  await reviewer.page.getByText('合同第二条写明了地址').first().waitFor();
  // Before it was taken its file was refused.
  await forgive(reviewer);
  await reviewer.page.getByRole('button', { name: /^复核成立，重新办理/ }).click();
  const form = reviewer.page.locator('form.step-form');
  await form.getByLabel('理由').fill('合同第二条确已写明');
  await expectSound(reviewer);
  await form.getByRole('button', { name: /^复核成立，重新办理/ }).click();
  await reviewer.page.getByText(/已办理：复核成立/).waitFor();
  await reviewer.context.close();

  // Whoever is given a case has signed in once.
  const colleagueToBe = await callerAs('finance-reviewer-2');
  const head = await phoneOf('finance-owner', `/desk/cases/${id}`);
  const colleague = head.page.getByRole('combobox', { name: /同事/ });
  await colleague.selectOption('finance-reviewer-2');
  // A head reads nothing of what is in it.
  await forgive(head);
  await head.page.getByLabel('理由').fill('请接着评审');
  await expectSound(head);
  await button(head.page, '转交同事').click();
  await expect.poll(() => head.page.getByLabel('理由').inputValue()).toBe('');
  const { body } = await colleagueToBe.get<{ items: { id: string; mine: boolean }[] }>('/v1/cases?queue=review&limit=100');
  expect(body.items.find((item) => item.id === id)?.mine).toBe(true);
  await head.context.close();

  await page.reload();
  await page.getByText('复核成立，重新办理').first().waitFor();
  expect(owner.complaints).toEqual([]);
  await owner.context.close();
});

test('an approval that fell holds no money any more, and the firm reads so', async () => {
  const id = await reviewedClaim('换户示例宽带有限公司');
  const approver = await callerAs('finance-approver');
  const { body } = await approver.get<{ contentHash: string }>(`/v1/cases/${id}`);
  await approver.take(id, 'approve', { contentHash: body.contentHash });
  const owner = await phoneOf('startup-other', `/claims/${id}/status`);
  const { page } = owner;
  await amountOf(page, '已预留')
    .getByText(/6,000|6000/)
    .waitFor();
  // What was received is not yet admitted, and its receipt is not called by that name.
  await page
    .getByText(/^收件回执/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: /^变更收款账户/ }).click();
  await page.getByLabel('开户银行').fill('示例城北银行');
  await page.getByLabel('账号', { exact: true }).fill('9900583000000000025');
  await button(page, '变更，我明白后果').click();
  await page.locator('[data-state=decision_pending]').waitFor();
  // Until when nobody may approve is told.
  await page.getByText(/收款账户变更后有冷静期，最早\d+年\d+月\d+日可以批准/).waitFor();
  expect(await amountOf(page, '核算金额').count()).toBe(1);
  expect(await amountOf(page, '已预留').count()).toBe(0);
  await expectSound(owner);
  await owner.context.close();
});
