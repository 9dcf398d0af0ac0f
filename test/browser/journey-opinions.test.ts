import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerAs, handedInClaim } from './seed-claim.ts';
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
