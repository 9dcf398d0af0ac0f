import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { callerAs, handedInClaim } from './seed-claim.ts';
import { seedOffice } from './seed-kinds.ts';
import { visitAs } from './sign-in-as.ts';
import { expectSound, openBrowser } from './visit.ts';

openBrowser();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('somebody is away', () => {
  let office: string;
  let id: string;
  beforeAll(async () => {
    office = await seedOffice('finance_bureau', '320583', {
      'guarantor-officer': 'finance-reviewer',
      'finance-nanjing': 'notice-officer',
      'bank-approver': 'finance-payer',
    });
    id = await handedInClaim('代理示例宽带有限公司');
    await (await callerAs('community-operator')).take(id, 'confirm', {});
    const intake = await callerAs('intake-officer');
    await intake.take(id, 'accept-intake');
    await intake.take(id, 'admit');
    await (await callerAs('guarantor-officer')).take(id, 'take');
  });

  test('and a colleague stands in: proposed on a phone, confirmed by a second person, taken over, and ended', async () => {
    const page = `/office/${office}/delegations`;
    const reviewer = await visitAs('guarantor-officer', page, 'phone');
    const delegate = reviewer.page.getByLabel('由谁代理');
    await delegate.selectOption('finance-nanjing');
    await reviewer.page.getByLabel(/^最后一天/).fill(await reviewer.page.getByLabel('第一天').inputValue());
    await reviewer.page.getByLabel(/^事由/).selectOption('illness');
    await expectSound(reviewer);
    await button(reviewer.page, '提出').click();
    await reviewer.page.getByText('已提出，等第二人确认。').waitFor();
    await expectSound(reviewer);

    const second = await visitAs('bank-approver', page, 'desktop', 'en');
    const row = second.page.locator('li[data-delegation]');
    await row.getByRole('button', { name: /^Confirm/ }).click();
    await expectSound(second);
    await button(second.page, 'Confirm it').click();
    await second.page.getByText(/^Confirmed:/).waitFor();
    // Why somebody is away is not everybody's business.
    expect(await row.textContent()).not.toContain('ill');
    await second.context.close();

    const standIn = await visitAs('finance-nanjing', `/desk?as=${office}&queue=review`, 'desktop');
    await button(standIn.page, '接办 1 件').waitFor();
    await expectSound(standIn);
    await button(standIn.page, '接办 1 件').click();
    await standIn.page.locator(`tr[data-case="${id}"]`).getByRole('link', { name: '代理示例宽带有限公司' }).waitFor();
    await standIn.open(`/desk/cases/${id}?as=${office}`);
    await standIn.page.getByRole('button', { name: '完成评审' }).waitFor();
    await expectSound(standIn);
    await standIn.context.close();

    await reviewer.open(page);
    await button(reviewer.page, /^提前结束/).click();
    await button(reviewer.page, '马上结束').click();
    await reviewer.page.getByText('代理已结束。').waitFor();
    await expectSound(reviewer);
    await reviewer.context.close();
  });
});
