import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { freshCode } from './fresh-code.ts';
import { placesOf, signInAs, signInByHand } from './sign-in-as.ts';
import { axe, expectFocus, linkWith, openBrowser, settled, textOf, type Visit, visit } from './visit.ts';

openBrowser();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Registers a firm of one's own through the page, so that the demo firms stay as they are. */
async function registerFirm({ page, open }: Visit, name: string): Promise<string> {
  await open('/register');
  await page.getByLabel('名称（与营业执照一致）').fill(name);
  const code = page.getByLabel('统一社会信用代码');
  await code.fill('9132990');
  await page.getByText('已输入 7 位').waitFor();
  await code.fill(freshCode());
  await page.getByText('校验通过').waitFor();
  await page.getByLabel('哪个市').selectOption('320500');
  await page.getByLabel('哪个县（市、区）').selectOption('320583');
  await button(page, '登记').last().click();
  await page.getByText(`已登记：${name}`).waitFor();
  await page.getByRole('link', { name: '去填档案' }).click();
  await page.waitForURL('**/profile');
  await settled(page);
  return new URL(page.url()).pathname.split('/')[2] as string;
}

const topic = (page: Page, id: string) => page.locator(`details[data-topic=${id}]`);

/** Opens a topic of the profile and its form. */
async function edit(page: Page, id: string): Promise<void> {
  const card = topic(page, id);
  if ((await card.getAttribute('open')) === null) await card.locator('> summary').click();
  await card.getByRole('button', { name: /^(填写|修改)/ }).click();
}

const field = (page: Page, fact: string) =>
  page.locator('.in-place-field', { has: page.locator(`[id="edit-${fact}"]`) }).locator('input[type=text]');

