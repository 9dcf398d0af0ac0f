import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerAs, handedInClaim, reviewedClaim } from './seed-claim.ts';
import { visitAs } from './sign-in-as.ts';
import { expectSound, openBrowser } from './visit.ts';

openBrowser();

const OFFICE = 'finance-kunshan';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('a reviewer asks a specialist', () => {
  const name = '专家意见示例宽带有限公司';
  let id: string;
  beforeAll(async () => {
    id = await handedInClaim(name);
    await (await callerAs('community-operator')).take(id, 'confirm', {});
    const intake = await callerAs('intake-officer');
    await intake.take(id, 'accept-intake');
    await intake.take(id, 'admit');
    await (await callerAs('finance-reviewer')).take(id, 'take');
  });

  test('by name on the case page; the specialist declares, reads and answers on a phone; the reviewer reads it', async () => {
    const reviewer = await visitAs('finance-reviewer', `/desk/cases/${id}?as=${OFFICE}`, 'desktop');
    const panel = reviewer.page.getByRole('region', { name: '评审意见' });
    await button(reviewer.page, '征询专家意见').click();
    await panel.getByRole('combobox').selectOption('expert-2');
    await panel.getByLabel('请专家判断的问题').fill('这条线路的月租是否合理？');
    await panel.getByLabel('宽带服务合同').check();
    await expectSound(reviewer);
    await button(reviewer.page, '发出征询').click();
    await panel.getByText('待专家声明').waitFor();
    await expectSound(reviewer);

    const expert = await visitAs('expert-2', '/opinions', 'phone');
    const row = expert.page.locator(`li[data-case="${id}"]`);
    await row.getByText('待声明').waitFor();
    await expectSound(expert);
    await row.getByRole('link').click();
    const declare = button(expert.page, '声明并查看问题和材料');
    await declare.waitFor();
    expect(await expert.page.getByRole('heading', { name: '申报内容' }).count()).toBe(0);
    expect(await declare.isDisabled()).toBe(true);
    await expert.page.getByLabel(/^我声明/).check();
    await expectSound(expert);
    await declare.click();
    await expert.page.getByRole('heading', { name: '申报内容' }).waitFor();
    // One paper; the other button opens the letter by which they were asked.
    expect(await button(expert.page, /^打开(?!.*征询专家意见函)/).count()).toBe(1);
    await expert.page.getByLabel('部分支持').check();
    await expert.page.getByLabel(/建议认可的金额/).fill('10000');
    await expert.page.getByLabel('理由').fill('高于同期同类线路约两成。');
    await expectSound(expert);
    await button(expert.page, '提交意见').click();
    await expert.page.getByRole('heading', { name: '您提交的意见' }).waitFor();
    await expectSound(expert);
    await expert.context.close();

    await reviewer.open(`/desk/cases/${id}?as=${OFFICE}`);
    await panel.getByText('高于同期同类线路约两成。').waitFor();
    await panel.getByText('第 1 行：建议认可').waitFor();
    await reviewer.context.close();
  });

  test('in English, and the specialist steps back', async () => {
    await (await callerAs('finance-reviewer')).take(id, 'ask-opinion', {
      expertId: 'expert-3',
      organisationId: 'joint-jiangsu',
      question: '这条线路是否必要？',
    });
    const expert = await visitAs('expert-3', `/opinions/${id}`, 'desktop', 'en');
    await button(expert.page, 'Decline this request').click();
    await expert.page.getByLabel('Not my field').check();
    await expectSound(expert);
    await button(expert.page, 'Decline').last().click();
    await expert.page.getByText('Declined. This case is not shown to you any more').waitFor();
    await expert.open(`/opinions/${id}`);
    await expert.page.getByText(name).waitFor({ state: 'detached' });
    await expert.context.close();
  });
});

describe('an approver', () => {
  test('is asked why only where an opinion opposes, and it stands beside the opinions', async () => {
    const [opposed, plain] = [await reviewedClaim('不支持示例宽带有限公司', 'oppose'), await reviewedClaim('支持示例宽带有限公司')];
    const caller = await callerAs('finance-approver');
    for (const id of [opposed, plain]) await caller.take(id, 'take');
    const approver = await visitAs('finance-approver', `/desk/cases/${plain}?as=${OFFICE}`, 'phone');
    const form = approver.page.locator('form.step-form');
    const why = form.getByLabel(/有评审意见不支持/);
    await button(approver.page, /^批准/).first().click();
    await form.locator('.dry-run').waitFor();
    expect(await why.count()).toBe(0);

    await approver.open(`/desk/cases/${opposed}?as=${OFFICE}`);
    await button(approver.page, /^批准/).first().click();
    // What is tried is how it stands once the reason is given.
    await form.locator('.dry-run .outcome-met').waitFor();
    await why.fill('材料所缺的一页已由运营商补证');
    await expectSound(approver);
    await form.getByRole('button', { name: '批准', exact: true }).click();
    await approver.page.getByText(/已办理：批准/).waitFor();
    const panel = approver.page.locator('section[aria-labelledby="opinions"]');
    await panel.getByText('材料所缺的一页已由运营商补证').waitFor();
    await expectSound(approver);
    await approver.context.close();
  });

  test('of many writes the reason of each beside what was tried, and tries again', async () => {
    const opposed = await reviewedClaim('批量不支持示例有限公司', 'oppose');
    await (await callerAs('finance-approver')).take(opposed, 'take');
    const approver = await visitAs('finance-approver', `/desk/decisions?as=${OFFICE}`, 'phone', 'en');
    const { page } = approver;
    await page.locator(`[data-case="${opposed}"]`).getByRole('checkbox').check();
    await button(page, 'Dry run').click();
    const planned = page.locator(`[data-planned="${opposed}"]`);
    await planned.getByText(/An opinion opposes it/).waitFor();
    await page.getByLabel(/an opinion opposes it/).fill('The operator has confirmed the missing page');
    await button(page, 'Dry run').click();
    await planned.locator('.outcome-met').waitFor();
    await expectSound(approver);
    // What is typed after the trial is not what was tried.
    await page.getByLabel(/an opinion opposes it/).fill('Another reason');
    await button(page, /^Seal/).waitFor({ state: 'detached' });
    await approver.context.close();
  });
});
