import { expect, test } from 'vitest';
import { dayOfYear } from './seed-kinds.ts';
import { signInAs, takeStep } from './sign-in-as.ts';
import { axe, expectToFit, openBrowser, textOf, tooSmall, visit } from './visit.ts';
import { begin, button, digits, on, pdf, saved, upload } from './write-claim.ts';

openBrowser();

const FIRM = 'company-01';
const NUMBER = '发票号码（8 位或 20 位）';

test('a founder claims broadband on a phone: filled in, reckoned, submitted, sent back, corrected', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, complaints, open } = visitor;
  await page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, 'startup-owner');
  const id = await begin(visitor, FIRM);
  // What is still empty is not called wrong before one has been there.
  expect(await page.locator('.field-open, .field-faults').count()).toBe(0);
  await page.getByLabel('从哪个月').fill(dayOfYear('01'));
  await page.getByLabel('到哪个月').fill(dayOfYear('06'));
  await page.getByLabel('宽带合同编号').fill('HT-2026-01');
  await page.getByLabel('宽带账号').fill(`0512-${digits(8)}`);
  if ((await page.locator('.upload-here').count()) > 0) await upload(page, '宽带服务合同');
  await expect.poll(() => textOf(page.locator('[data-pointer="/contractDocumentId"] select'))).not.toContain('正在检查');
  await saved(page);
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  expect(await tooSmall(page, '.wizard button, .wizard input, .wizard select, .wizard summary')).toEqual([]);

  await on(page);
  await button(page, '加一笔费用').click();
  const row = page.locator('[data-row="/lines/0"]');
  const scan = row.locator('.upload-here', { hasText: '上传：发票' });
  const register = row.getByRole('button', { name: '登记一张新发票' });
  if ((await register.getAttribute('aria-expanded')) === 'false') await register.click();

  // A program in disguise is refused where it was sent, with its reason.
  await scan.locator('input').setInputFiles({ ...pdf('发票.pdf'), buffer: Buffer.from(`MZ${'\0'.repeat(200)}`) });
  await scan.getByRole('button', { name: '上传', exact: true }).click();
  await row.getByText('可执行程序').waitFor();
  await scan.locator('input').setInputFiles(pdf('发票.pdf'));
  await scan.getByRole('button', { name: '上传', exact: true }).click();
  await row
    .getByRole('button', { name: /^登记发票/ })
    .first()
    .click();
  const invoice = {
    销售方统一社会信用代码: '91320000796544598E',
    [NUMBER]: `26320000${digits(12)}`,
    购买方名称: '昆山示例澜芯传感科技有限公司',
    开票日期: dayOfYear('01-05'),
    '价税合计（元）': '12000',
  };
  for (const [label, value] of Object.entries(invoice)) await row.getByLabel(label, { exact: true }).fill(value);
  expect(await axe(page)).toEqual([]);
  await row.getByRole('button', { name: '登记', exact: true }).click();
  // The invoice just registered is the one that is meant, and brings its amount.
  await expect.poll(() => row.getByLabel('申报金额（元）').inputValue()).toBe('12000');
  // Taken out it is offered, and by keyboard alone it is a bill again, with the focus in it.
  await row.getByRole('button', { name: /^删掉这一项/ }).click();
  const offer = page.getByRole('region', { name: '已登记的发票，点一下就加上' }).getByRole('button', { name: invoice[NUMBER].slice(-8) });
  await offer.waitFor();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await offer.press('Enter');
  await expect.poll(() => row.getByLabel('申报金额（元）').inputValue()).toBe('12000');
  await expect.poll(() => row.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await row.getByLabel('申报金额（元）').fill('12000.5');
  await row.getByLabel('付款日期').fill(dayOfYear('01-06'));
  const proof = row.locator('[data-pointer="/lines/0/paymentProofDocumentId"]');
  if ((await proof.locator('.upload-here').count()) === 0) await proof.getByRole('button', { name: /^上传一份新的/ }).click();
  await upload(page, '付款');
  await row.getByText('这张发票还可申报 12000.00 元').or(row.getByText('这张发票还可申报 12000 元')).waitFor();
  await row.getByLabel('申报金额（元）').fill('12000');
  const figure = page.locator('.amount-figure');
  await expect.poll(() => textOf(figure)).toBe('6,000\u00a0元');
  await page.locator('.amount-panel summary').first().click();
  expect(await textOf(page.locator('.trace'))).toContain('50%');
  expect(await axe(page)).toEqual([]);

  await on(page);
  await page.getByText('前面已用到').first().waitFor();
  expect(await page.locator('.wizard-step .outcome-failed').count(), 'every paper asked for is named already').toBe(0);
  await on(page);
  await expect.poll(() => textOf(page.locator('.wizard-step'))).toMatch(/示例城南银行昆山支行[\s\S]*\*+0017/);
  expect(await axe(page)).toEqual([]);
  await on(page);
  await page.getByText('没有缺漏，可以提交').waitFor();
  expect(await button(page, '提交申请').isDisabled(), 'not before one vouches for it').toBe(true);
  await page.getByLabel(/以上内容真实/).check();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await button(page, '提交申请').click();
  await page.waitForURL('**/status?done=submit');
  await page.locator('[data-state=submitted]').waitFor();
  expect(await textOf(page.locator('main'))).toMatch(/受理窗口[\s\S]*期限[\s\S]*6,000/);
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);

  const officer = await visit();
  await signInAs(officer, 'intake-officer');
  await takeStep(officer.page, id, 'accept-intake');
  await takeStep(officer.page, id, 'return', {
    defects: [
      { pointer: '/contractNumber', text: '合同编号少一位' },
      { pointer: '/lines/0/paidOn', text: '付款日期早于开票日期吗' },
    ],
  });
  await officer.context.close();

  await open(`/claims?as=${FIRM}`);
  const card = page.locator(`[data-claim="${id}"]`);
  expect(await textOf(card)).toContain('该您办了');
  await card.getByRole('link').click();
  // Each defect with the place it is about.
  await page.getByText('宽带合同编号：').waitFor();
  expect(await textOf(page.locator('.status-now'))).toMatch(
    /宽带合同编号：合同编号少一位[\s\S]*第 1 笔费用 · 付款日期：付款日期早于开票日期吗/,
  );
  await page.getByRole('link', { name: '去补正' }).click();
  // Each defect stands beside its field.
  const contract = page.locator('[data-pointer="/contractNumber"]');
  await contract.getByText('合同编号少一位').waitFor();
  expect(await axe(page)).toEqual([]);
  await contract.getByRole('textbox').first().fill('HT-2026-001');
  await contract.getByLabel('已经改好').check();
  await on(page);
  const paid = page.locator('[data-pointer="/lines/0/paidOn"]');
  await paid.getByLabel('没有错，我来说明').check();
  await button(page, /核对提交/).click();
  await page.getByText('还有 1 处没有回答').waitFor();
  await page.goBack();
  await paid.getByLabel('为什么没有错').fill('1 月 5 日开票，1 月 6 日付款。');
  await button(page, /核对提交/).click();
  await page.getByLabel(/以上内容真实/).check();
  await button(page, '提交补正').click();
  await page.waitForURL('**/status?done=resubmit');
  await page.locator('[data-state=completeness_check]').waitFor();
  // What was answered stays there to be read.
  await page.locator('[data-correction]').waitFor();
  expect(await textOf(page.locator('[data-correction]'))).toMatch(/已经改好[\s\S]*没有错，我来说明：1 月 5 日开票/);
  await expectToFit(page);
  expect(await axe(page)).toEqual([]);
  expect(await textOf(page.locator('.acts'))).toMatch(/补正后提交[\s\S]*退回补正[\s\S]*收件[\s\S]*提交/);

  const download = page.waitForEvent('download');
  await button(page, '下载核验文件').click();
  expect((await download).suggestedFilename()).toBe(`case-${id}.json`);
  await page.getByText('已下载').waitFor();

  await button(page, '撤回申请').click();
  expect(await axe(page)).toEqual([]);
  await button(page, '撤回').last().click();
  await page.locator('[data-state=withdrawn]').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('two write one claim and nothing is lost; without a line it waits on the device; a preparer does not sign', async () => {
  const preparer = await visit();
  await signInAs(preparer, 'startup-preparer');
  const id = await begin(preparer, FIRM);
  const owner = await visit();
  await signInAs(owner, 'startup-owner');
  await owner.open(`/claims/${id}`);

  await preparer.page.getByLabel('宽带合同编号').fill('HT-乙');
  await preparer.page.getByLabel('从哪个月').fill(dayOfYear('02'));
  await saved(preparer.page);
  const { page } = owner;
  await page.getByLabel('宽带合同编号').fill('HT-甲');
  await page.getByLabel('到哪个月').fill(dayOfYear('05'));
  const conflict = page.locator('.conflict');
  await conflict.waitFor();
  expect(await textOf(conflict)).toMatch(/HT-甲[\s\S]*HT-乙/);
  expect(await axe(page)).toEqual([]);
  await conflict.getByLabel(/对方填的：HT-乙/).check();
  await button(page, '按这样合并并保存').click();
  await saved(page);
  expect(await page.getByLabel('宽带合同编号').inputValue()).toBe('HT-乙');
  expect(await page.getByLabel('从哪个月').inputValue()).toBe(dayOfYear('02'));
  expect(await page.getByLabel('到哪个月').inputValue()).toBe(dayOfYear('05'));

  await owner.context.setOffline(true);
  await page.getByLabel('宽带账号').fill('0512-1');
  await page.locator('.save-kept').waitFor();
  expect(await axe(page)).toEqual([]);
  await owner.context.setOffline(false);
  await saved(page);

  await preparer.open(`/claims/${id}?step=review`);
  await preparer.page.getByText('您的角色可以填写，不能签署').waitFor();
  expect(await preparer.page.getByLabel(/以上内容真实/).count()).toBe(0);
  expect(await axe(preparer.page)).toEqual([]);
  await preparer.open(`/claims/${id}`);
  expect(await preparer.page.getByLabel('宽带账号').inputValue()).toBe('0512-1');
  // The list leads from what is missing to its field.
  await button(preparer.page, /核对提交/).click();
  await preparer.page
    .locator('.check-items')
    .getByRole('button', { name: /^去填 费用/ })
    .first()
    .click();
  await expect
    .poll(() => preparer.page.evaluate(() => document.activeElement?.closest('[data-pointer]')?.getAttribute('data-pointer')))
    .toBe('/lines');
  await owner.context.close();
  await preparer.context.close();
});

test('another firm’s claim reads like one that does not exist', async () => {
  const owner = await visit();
  await signInAs(owner, 'startup-owner');
  const id = await begin(owner, FIRM);
  await owner.context.close();
  const other = await visit();
  await signInAs(other, 'startup-other');
  const texts = [];
  for (const path of [
    `/claims/${id}`,
    '/claims/no-such-claim',
    `/claims/${id}/status`,
    '/claims/no-such-claim/status',
    `/claims?as=${FIRM}`,
  ]) {
    await other.open(path);
    texts.push(await textOf(other.page.locator('main .state')));
  }
  expect(new Set(texts).size).toBe(1);
  expect(await axe(other.page)).toEqual([]);
  await other.context.close();
});