test('from registering to money: the firm tells of itself, and each answer opens something', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, complaints, open } = visitor;
  await signInAs(visitor, 'expert-1');
  const id = await registerFirm(visitor, '浏览器测试示例甲有限公司');
  await expectFocus(page.locator('h1'));

  // Beside a missing fact stands what it unlocks.
  const employees = topic(page, 'staff').locator('[data-fact="firm.employees"]');
  expect(await textOf(employees)).toMatch(/还没有填[\s\S]*个项目在等这一项/);

  await edit(page, 'staff');
  await field(page, 'firm.employees').fill('一打');
  await topic(page, 'staff').locator('.wrong').waitFor();
  await field(page, 'firm.employees').fill('12');
  await button(page, '保存（1 项）').click();
  await page.getByText('已保存 1 项').waitFor();
  await expect.poll(() => textOf(employees)).toMatch(/12 人[\s\S]*自己填的/);
  expect(await axe(page)).toEqual([]);

  // The history of a fact, on demand.
  await employees.getByText('历史').click();
  await expect.poll(() => textOf(employees.locator('.history'))).toContain('12 人');

  await edit(page, 'finance');
  await field(page, 'firm.revenue_last_year_cny').fill('300');
  await field(page, 'firm.assets_cny').fill('200');
  expect(await axe(page)).toEqual([]);
  await button(page, '保存（2 项）').click();
  await page.getByText('已保存 2 项').waitFor();

  await open(`/companies/${id}/money`);
  await page.locator('details.result').first().waitFor();
  const judged = await page.evaluate(async (firm) => (await (await fetch(`/v1/companies/${firm}/matches`)).json()).results, id);
  expect(await page.locator('details.result').count()).toBe(judged.length);
  await page.locator('details.result-one > summary, details.result-open > summary').first().click();
  await page.getByText('还缺：').first().waitFor();
  expect(await page.locator('details.result[open] .ways-on a').first().getAttribute('href')).toBe(`/companies/${id}/profile`);
  expect(await axe(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('particulars are masked; one is shown in clear for a reason, and hidden again', async () => {
  const visitor = await visit();
  const { page } = visitor;
  await signInAs(visitor, 'expert-2');
  await registerFirm(visitor, '浏览器测试示例乙有限公司');
  const panel = page.locator('section', { has: page.locator('#particulars') }).last();
  await panel.getByRole('button', { name: '修改' }).click();
  await panel.getByLabel('联系电话').fill('13812345678');
  await panel.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => textOf(panel)).toContain('138****5678');
  expect(await textOf(page.locator('main'))).not.toContain('13812345678');
  await panel.getByRole('button', { name: /显示完整/ }).click();
  await panel.getByLabel('为什么要看').fill('核对联系人');
  await panel.getByRole('button', { name: '显示', exact: true }).click();
  await expect.poll(() => textOf(panel)).toContain('13812345678');
  expect(await axe(page)).toEqual([]);
  await panel.getByRole('button', { name: '收起' }).click();
  expect(await textOf(panel)).not.toContain('13812345678');
  await page.context().close();
});

test('two write at once: the second sees what changed, keeps what was typed, and sends it again', async () => {
  const first = await visit();
  await signInAs(first, 'expert-3');
  const id = await registerFirm(first, '浏览器测试示例丙有限公司');
  const { page } = first;
  await edit(page, 'staff');
  await field(page, 'firm.employees').fill('12');
  // Meanwhile, in another window of the same person, another fact.
  const second = await first.context.newPage();
  await second.goto(`/companies/${id}/profile`);
  await settled(second);
  await edit(second, 'finance');
  await field(second, 'firm.revenue_last_year_cny').fill('300');
  await button(second, '保存（1 项）').click();
  await second.getByText('已保存 1 项').waitFor();

  await button(page, '保存（1 项）').click();
  await page.getByText('别人改过这份档案').waitFor();
  expect(await textOf(page.locator('form .note'))).toMatch(/上年营业收入：还没有填 → 300/);
  expect(await field(page, 'firm.employees').inputValue()).toBe('12');
  expect(await axe(page)).toEqual([]);
  await button(page, '保存（1 项）').click();
  await page.getByText('已保存 1 项').waitFor();
  const facts = await page.evaluate(async (firm) => JSON.stringify(await (await fetch(`/v1/companies/${firm}/facts`)).json()), id);
  expect(facts).toContain('firm.employees');
  expect(facts).toContain('firm.revenue_last_year_cny');
  await first.context.close();
});

const PDF = [
  '%PDF-1.4',
  '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
  '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
  '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>endobj',
];
function pdf(): Buffer {
  const offsets: number[] = [];
  let text = '';
  for (const [at, line] of PDF.entries()) {
    if (at > 0) offsets.push(text.length);
    text += `${line}\n`;
  }
  const table = offsets.map((offset) => `${offset.toString().padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 4\n0000000000 65535 f \n${table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

test('a paper goes up, is checked while one looks on, serves a programme, comes down again and is withdrawn', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, open, complaints } = visitor;
  await signInAs(visitor, 'joint-office');
  const id = await registerFirm(visitor, '浏览器测试示例丁有限公司');
  await open(`/companies/${id}/papers?programme=su-ke-dai`);
  await page.getByText('还没有材料').waitFor();
  const wanted = page.locator('section', { has: page.locator('#for-programme') }).last();
  await wanted.getByText(/还要准备 \d+ 份/).waitFor();
  const before = await textOf(wanted.locator('strong').first());
  await wanted.getByRole('button', { name: /上传这一份.*营业执照/ }).click();
  await expect.poll(() => page.getByLabel('是什么材料').inputValue()).toBe('business-licence');

  const file = page.getByLabel('文件', { exact: true });
  await file.setInputFiles({ name: '执照.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
  await page.getByText('不收这种文件').waitFor();
  expect(await button(page, /^上传$/).isDisabled()).toBe(true);
  await file.setInputFiles({ name: '营业执照.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await button(page, /^上传$/).click();
  const row = page.locator('li[data-document]');
  await expect.poll(() => row.getAttribute('data-status')).toBe('clean');
  await expect.poll(() => textOf(wanted.locator('strong').first())).not.toBe(before);
  expect(await axe(page)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('button', { name: /下载/ }).click()]);
  expect(download.suggestedFilename()).toBe('营业执照.pdf');

  // A program in disguise is refused with its reason, and nothing of it can be opened.
  await page.getByLabel('是什么材料').selectOption('other');
  await file.setInputFiles({ name: '其他.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`MZ${'\0'.repeat(200)}`) });
  await button(page, /^上传$/).click();
  const refused = page.locator('li[data-status=rejected]');
  await refused.waitFor();
  expect(await textOf(refused)).toContain('可执行程序');
  expect(await refused.getByRole('button', { name: /下载/ }).count()).toBe(0);

  await row.filter({ hasText: '营业执照' }).getByRole('button', { name: /^撤回/ }).click();
  await button(page, '撤回这份材料').click();
  await page.getByText('已经撤回').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a broken line loses nothing: the same press sends the same file again, and one paper comes of it', async () => {
  const visitor = await visit();
  const { page, open } = visitor;
  await signInAs(visitor, 'mentor');
  const id = await registerFirm(visitor, '浏览器测试示例戊有限公司');
  await open(`/companies/${id}/papers`);
  await page.route('**/__objects/**', (route) => route.abort());
  await page.getByLabel('是什么材料').selectOption('lease');
  await page.getByLabel('文件', { exact: true }).setInputFiles({ name: '租赁合同.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await button(page, /^上传$/).click();
  await page.getByText('文件没有传完').waitFor();
  await page.unroute('**/__objects/**');
  await button(page, /^上传$/).click();
  await expect.poll(() => page.locator('li[data-document]').getAttribute('data-status')).toBe('clean');
  expect(await page.locator('li[data-document]').count()).toBe(1);
  await page.context().close();
});

test('what was answered in the check is kept in a profile, once one is signed in', async () => {
  const visitor = await visit();
  const { page, open, requests } = visitor;
  await signInByHand(visitor, 'carrier-operator');
  const id = await registerFirm(visitor, '浏览器测试示例己有限公司');
  requests.length = 0;
  await open(
    await linkWith({
      applicant: 'enterprise',
      facts: { 'firm.employees': 23, 'firm.revenue_last_year_cny': 3_000_000, 'loan.amount_cny': 500_000 },
    }),
  );
  expect(requests.filter((request) => request.method() !== 'GET')).toEqual([]);
  await page.getByRole('link', { name: '登录，保存这些回答' }).click();
  await page.getByLabel('写进哪一份档案').selectOption(id);
  await page.getByText('写进去的内容').waitFor();
  expect(await textOf(page.locator('main'))).not.toContain('贷款金额');
  expect(await axe(page)).toEqual([]);
  await button(page, /写进.*（2 项）/).click();
  await page.getByText(/2 项已写进/).waitFor();
  await page.getByRole('link', { name: '档案', exact: true }).last().click();
  await settled(page);
  expect(await textOf(topic(page, 'staff'))).toContain('23 人');
  await page.context().close();
});

test('a colleague is invited by a link shown once, comes in, gets another role, and is removed with effect at once', async () => {
  const owner = await visit();
  await signInAs(owner, 'auditor');
  const id = await registerFirm(owner, '浏览器测试示例庚有限公司');
  await owner.open(`/office/${id}/members`);
  await owner.page.getByLabel(/^填报人/).check();
  await button(owner.page, '生成邀请链接').click();
  const link = await owner.page.getByLabel('邀请链接').inputValue();
  expect(link).toContain('/invitations#');
  expect(await axe(owner.page)).toEqual([]);

  const guest = await visit({ device: 'phone' });
  // Not signed in yet: the secret is kept in the tab over the way to the issuer and back, and never sent by itself.
  await guest.page.goto(link);
  await settled(guest.page);
  expect(new URL(guest.page.url()).hash).toBe('');
  await guest.page.getByRole('link', { name: '登录', exact: true }).last().click();
  await guest.page.locator('button[value="bank-other"]').click();
  await guest.page.waitForURL('**/invitations');
  await guest.page.getByText('浏览器测试示例庚有限公司').waitFor();
  expect(await axe(guest.page)).toEqual([]);
  await button(guest.page, '接受邀请').click();
  await guest.page.getByText('您已加入').waitFor();
  const secret = new URL(link).hash.slice(1);
  for (const request of guest.requests) expect(request.url()).not.toContain(secret);

  const again = await visit();
  await signInAs(again, 'bank-approver');
  await again.page.goto(link);
  await again.page.getByText('这个邀请不能用').or(again.page.locator('.refusal .wrong')).first().waitFor();
  await again.context.close();

  await guest.page.getByRole('link', { name: '去看看' }).click();
  await guest.page.locator('details[data-topic]').first().waitFor();

  await owner.page.reload();
  const row = owner.page.locator('li[data-person="bank-other"]');
  await row.getByRole('button', { name: /改角色/ }).click();
  await row.getByLabel(/^签署人/).check();
  await row.getByRole('button', { name: '保存角色' }).click();
  await expect.poll(() => textOf(row.locator('.badges'))).toContain('签署人');
  await row.getByRole('button', { name: /^移除/ }).click();
  await row.getByRole('button', { name: '移除', exact: true }).last().click();
  await owner.page.getByText(/已移除/).waitFor();

  await guest.page.reload();
  await guest.page.getByText('没有找到').waitFor();
  expect((await placesOf(guest.page)).map((place) => place.id)).not.toContain(id);
  await owner.context.close();
  await guest.context.close();
});

test('one sees where one is signed in, and ends it elsewhere', async () => {
  const here = await visit();
  await signInAs(here, 'finance-other-region');
  const there = await visit({ device: 'phone' });
  await signInAs(there, 'finance-other-region', '/me');
  await here.open('/sessions');
  await button(here.page, '结束其他所有登录').click();
  await button(here.page, '全部结束').click();
  await here.page.getByText('其他登录都已经结束').waitFor();
  await there.page.reload();
  await there.page.getByText('请先登录').waitFor();
  await here.page.reload();
  await here.page.getByText('只在这台设备上登录着').waitFor();
  await here.context.close();
  await there.context.close();
});

test('a session that ends while one types loses nothing: one signs in in another window and sends it again', async () => {
  const visitor = await visit();
  const { page, context } = visitor;
  await signInByHand(visitor, 'reguarantee-officer');
  await registerFirm(visitor, '浏览器测试示例辛有限公司');
  await edit(page, 'staff');
  await field(page, 'firm.employees').fill('17');
  await context.clearCookies();
  await button(page, '保存（1 项）').click();
  await page.getByText('登录已经过期').waitFor();
  expect(await axe(page)).toEqual([]);
  const [elsewhere] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /在新窗口登录/ }).click()]);
  // The issuer may still know the person; then nobody is asked to choose.
  await elsewhere.locator('button[value="reguarantee-officer"]').or(elsewhere.locator('.account-bar')).first().waitFor();
  if ((await elsewhere.locator('.account-bar').count()) === 0) await elsewhere.locator('button[value="reguarantee-officer"]').click();
  await elsewhere.locator('.account-bar').waitFor();
  await elsewhere.close();
  expect(await field(page, 'firm.employees').inputValue()).toBe('17');
  await button(page, '保存（1 项）').click();
  await page.getByText('已保存 1 项').waitFor();
  await context.close();
});

test('by keyboard alone: what cannot be taken back asks first, takes the focus, and gives it back', async () => {
  const visitor = await visit();
  const { page, open } = visitor;
  await signInAs(visitor, 'intake-officer');
  const id = await registerFirm(visitor, '浏览器测试示例壬有限公司');
  await open(`/office/${id}/members`);
  const leave = button(page, '退出这个机构');
  await leave.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('group', { name: '退出这个机构' });
  await expectFocus(question);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // The last owner cannot leave: the rule is told where one stands.
  await question.locator('.refusal .wrong').waitFor();
  expect(await axe(page)).toEqual([]);
  await question.getByRole('button', { name: '先不' }).focus();
  await page.keyboard.press('Enter');
  await expectFocus(leave);
  await page.context().close();
});
