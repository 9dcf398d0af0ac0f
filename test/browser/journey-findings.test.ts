import { describe, expect, test } from 'vitest';
import { callerAs, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { axe, expectToFit, keepSight, openBrowser, settled, textOf, visit } from './visit.ts';

openBrowser();

describe('what a case is judged on', () => {
  test('stands by applicant and expense with its sources, is asked anew without changing, and a rejection says what was found, to the applicant too', async () => {
    const id = await reviewedClaim('核查示例宽带有限公司');
    await (await callerAs('finance-approver')).take(id, 'take');
    const approver = await visit({ device: 'phone' });
    await signInAs(approver, 'finance-approver');
    const { page } = approver;
    await approver.open(`/desk/cases/${id}`);
    await page.getByRole('heading', { name: '关于申请人' }).waitFor();
    // The list the applicant filled it in by, as it stands, with what was opened of its papers.
    const list = page.locator('section[aria-labelledby="case-check"]');
    await list.getByText(/系统核对无误/).click();
    expect(await list.locator('details li[data-rule]').count()).toBeGreaterThan(8);
    await list.getByText('还没有打开的材料').click();
    expect(await list.getByRole('button', { name: /^打开/ }).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: '重算一次' }).click();
    await page.locator('[data-again]').waitFor();
    await settled(page);
    expect(await textOf(page.locator('[data-again]'))).toContain('提交时');
    await page.getByRole('button', { name: '不予支持' }).click();
    const form = page.locator('form.step-form');
    await form.getByRole('checkbox').first().check();
    await form.getByLabel('查实了什么').fill('安装地址不在社区范围内');
    await form.getByLabel(/官方来源/).fill('社区范围图');
    await form.getByRole('checkbox', { name: '宽带服务合同' }).check();
    await form.getByLabel('理由').fill('不在社区办公');
    keepSight(approver);
    expect(await axe(page)).toEqual([]);
    await expectToFit(page);
    await form.getByRole('button', { name: '不予支持', exact: true }).click();
    // Not by the words themselves: they stand in the form before they are sent.
    await page.getByText(/已办理：不予支持/).waitFor();
    await approver.context.close();

    // The applicant reads what it rests on: the paper by its name.
    const applicant = await visit({ device: 'phone' });
    await signInAs(applicant, 'startup-other');
    await applicant.open(`/claims/${id}/status`);
    const found = applicant.page.getByRole('list', { name: '查实的情况' });
    await found.getByText('来源：宽带服务合同').waitFor();
    expect(await textOf(found)).toContain('来源：社区范围图');
    expect(await axe(applicant.page)).toEqual([]);
    await expectToFit(applicant.page);
    await applicant.context.close();
  });
});
