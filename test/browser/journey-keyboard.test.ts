/// <reference lib="dom" />
import { expect, test } from 'vitest';
import { focused, press, tabTo } from './by-keyboard.ts';
import { callerAs, handedInClaim } from './seed-claim.ts';
import { placeOf, signInAs, visitAs } from './sign-in-as.ts';
import { expectFocus, openBrowser, settled, textOf, visit } from './visit.ts';
import { button } from './write-claim.ts';

openBrowser();

test('by keyboard alone: a case is taken, its step asks for what is missing, gives the focus back, and is done', {
  timeout: 120_000,
}, async () => {
  const id = await handedInClaim('浏览器测试示例键盘有限公司');
  const [operator, intake] = [await callerAs('community-operator'), await callerAs('intake-officer')];
  await operator.take(id, 'confirm', {});
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'admit');
  const reviewer = await visitAs('finance-reviewer', `/desk/cases/${id}`, 'desktop');
  const { page } = reviewer;
  await press(page, button(page, '认领'));
  const opener = button(page, '完成评审');
  await press(page, opener.first());
  const form = page.locator('form.step-form');
  await expectFocus(form.getByRole('heading'));
  // Pressed too early it does nothing but lead to what comes first.
  const send = form.getByRole('button', { name: '完成评审' });
  await press(page, send);
  const verdict = form.locator('select, input').first();
  await expect
    .poll(() => form.evaluate((one) => one.contains(document.activeElement) && document.activeElement?.tagName !== 'BUTTON'))
    .toBe(true);
  await press(page, form.getByRole('button', { name: '先不办' }));
  await form.waitFor({ state: 'detached' });
  await expectFocus(opener.first());
  await page.keyboard.press('Enter');
  await tabTo(page, verdict);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, form.getByLabel('理由'));
  await page.keyboard.type('材料齐全');
  await press(page, send);
  await page.getByText('已办理：完成评审').waitFor();
  await settled(page);
  expect(await focused(page), 'where the focus is once it is done').not.toBe('');
  await reviewer.context.close();
});

test('by keyboard alone: a claim is begun, walked through to its list, and what is missing is one press away', {
  timeout: 120_000,
}, async () => {
  const visitor = await visit();
  const { page } = visitor;
  await signInAs(visitor, 'startup-owner');
  const { id } = await placeOf(page, 'company');
  await visitor.open(`/claims?as=${id}`);
  await press(page, page.locator('[data-programme="community-broadband-subsidy"]').getByRole('button', { name: /开始填写/ }));
  await page.waitForURL(/\/claims\/[0-9a-z-]{8,}$/);
  await settled(page);
  const next = button(page, '保存，下一页');
  let pages = 0;
  while ((await next.count()) > 0) {
    const before = await textOf(page.locator('main h2').first());
    await press(page, next);
    await expect.poll(() => textOf(page.locator('main h2').first())).not.toBe(before);
    await settled(page);
    expect(await focused(page), `where the focus is after ${before}`).not.toBe('');
    pages += 1;
  }
  expect(pages).toBeGreaterThan(2);
  await press(page, page.locator('.wizard-step .link-button').first());
  await page.locator('[data-pointer]').first().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-pointer]') !== null)).toBe(true);
  await visitor.context.close();
});
