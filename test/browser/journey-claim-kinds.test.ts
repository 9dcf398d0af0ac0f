import { expect, test } from 'vitest';
import { callerAs } from './seed-claim.ts';
import { dayOfYear, seedApplicant, seedOffice } from './seed-kinds.ts';
import { signInAs } from './sign-in-as.ts';
import { axe, expectToFit, openBrowser, settled, textOf, visit } from './visit.ts';
import { begin, button, on, saved } from './write-claim.ts';

openBrowser();

const INCUBATOR = 'carrier-kunshan';

test('a training provider names its trainees: a number is checked as it is typed, shown masked, and never kept on the device', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, complaints, open } = visitor;
  await signInAs(visitor, 'training-provider');
  await open('/claims');
  await button(page, /开始填写/).click();
  await page.waitForURL(/\/claims\/[0-9a-z-]{8,}$/);
  await page.getByLabel('创办企业培训（SYB）').check();
  await page.getByLabel('开课日期').fill('2026-03-01');
  await page.getByLabel('结束日期').fill('2026-03-10');
  await on(page);
  const rows = page.locator('.claim-row');
  for (const at of [0, 1]) {
    await button(page, '加一名学员').click();
    const row = rows.nth(at);
    await row.getByLabel('姓名').fill('李示例');
    await row.getByLabel('身份证号码').fill('329900197602021015');
    await row.getByText('证件号码不对').waitFor();
    await row.getByLabel('身份证号码').fill('329900197602021014');
    await row.getByLabel('证书编号').fill(`Z-${at}`);
    await expect.poll(() => row.getByText('证件号码不对').count()).toBe(0);
  }
  await saved(page);
  await expect.poll(() => rows.nth(0).getByLabel('身份证号码').getAttribute('placeholder')).toContain('*');
  expect(await rows.nth(0).getByLabel('身份证号码').inputValue()).toBe('');
  expect(await textOf(page.locator('main'))).not.toContain('329900197602021014');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('329900197602021014');
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await page.reload();
  await expect.poll(() => rows.count()).toBe(2);
  await expect.poll(() => rows.nth(1).getByLabel('身份证号码').getAttribute('placeholder')).toContain('*');
  for (const step of ['papers', 'payee', 'review']) {
    await button(page, '保存，下一页').click();
    await page.waitForURL(`**step=${step}`);
    await settled(page);
    expect(await axe(page), step).toEqual([]);
    await expectToFit(page);
  }
  expect(await button(page, '提交申请').isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('an incubator sees only what its county pays; an event is filed before it is held', async () => {
  const visitor = await visit();
  const { page, complaints, open } = visitor;
  await signInAs(visitor, 'carrier-operator');
  await open(`/claims?as=${INCUBATOR}`);
  await expect.poll(() => page.locator('[data-programme]').count()).toBe(3);
  expect(await textOf(page.locator('main'))).not.toContain('太仓');
  await open(`/claims/filings?as=${INCUBATOR}`);
  // An event is on file once; this one has a title of its own, however often it is tried.
  const title = `浏览器测试示例路演 ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel('活动名称').fill(title);
  await page.getByLabel('类别').selectOption({ index: 2 });
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(/计划哪天举办/).fill(soon);
  await page.getByLabel('计划支出（元）').fill('30000');
  await page.getByLabel('地点').fill('示例路 1 号');
  await button(page, '备案').click();
  await page.locator('li.row', { hasText: title }).waitFor();
  expect(await axe(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each(['community-mentor-subsidy', 'community-premises-water-energy-discount'])(
  'every page of the form of %s is accessible',
  async (programme) => {
    const visitor = await visit();
    const { page, complaints } = visitor;
    await signInAs(visitor, 'carrier-operator');
    await begin(visitor, INCUBATOR, programme);
    for (let more = true; more; ) {
      const add = page.locator('.claim-rows .actions button');
      if ((await add.count()) > 0) await add.click();
      expect(await axe(page), page.url()).toEqual([]);
      await expectToFit(page);
      more = (await button(page, '保存，下一页').count()) > 0;
      if (more) await on(page);
      await settled(page);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

/** The desks the cases of the next two pass, in the city both counties belong to; people who have no other desk. */
const STAFF = { 'guidance-officer': 'intake-officer', 'reguarantee-officer': 'finance-reviewer' } as const;

test('an incubator claims an event that was on file before it was held; the reviewer sees filing, attendance and bills', async () => {
  await seedOffice('scitech_bureau', '320500', { 'fund-manager': 'scitech-officer' });
  const desk = await seedOffice('finance_bureau', '320500', STAFF);
  const carrier = await seedApplicant({
    kind: 'carrier',
    name: '示例园区路演孵化器',
    owner: 'startup-other',
    divisionCode: '320576',
    facts: { 'carrier.division_code': '320576' },
    papers: [
      ['sheet', 'attendance-record', '签到表'],
      ['picture', 'photos', '现场照片'],
      ['plan', 'event-plan', '活动方案'],
      ['proof', 'payment-proof', '付款凭证'],
    ],
    bill: { amountFen: 2_000_000, issuedOn: dayOfYear('01-08') },
    filing: {
      title: '示例产学研对接会',
      category: '产学研对接',
      plannedOn: dayOfYear('01-06') as never,
      place: '示例路 2 号',
      plannedSpendFen: 2_500_000,
      filedAt: `${dayOfYear('01-02')}T02:00:00.000Z`,
    },
  });
  const visitor = await visit({ device: 'phone' });
  const { page, complaints } = visitor;
  await page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, 'startup-other');
  const id = await begin(visitor, carrier, 'sip-event-subsidy');
  await page.getByLabel('哪一场备案过的活动').selectOption({ index: 1 });
  // What was filed is not asked again.
  await expect.poll(() => page.getByLabel('举办日期').inputValue()).toBe(dayOfYear('01-06'));
  await page.getByLabel('到场人数').fill('45');
  await page.getByRole('checkbox', { name: '现场照片' }).check();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await on(page);
  await button(page, '加一笔费用').click();
  const row = page.locator('[data-row="/lines/0"]');
  await row.getByLabel('发票', { exact: true }).selectOption({ index: 1 });
  await row.getByLabel('付款日期').fill(dayOfYear('01-09'));
  await row.locator('[data-pointer="/lines/0/paymentProofDocumentId"] select').selectOption('proof');
  await expect.poll(() => textOf(page.locator('.amount-figure'))).toBe('6,000\u00a0元');
  await on(page);
  await page.getByRole('checkbox', { name: '活动方案' }).check();
  await saved(page);
  await on(page);
  await on(page);
  await page.getByText('没有缺漏，可以提交').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByLabel(/以上内容真实/).check();
  await button(page, '提交申请').click();
  await page.locator('[data-state=submitted]').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  await (await callerAs('fund-manager')).take(id, 'confirm', { text: '' });
  const intake = await callerAs('guidance-officer');
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'admit');
  await (await callerAs('reguarantee-officer')).take(id, 'take');
  const reviewer = await visit();
  await signInAs(reviewer, 'reguarantee-officer');
  await reviewer.open(`/desk/cases/${id}?as=${desk}`);
  const seen = await textOf(reviewer.page.locator('main'));
  expect(seen).toMatch(/示例产学研对接会[\s\S]*示例路 2 号[\s\S]*25,000\s元[\s\S]*45[\s\S]*6,000/);
  expect(await axe(reviewer.page)).toEqual([]);
  expect(reviewer.complaints).toEqual([]);
  await reviewer.context.close();
});

test('a founder claims the rent of a shared site; the community and the reviewer see site, lease and share', async () => {
  const operator = await seedOffice('community_operator', '320585', { 'fund-manager': 'community-operator' });
  const desk = await seedOffice('finance_bureau', '320500', STAFF);
  const firm = await seedApplicant({
    kind: 'company',
    name: '示例太仓首创科技',
    owner: 'startup-other',
    divisionCode: '320585',
    facts: {
      'firm.division_code': '320585',
      'firm.founded_on': `${Number(dayOfYear('').slice(0, 4)) - 2}-02-01`,
      'firm.licence_date': `${Number(dayOfYear('').slice(0, 4)) - 2}-02-01`,
      'firm.operating': true,
      'founder.category': '毕业5年内的高校毕业生',
      'founder.first_time': true,
    },
    papers: [
      ['lease', 'lease', '租赁合同'],
      ['licence', 'business-licence', '营业执照'],
      ['deed', 'property-certificate', '不动产登记证'],
      ['tax', 'tax-return', '报税证明'],
      ['identity', 'identity-proof', '身份证明'],
      ['form', 'application-form', '申报表'],
      ['proof', 'payment-proof', '房租转账凭证'],
    ],
    bill: { amountFen: 400_000, issuedOn: dayOfYear('01-03') },
    sitsWith: operator,
  });
  const visitor = await visit({ device: 'phone' });
  const { page, complaints } = visitor;
  await page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, 'startup-other');
  const id = await begin(visitor, firm, 'taicang-venue-rent-subsidy');
  await page.getByLabel('从哪个月').fill(dayOfYear('01'));
  await page.getByLabel('到哪个月').fill(dayOfYear('01'));
  await page.getByRole('radio', { name: '租的' }).check();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await on(page);
  await page.getByLabel('详细地址').fill('示例大道 8 号 3 楼');
  await page.getByLabel('面积（平方米）').fill('60');
  await page.getByLabel('租期开始').fill(dayOfYear('01-01'));
  await page.getByLabel('租期最后一天').fill(dayOfYear('12-31'));
  await page.getByLabel('同一场地还有几家企业').fill('1');
  await page.getByLabel('整个场地的年租金（元）').fill('8000');
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await on(page);
  await page.getByLabel('创业者姓名').fill('许示例');
  await page.getByLabel('创业者身份证号码').fill('329900197602021014');
  await on(page);
  await button(page, '加一笔费用').click();
  const row = page.locator('[data-row="/lines/0"]');
  await row.getByLabel('发票', { exact: true }).selectOption({ index: 1 });
  await row.getByLabel('付款日期').fill(dayOfYear('01-04'));
  await row.locator('[data-pointer="/lines/0/paymentProofDocumentId"] select').selectOption('proof');
  await saved(page);
  await expect.poll(() => textOf(page.locator('.amount-figure'))).toBe('2,500\u00a0元');
  await on(page);
  for (const title of ['营业执照', '不动产登记证', '报税证明', '身份证明', '申报表'])
    await page.getByRole('checkbox', { name: title }).check();
  await saved(page);
  await on(page);
  await on(page);
  await page.getByText('没有缺漏，可以提交').waitFor();
  await page.getByLabel(/以上内容真实/).check();
  await button(page, '提交申请').click();
  await page.locator('[data-state=submitted]').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();

  const body = await visit();
  await signInAs(body, 'fund-manager');
  await body.open(`/desk/cases/${id}?as=${operator}`);
  expect(await textOf(body.page.locator('main'))).toMatch(/示例大道 8 号/);
  expect(await axe(body.page)).toEqual([]);
  await body.context.close();
  await (await callerAs('fund-manager')).take(id, 'confirm', { text: '在本社区办公' });
  const intake = await callerAs('guidance-officer');
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'admit');
  await (await callerAs('reguarantee-officer')).take(id, 'take');
  const reviewer = await visit();
  await signInAs(reviewer, 'reguarantee-officer');
  await reviewer.open(`/desk/cases/${id}?as=${desk}`);
  expect(await textOf(reviewer.page.locator('main'))).toMatch(/合用单位数1[\s\S]*8,000[\s\S]*示例大道 8 号[\s\S]*2,500/);
  expect(await axe(reviewer.page)).toEqual([]);
  await reviewer.context.close();
});
