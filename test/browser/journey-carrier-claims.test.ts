import { expect, test } from 'vitest';
import { dayOfYear, seedApplicant } from './seed-kinds.ts';
import { signInAs } from './sign-in-as.ts';
import { expectToFit, openBrowser, textOf, type Visit, visit } from './visit.ts';
import { begin, button, on, saved } from './write-claim.ts';

openBrowser();

const OWNER = 'startup-other';

/** A carrier of Kunshan with all that both of its subsidies ask for, known of it before. */
const seedCarrier = (name: string) =>
  seedApplicant({
    kind: 'carrier',
    name,
    owner: OWNER,
    divisionCode: '320583',
    facts: {
      'carrier.division_code': '320583',
      'carrier.mentors': 5,
      'carrier.community_id': 'JS-320583-91',
      'carrier.kind': '众创空间',
      'carrier.record_level': 'county',
    },
    papers: [
      ['appointment', 'mentor-appointment', '导师聘书'],
      ['log', 'mentoring-record', '辅导记录表'],
      ['fee', 'payment-proof', '劳务发放凭证'],
      ['lease', 'lease', '租赁合同'],
      ['meter', 'utility-bill', '电费账单'],
      ['passed-on', 'other', '向在孵企业让利的证明'],
    ],
    bill: { amountFen: 1_000_000, issuedOn: dayOfYear('01-03') },
  });

async function atPhone(): Promise<Visit> {
  const visitor = await visit({ device: 'phone' });
  await visitor.page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, OWNER);
  return visitor;
}

/** From the last page of papers to the case that stands submitted. */
async function handIn({ page, complaints }: Visit): Promise<void> {
  await saved(page);
  await on(page);
  await on(page);
  await page.getByText('没有缺漏，可以提交').waitFor();
  await page.getByText('还要勾选上面的“以上内容真实”').waitFor();
  await page.getByLabel(/以上内容真实/).check();
  await expectToFit(page);
  await button(page, '提交申请').click();
  await page.locator('[data-state=submitted]').waitFor();
  expect(complaints).toEqual([]);
}

test('an incubator claims what its mentor’s sessions cost', async () => {
  const carrier = await seedCarrier('示例昆山导师众创空间');
  const visitor = await atPhone();
  const { page } = visitor;
  await begin(visitor, carrier, 'community-mentor-subsidy');
  await page.getByLabel('导师姓名').fill('王示例');
  await page.getByLabel('导师身份证号码').fill('329900197602021014');
  await page.getByRole('radiogroup', { name: '导师在被辅导企业有股份吗' }).getByLabel('否').check();
  await page.getByLabel('被辅导的企业').fill('昆山示例澜芯传感科技有限公司');
  await page.getByLabel('企业的统一社会信用代码').fill('91329900DEM000014X');
  await saved(page);
  await on(page);
  for (const at of [0, 1]) {
    await button(page, '加一次辅导').click();
    const row = page.locator(`[data-row="/sessions/${at}"]`);
    await row.getByLabel('日期').fill(dayOfYear(`01-0${at + 2}`));
    await row.getByLabel('时长（分钟）').fill('60');
    await row.getByLabel('辅导记录').selectOption('log');
    for (const who of ['导师', '企业'])
      await row
        .getByRole('radiogroup', { name: `${who}签字了吗` })
        .getByLabel('是')
        .check();
  }
  await saved(page);
  await expect.poll(() => textOf(page.locator('.amount-figure'))).toBe('1,000\u00a0元');
  await on(page);
  await page.getByRole('checkbox', { name: '劳务发放凭证' }).check();
  await handIn(visitor);
  await page.context().close();
});

test('an incubator claims a part of its bill for electricity', async () => {
  const carrier = await seedCarrier('示例昆山用能众创空间');
  const visitor = await atPhone();
  const { page } = visitor;
  await begin(visitor, carrier, 'community-premises-water-energy-discount');
  await page.getByLabel('哪天入驻').fill(`${Number(dayOfYear('').slice(0, 4)) - 1}-06-01`);
  await page.getByLabel('申报入驻第几年').fill('2');
  await on(page);
  await page.getByLabel('详细地址').fill('示例学院路 5 号');
  await page.getByLabel('面积（平方米）').fill('500');
  await on(page);
  await button(page, '加一笔费用').click();
  const row = page.locator('[data-row="/lines/0"]');
  await row.getByRole('radio', { name: '能源费' }).check();
  await row.getByLabel('发票', { exact: true }).selectOption({ index: 1 });
  await row.getByLabel('付款日期').fill(dayOfYear('01-04'));
  await row.getByLabel(/^表号/).fill('E-77');
  await row.getByLabel('付款凭证').selectOption('fee');
  await saved(page);
  await on(page);
  for (const title of ['租赁合同', '电费账单', '向在孵企业让利的证明']) await page.getByRole('checkbox', { name: title }).check();
  await handIn(visitor);
  await page.context().close();
});
