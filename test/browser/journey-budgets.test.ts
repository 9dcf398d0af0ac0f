import { expect, test } from 'vitest';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { callerAs, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { expectFocus, expectSound, openBrowser, settled, textOf, tooSmall, type Visit, visit } from './visit.ts';

openBrowser();

/** The budget year is that of Shanghai, whatever the clock of the machine says. */
const thisYear = (): number => Number(dayInShanghai(new Date()).slice(0, 4));

async function officer(person: string, path: string, device: 'desktop' | 'phone' = 'desktop'): Promise<Visit> {
  const visitor = await visit({ device });
  await signInAs(visitor, person, path);
  return visitor;
}

test('a budget is divided by two persons, and shows its parts under their sum', async () => {
  const nextYear = String(thisYear() + 1);
  const budgetId = `${nextYear}.finance-kunshan.community-mentor-subsidy`;
  const first = await officer('finance-reviewer-2', '/desk/budgets');
  await first.page.getByRole('button', { name: '提出新预算' }).click();
  // What is still asked for stands beside the button, which can be reached and leads there.
  const send = first.page.getByRole('button', { name: '提出', exact: true });
  expect(await send.isDisabled()).toBe(true);
  await send.focus();
  await first.page.keyboard.press('Enter');
  await expectFocus(first.page.getByRole('combobox', { name: '项目' }));
  expect(await textOf(first.page.locator('.wants'))).toBe('还要填好：项目、金额（元）、理由');
  await first.page.getByRole('combobox', { name: '预算年度' }).last().selectOption(nextYear);
  await first.page.getByRole('combobox', { name: '项目' }).selectOption({ label: '创业导师服务补贴（昆山市）' });
  await first.page.getByRole('combobox', { name: '用于' }).selectOption('JS-320583-91');
  await first.page.getByLabel('金额（元）').fill('12000.50');
  await first.page.getByLabel('理由').fill('分给示例社区');
  await first.page.getByRole('button', { name: '提出', exact: true }).click();
  await first.page.getByText('已提出，等第二人确认').waitFor();
  await settled(first.page);
  await expectSound(first);
  // Who proposed it cannot confirm it.
  const own = first.page.locator('[data-change]').filter({ hasText: '分给示例社区' });
  expect(await textOf(own)).toContain('须由另一位自然人确认');
  await first.context.close();

  const second = await officer('finance-approver-2', '/desk/budgets', 'phone');
  const change = second.page.locator('[data-change]').filter({ hasText: '分给示例社区' });
  expect(await textOf(change)).toContain(`创业导师服务补贴（昆山市） ${nextYear} · 昆山示例智能传感众创社区`);
  await change.getByRole('button', { name: '确认这项调整' }).click();
  await change.waitFor({ state: 'detached' });
  await second.page.getByRole('combobox', { name: '预算年度' }).first().selectOption(nextYear);
  const part = second.page.locator(`[data-budget="${budgetId}.JS-320583-91"]`);
  expect(await textOf(part)).toContain('12,000.5');
  await part.getByRole('button').click();
  await second.page.getByRole('cell', { name: '12,000.50' }).first().waitFor();
  expect(await textOf(second.page.locator('#budget'))).toContain('由昆山市财政局（示例）拨付 · 昆山示例智能传感众创社区');
  expect(await tooSmall(second.page, 'main summary, main button, main tbody a')).toEqual([]);
  await settled(second.page);
  await expectSound(second);
  await second.context.close();
});

test('an entry that was wrong is corrected by a new one, and each names the other', async () => {
  const budgetId = `${thisYear()}.finance-kunshan.community-broadband-subsidy`;
  const [proposer, confirmer] = [await callerAs('finance-reviewer-2'), await callerAs('finance-approver-2')];
  const changes = `/v1/budgets/${budgetId}/changes`;
  const wrong = await proposer.post<{ id: string }>(changes, { kind: 'increase', amountFen: 7_700, reason: '误记追加' });
  await confirmer.post(`${changes}/${wrong.id}/confirm`);

  const visitor = await officer('finance-approver-2', '/desk/budgets', 'phone');
  const { page } = visitor;
  await page.locator(`[data-budget="${budgetId}"]`).getByRole('button').click();
  const entry = page.locator('[data-entry]').filter({ hasText: '误记追加' });
  await entry.getByRole('button', { name: /^更正这一笔/ }).click();
  await entry.getByLabel('理由').fill('应为另一项预算');
  expect(await textOf(entry)).toContain('原分录保留不动');
  await settled(page);
  await expectSound(visitor);
  await entry.getByRole('button', { name: '提出更正' }).click();
  const change = page.locator('[data-change]').filter({ hasText: '应为另一项预算' });
  await change.getByText(/^更正的是：追加预算/).waitFor();
  expect(await textOf(change)).toContain('误记追加');

  const id = (await change.getAttribute('data-change')) ?? '';
  await proposer.post(`${changes}/${id}/confirm`);
  await page.reload();
  await page.locator(`[data-budget="${budgetId}"]`).getByRole('button').click();
  await entry.getByText(/^已由 .* 的一笔更正$/).waitFor();
  expect(await entry.getByRole('button').count()).toBe(0);
  const newer = page.locator('[data-entry]').filter({ hasText: '应为另一项预算' });
  expect(await textOf(newer)).toMatch(/更正 .* 的一笔.*−77\.00/s);
  await settled(page);
  await expectSound(visitor);
  await visitor.context.close();
});

test('a run that broke off is found in the list and taken up by whoever began it', async () => {
  const ids = [await reviewedClaim('浏览器测试示例续甲有限公司'), await reviewedClaim('浏览器测试示例续乙有限公司')];
  const caller = await callerAs('finance-approver');
  const items: { caseId: string; contentHash: string }[] = [];
  for (const id of ids) {
    const { body } = await caller.get<{ contentHash: string }>(`/v1/cases/${id}`);
    items.push({ caseId: id, contentHash: body.contentHash });
  }
  const { id } = await caller.post<{ id: string }>('/v1/approval-runs', { programmeId: 'community-broadband-subsidy', items });
  await caller.post(`/v1/approval-runs/${id}/cases/${ids[0]}`);

  // A colleague sees it, and may only close it.
  const colleague = await officer('finance-approver-2', '/desk/decisions', 'phone');
  await colleague.page.locator(`[data-run="${id}"]`).getByRole('button').click();
  await colleague.page.getByText('只有封定的人能接着逐件批准').waitFor();
  expect(await colleague.page.getByRole('button', { name: /接着办/ }).count()).toBe(0);
  await settled(colleague.page);
  await expectSound(colleague);
  await colleague.context.close();

  // The books name it; who only reads such finds it there, and nothing to press.
  const reviewer = await officer(
    'finance-reviewer-2',
    `/desk/budgets?budget=${new Date().getFullYear()}.finance-kunshan.community-broadband-subsidy`,
  );
  const line = reviewer.page.locator('[data-entry]').filter({ hasText: `编号 ${id}` });
  await line.getByRole('link', { name: '批量批准' }).click();
  await reviewer.page.getByText('封定的案件').waitFor();
  expect(await reviewer.page.locator('[data-item]').count()).toBe(2);
  expect(await reviewer.page.locator('main section.desk button').count()).toBe(0);
  await settled(reviewer.page);
  await expectSound(reviewer);
  await reviewer.context.close();

  const approver = await officer('finance-approver', '/desk/decisions');
  const { page } = approver;
  const row = page.locator(`[data-run="${id}"]`);
  expect(await textOf(row)).toContain('已批准 1 / 2 件');
  await expectSound(approver);
  await row.getByRole('button', { name: /接着办/ }).click();
  await page.getByRole('button', { name: '接着办剩下的 1 件' }).click();
  await page.getByText('封定的案件都已批准').waitFor();
  await page.getByRole('button', { name: '结束', exact: true }).click();
  await page.getByText('先试算，再一次封定').waitFor();
  await expect.poll(() => row.count()).toBe(0);
  await approver.context.close();
});

test('the books open at the part somebody waits for, and lead from its case to it', async () => {
  const part = /昆山示例数控装备众创社区/;
  const approver = await officer('finance-approver', '/desk/budgets', 'phone');
  const { page } = approver;
  const waitsAt = page.locator('[data-budget]').filter({ hasText: '候补' });
  expect(await waitsAt.getByRole('button').getAttribute('aria-expanded')).toBe('true');
  expect(await textOf(page.locator('#budget-name'))).toMatch(part);
  await expectSound(approver);
  // What is opened stands in the address, and is open again where one comes back.
  const general = page.locator('[data-budget$=".community-broadband-subsidy"]').getByRole('button');
  await general.click();
  await page.getByText('· 未分到社区的部分').waitFor();
  await page.reload();
  await page.getByText('· 未分到社区的部分').waitFor();
  await approver.open('/desk/cases/demo-waiting');
  await page.getByRole('link', { name: /^候补：等/ }).click();
  await page.locator('#budget-name').getByText(part).waitFor();
  await approver.context.close();
});
