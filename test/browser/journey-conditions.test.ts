import { describe, expect, test } from 'vitest';
import type { CaseAnswer } from '../../shared/contracts/cases.ts';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { callerAs, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { axe, expectToFit, keepSight, openBrowser, textOf, visit } from './visit.ts';

openBrowser();

/** A claim approved on two conditions, which the applicant has reported with the contract. */
async function reportedConditions(name: string): Promise<string> {
  const id = await reviewedClaim(name);
  const approver = await callerAs('finance-approver');
  const dueOn = dayInShanghai(new Date(Date.now() + 40 * 86_400_000));
  const conditions = ['补签宽带合同', '完成住所登记'].map((text) => ({ text, dueOn, checkerRole: 'finance-reviewer' }));
  const { contentHash } = (await approver.get<CaseAnswer>(`/v1/cases/${id}`)).body;
  await approver.take(id, 'approve-conditional', { contentHash, conditions });
  const founder = await callerAs('startup-other');
  await founder.take(id, 'report-conditions', { reason: '合同已补签；住所登记已提交', evidence: ['contract'] });
  await (await callerAs('finance-reviewer-2')).take(id, 'take');
  return id;
}

describe('the conditions of an approval', () => {
  test('are found met one by one, each by a paper or a source, and the applicant reads by which', async () => {
    const id = await reportedConditions('条件示例宽带有限公司');
    const checker = await visit({ device: 'phone' });
    await signInAs(checker, 'finance-reviewer-2');
    const { page } = checker;
    await checker.open(`/desk/cases/${id}`);
    await page.getByRole('button', { name: '条件已落实' }).click();
    const form = page.locator('form.step-form');
    const send = form.getByRole('button', { name: '条件已落实', exact: true });
    await form.getByRole('checkbox', { name: /补签宽带合同/ }).check();
    await form.getByRole('checkbox', { name: '宽带服务合同' }).check();
    // One is left open: the API says which, and nothing typed is lost.
    await send.click();
    await form.getByText('完成住所登记', { exact: true }).waitFor();
    await form.getByRole('checkbox', { name: /完成住所登记/ }).check();
    await form
      .getByLabel(/官方来源/)
      .nth(1)
      .fill('登记机关系统查询');
    keepSight(checker);
    expect(await axe(page)).toEqual([]);
    await expectToFit(page);
    await send.click();
    await page.getByText(/已办理：条件已落实/).waitFor();
    await checker.context.close();

    const applicant = await visit({ device: 'desktop', language: 'en' });
    await signInAs(applicant, 'startup-other');
    await applicant.open(`/claims/${id}/status`);
    const found = applicant.page.getByRole('list', { name: 'What shows it' });
    await found.first().getByText('宽带服务合同').waitFor();
    expect(await textOf(found.nth(1))).toContain('登记机关系统查询');
    expect(await axe(applicant.page)).toEqual([]);
    await expectToFit(applicant.page);
    await applicant.context.close();
  });
});
