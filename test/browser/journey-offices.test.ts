import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { doubtfulCode, freshCode } from './fresh-code.ts';
import { placeOf, post, signInAs } from './sign-in-as.ts';
import { axe, expectToFit, openBrowser, settled, textOf, visit } from './visit.ts';

openBrowser();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

const registered = async (page: Page, name: string, uscc = freshCode()): Promise<string> => {
  const { status, body } = await post<{ organisation: { id: string } }>(page, '/v1/organisations', {
    kind: 'company',
    name,
    uscc,
    divisionCode: '320583',
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.organisation.id;
};

test('a grant is given in plain words, used by the bank, seen by the firm, and taken back at once', async () => {
  const owner = await visit({ device: 'phone' });
  await signInAs(owner, 'startup-other');
  const firm = await registered(owner.page, '浏览器测试示例银授有限公司');
  const bank = await visit();
  await signInAs(bank, 'bank-officer');
  const { id: bankId, name: bankName } = await placeOf(bank.page, 'bank');

  // Nothing is granted yet: an outline, without the name.
  await bank.open(`/office/${bankId}/companies/${firm}`);
  await bank.page.getByText('它没有授权给您的机构').waitFor();
  expect(await textOf(bank.page.locator('main'))).not.toContain('浏览器测试示例银授有限公司');
  expect(await axe(bank.page)).toEqual([]);

  await owner.open(`/companies/${firm}/sharing`);
  await owner.page.getByText('没有机构能看您的资料').waitFor();
  const form = owner.page.locator('form', { has: owner.page.locator('#give-title') });
  await form.getByLabel('哪家机构').selectOption(bankId);
  await form.getByLabel('主体与所在地').check();
  await form.getByLabel('用途').selectOption({ index: 1 });
  await form.getByLabel('具体说明，例如哪一笔贷款').fill('流动资金贷款');
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel('看到哪一天为止').fill(until);
  expect(await textOf(form.locator('.note'))).toMatch(new RegExp(`${bankName}可以看：主体与所在地；只能用于`));
  expect(await form.getByRole('button', { name: '授权' }).isDisabled(), 'not before one agrees').toBe(true);
  await form.getByLabel('我看明白了，同意').check();
  expect(await axe(owner.page)).toEqual([]);
  await expectToFit(owner.page);
  await form.getByRole('button', { name: '授权' }).click();
  await owner.page.getByText(`已授权给${bankName}`).waitFor();

  await bank.open(`/office/${bankId}/granted`);
  await bank.page.getByRole('link', { name: '浏览器测试示例银授有限公司' }).click();
  await bank.page.getByText('您的每次查看都会记下来').waitFor();
  await settled(bank.page);
  expect(await textOf(bank.page.locator('main'))).toContain('浏览器测试示例银授有限公司');
  expect(await bank.page.locator('[data-topic=staff]').count(), 'what was not granted').toBe(0);
  expect(await axe(bank.page)).toEqual([]);

  await owner.page.reload();
  const log = owner.page.locator('section', { has: owner.page.locator('#log') }).last();
  await expect.poll(() => textOf(log)).toMatch(new RegExp(`${bankName}[\\s\\S]*看了[\\s\\S]*用途：`));
  const grant = owner.page.locator('li[data-grant]').first();
  expect(await textOf(grant)).toContain('最近一次查看');
  await grant.getByRole('button', { name: /收回授权/ }).click();
  await button(owner.page, '马上收回').click();
  await owner.page.getByText(`已收回对${bankName}的授权`).waitFor();

  await bank.page.reload();
  await bank.page.getByText('它没有授权给您的机构').waitFor();
  expect(await textOf(bank.page.locator('main'))).not.toContain('浏览器测试示例银授有限公司');
  await owner.context.close();
  await bank.context.close();
});

test('a firm says where it sits, the community’s operator confirms it, and either sees it', async () => {
  const owner = await visit();
  await signInAs(owner, 'vc-partner');
  const name = '浏览器测试示例入驻有限公司';
  const firm = await registered(owner.page, name);
  const operator = await visit({ device: 'phone' });
  await signInAs(operator, 'community-operator');
  const { id: operatorId } = await placeOf(operator.page, 'community_operator');

  await owner.open(`/companies/${firm}/profile`);
  const residence = owner.page.locator('section', { has: owner.page.locator('#residence') }).last();
  await residence.getByText('还没有申报入驻').waitFor();
  expect(await residence.locator('optgroup').first().locator('option').count(), 'incubators to choose from').toBeGreaterThan(0);
  await residence.getByLabel('入驻在').selectOption(operatorId);
  await residence.getByRole('button', { name: '申报' }).click();
  await expect.poll(() => textOf(residence)).toContain('等确认');
  expect(await axe(owner.page)).toEqual([]);

  await operator.open('/me');
  await operator.page.getByRole('link', { name: /家企业等您确认入驻/ }).click();
  const row = operator.page.locator(`li[data-company="${firm}"]`);
  await row.getByRole('button', { name: /^确认入驻/ }).click();
  expect(await axe(operator.page)).toEqual([]);
  await row.getByRole('button', { name: '确认', exact: true }).click();
  await operator.page.getByText(`已确认${name}入驻`).waitFor();
  await row.getByRole('link', { name }).click();
  await operator.page.getByText('它入驻在您这里').waitFor();

  await owner.page.reload();
  await expect.poll(() => textOf(residence)).toContain('已确认');
  await residence.getByRole('button', { name: /^已搬走/ }).click();
  await button(owner.page, '确认已搬走').click();
  await expect.poll(() => textOf(residence)).toContain('已结束');
  await owner.context.close();
  await operator.context.close();
});

test('an operator looks before importing, reads the report line by line, and the firms are there', async () => {
  const visitor = await visit();
  const { page, open } = visitor;
  await signInAs(visitor, 'community-operator');
  const { id } = await placeOf(page, 'community_operator');
  await open(`/office/${id}/import`);
  const name = '浏览器测试示例导入有限公司';
  const csv = [
    'name,uscc,divisionCode,residentFrom,foundedOn,employees',
    `${name},${freshCode()},320583,2026-03-01,2024-03-01,12`,
    `浏览器测试示例坏码有限公司,123,320583,2026-03-01,2024-03-01,12`,
    `浏览器测试示例坏数有限公司,${freshCode()},320583,2026-03-01,2024-03-01,"1,200"`,
  ].join('\n');
  await page.getByLabel('选择 CSV 文件').setInputFiles({ name: 'firms.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${csv}`) });
  await expect.poll(() => page.getByLabel('或者贴在这里').inputValue()).toContain(name);
  expect(await button(page, '导入').isDisabled(), 'not before one has looked').toBe(true);
  await button(page, '先看看会怎样').click();
  await page.getByText(/新建 1 家.*没有接受 2 家/).waitFor();
  expect(await page.locator('tr[data-row] .badge-bad').count()).toBe(2);
  expect(await axe(page)).toEqual([]);
  await button(page, '导入').click();
  await page.getByRole('heading', { name: '导入结果' }).waitFor();
  await page.getByRole('link', { name: '看这家企业' }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.context().close();
});

test('a file that is no UTF-8 text is refused in words, before anything is sent', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, open } = visitor;
  await signInAs(visitor, 'community-operator');
  const { id } = await placeOf(page, 'community_operator');
  await open(`/office/${id}/import`);
  await page
    .getByLabel('选择 CSV 文件')
    .setInputFiles({ name: 'gbk.csv', mimeType: 'text/csv', buffer: Buffer.from([0xc6, 0xf3, 0xd2, 0xb5, 0x2c, 0xff]) });
  await page.getByText('文件不是 UTF-8 编码').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('the admin admits a bank, whose first owner comes in by the link', async () => {
  const admin = await visit();
  await signInAs(admin, 'admin');
  const { id } = await placeOf(admin.page, 'platform');
  await admin.open(`/office/${id}/institutions`);
  const form = admin.page.locator('form', { has: admin.page.locator('#admit-title') });
  await form.getByLabel('名称').fill('浏览器测试示例银行');
  await form.getByRole('button', { name: /准入/ }).click();
  const link = await form.getByLabel('邀请链接').inputValue();
  expect(await axe(admin.page)).toEqual([]);
  const owner = await visit({ device: 'phone', language: 'en' });
  await signInAs(owner, 'appeal-reviewer');
  await owner.page.goto(link);
  await owner.page.getByRole('button', { name: 'Accept' }).click();
  await owner.page.getByText('You have joined').waitFor();
  await owner.page.getByRole('link', { name: 'Go there' }).click();
  await settled(owner.page);
  expect(await owner.page.locator('h1').count()).toBe(1);
  const list = admin.page.locator('section', { has: admin.page.locator('#all-organisations') }).last();
  await list.getByLabel('类别').selectOption('bank');
  const row = admin.page.locator('li[data-organisation]', { hasText: '浏览器测试示例银行' }).first();
  await row.getByRole('button', { name: /^谁是负责人/ }).click();
  await row.getByText(/^负责人：/).waitFor();
  await admin.context.close();
  await owner.context.close();
});

test('a code whose check fails is registered with a warning, and confirmed from the licence by a second person', async () => {
  const founder = await visit({ device: 'phone' });
  await signInAs(founder, 'guidance-officer');
  await founder.open('/register');
  const code = doubtfulCode();
  await founder.page.getByLabel('名称（与营业执照一致）').fill('浏览器测试示例存疑有限公司');
  await founder.page.getByLabel('统一社会信用代码').fill(code);
  await founder.page.getByText('校验位对不上').waitFor();
  await founder.page.getByLabel('哪个市').selectOption('320500');
  await founder.page.getByLabel('哪个县（市、区）').selectOption('320583');
  await button(founder.page, '登记').last().click();
  await founder.page.getByText('已登记：浏览器测试示例存疑有限公司').waitFor();
  expect(await textOf(founder.page.locator('.state'))).toContain('第二人');
  expect(await axe(founder.page)).toEqual([]);

  const admin = await visit();
  await signInAs(admin, 'admin');
  const { id } = await placeOf(admin.page, 'platform');
  await admin.open(`/office/${id}/institutions`);
  await admin.page
    .locator('section', { has: admin.page.locator('#all-organisations') })
    .last()
    .getByLabel('类别')
    .selectOption('company');
  const row = admin.page.locator('li', { hasText: '浏览器测试示例存疑有限公司' });
  for (let turns = 0; turns < 8 && (await row.count()) === 0; turns += 1) {
    await settled(admin.page);
    if ((await row.count()) > 0) break;
    await button(admin.page, '下一页').click();
    await settled(admin.page);
  }
  await row.getByRole('button', { name: /确认信用代码/ }).click();
  await row.getByLabel('执照上的代码').fill(freshCode());
  await row.getByLabel(/^看了什么/).fill('执照原件');
  await row.getByRole('button', { name: '确认，留下记录' }).click();
  await row.locator('.refusal .wrong').waitFor();
  expect(await axe(admin.page)).toEqual([]);
  await row.getByLabel('执照上的代码').fill(code);
  await row.getByRole('button', { name: '确认，留下记录' }).click();
  await expect.poll(() => textOf(row)).toContain('代码已确认');
  await founder.context.close();
  await admin.context.close();
});

test('a county officer confirms an odd code where it sees the company, typing it anew from the licence', async () => {
  const founder = await visit();
  await signInAs(founder, 'reguarantee-officer');
  const code = doubtfulCode();
  const firm = await registered(founder.page, '浏览器测试示例县核有限公司', code);

  const office = await visit({ device: 'phone' });
  await signInAs(office, 'scitech-officer');
  const { id } = await placeOf(office.page, 'scitech_bureau');
  await office.open(`/office/${id}/companies/${firm}`);
  const form = office.page.locator('form', { has: office.page.locator(`[id="code-${firm}"]`) });
  await form.getByText('请它出示营业执照原件').waitFor();
  expect(await textOf(office.page.locator('main')), 'neither name nor code').not.toMatch(new RegExp(`县核|${code}`));
  await form.getByLabel('执照上的代码').fill(freshCode());
  await form.getByLabel(/^看了什么/).fill('执照原件');
  await form.getByRole('button', { name: '确认，留下记录' }).click();
  await form.locator('.refusal .wrong').waitFor();
  expect(await axe(office.page)).toEqual([]);
  await expectToFit(office.page);
  await form.getByLabel('执照上的代码').fill(code);
  await form.getByRole('button', { name: '确认，留下记录' }).click();
  await office.page.getByText(/^已确认.*的代码/).waitFor();
  await expect.poll(() => form.count()).toBe(0);
  await founder.context.close();
  await office.context.close();
});

test('the operator hands a firm it brought in to its first owner, and to nobody after', async () => {
  const operator = await visit();
  await signInAs(operator, 'carrier-operator');
  const { id } = await placeOf(operator.page, 'carrier');
  const name = '浏览器测试示例首任有限公司';
  const csv = `name,uscc,divisionCode,residentFrom\n${name},${freshCode()},320583,2026-03-01`;
  const { status, body } = await post<{ rows: { organisationId: string }[] }>(operator.page, `/v1/organisations/${id}/company-imports`, {
    csv,
    dryRun: false,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const firm = body.rows[0]?.organisationId;
  await operator.open(`/office/${id}/companies/${firm}`);
  const panel = operator.page.locator('section', { has: operator.page.locator(`[id="owner-${firm}"]`) }).last();
  await panel.getByRole('button', { name: '生成邀请链接' }).click();
  const link = await panel.getByLabel('邀请链接').inputValue();
  expect(await axe(operator.page)).toEqual([]);

  const owner = await visit({ device: 'phone' });
  await signInAs(owner, 'finance-payer');
  await owner.page.goto(link);
  await owner.page.getByRole('button', { name: '接受邀请' }).click();
  await owner.page.getByText(`您已加入${name}`).waitFor();
  await operator.page.reload();
  await operator.page.getByText('它入驻在您这里').waitFor();
  expect(await panel.count(), 'offered only as long as nobody owns it').toBe(0);
  await owner.context.close();
  await operator.context.close();
});

test('an officer reads companies line by line on a wide screen, with every industry in words', async () => {
  const bank = await visit();
  await signInAs(bank, 'bank-officer');
  const { id } = await placeOf(bank.page, 'bank');
  await bank.open(`/office/${id}/companies`);
  const table = bank.page.locator('table.company-table');
  const rows = table.locator('tbody[data-company]');
  expect(await rows.count()).toBeGreaterThan(20);
  expect(await table.locator('thead th').allTextContents()).toEqual([
    '企业',
    '地区',
    '行业',
    '阶段',
    '成立时间',
    '人数',
    '上年营收',
    '资料更新',
  ]);
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
  for (const [name, , industry, , , , , updated] of cells) {
    expect(name).toMatch(/^企业 /);
    expect(industry, 'no bare code').not.toMatch(/^[A-T]?\d/);
    expect(updated).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  await bank.page.getByLabel('类别').selectOption('carrier');
  await expect.poll(() => rows.first().locator('th').textContent()).toMatch(/^众创空间 \/ 孵化器 /);
  expect(await axe(bank.page)).toEqual([]);
  await expectToFit(bank.page);
  await bank.page.setViewportSize({ width: 390, height: 844 });
  await bank.page.locator('li[data-company]').first().waitFor();
  expect(await table.count(), 'cards on a small screen').toBe(0);
  await bank.context.close();
});

test('an office says what the register has; the firm sees both sides, and who said which', async () => {
  const owner = await visit();
  await signInAs(owner, 'notice-officer');
  const firm = await registered(owner.page, '浏览器测试示例两说有限公司');
  await owner.open(`/companies/${firm}/profile`);
  const staff = (page: Page) => page.locator('details[data-topic=staff]');
  const headcount = (page: Page) =>
    page.locator('.in-place-field', { has: page.locator('[id="edit-firm.employees"]') }).locator('input[type=text]');
  await staff(owner.page).getByRole('button', { name: /^填写/ }).click();
  await headcount(owner.page).fill('19');
  await button(owner.page, '保存（1 项）').click();
  await owner.page.getByText('已保存 1 项').waitFor();

  const office = await visit({ device: 'phone' });
  await signInAs(office, 'scitech-officer');
  const { id } = await placeOf(office.page, 'scitech_bureau');
  await office.open(`/office/${id}/companies/${firm}`);
  await office.page.getByText('没有授权，看不到企业自己填的内容').waitFor();
  await staff(office.page).locator('> summary').click();
  expect(await textOf(staff(office.page)), 'what the firm said is not shown').not.toContain('19');
  await staff(office.page)
    .getByRole('button', { name: /^说明我们所知/ })
    .click();
  await headcount(office.page).fill('16');
  await office.page.getByLabel('以上是登记信息').check();
  expect(await axe(office.page)).toEqual([]);
  await expectToFit(office.page);
  await button(office.page, '保存（1 项）').click();
  await office.page.getByText('已保存 1 项').waitFor();

  await owner.page.reload();
  const line = owner.page.locator('[data-fact="firm.employees"]');
  await expect.poll(() => textOf(line)).toMatch(/各方说法不一样[\s\S]*16 人[\s\S]*登记机关[\s\S]*目前按这个算[\s\S]*19 人[\s\S]*自己填的/);
  expect(await axe(owner.page)).toEqual([]);
  await owner.context.close();
  await office.context.close();
});
