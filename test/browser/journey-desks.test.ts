import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { returnFile, type SentBatch, wordOn } from '../support/bank.ts';
import { callerAs, handedInClaim, noticeOver, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { expectFocus, expectSound, forgive, openBrowser, settled, textOf, type Visit, visit } from './visit.ts';

openBrowser();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
/** Out of two letters the list shows of a firm it hides. */
const rowOf = (page: Page, id: string) => page.locator(`tr[data-case="${id}"]`);

/** Takes a step in the panel: opens it, fills it in, and sends it. */
async function step(page: Page, name: string, fill?: (form: ReturnType<Page['locator']>) => Promise<void>): Promise<void> {
  await button(page, name).click();
  const form = page.locator('form.step-form');
  await form.waitFor();
  await fill?.(form);
  await form.getByRole('button', { name, exact: true }).click();
}

async function officer(person: string, path = '/desk', device: 'desktop' | 'phone' = 'desktop'): Promise<Visit> {
  const visitor = await visit({ device });
  await signInAs(visitor, person);
  await visitor.open(path);
  return visitor;
}

describe('a claim goes over the desks', () => {
  const name = '浏览器测试示例宽带有限公司';
  let id: string;
  beforeAll(async () => {
    id = await handedInClaim(name);
  });

  test('from the community’s confirmation to a public notice somebody objects to, each by another person', async () => {
    const operator = await officer('community-operator', '/desk', 'phone');
    await rowOf(operator.page, id).getByRole('link', { name }).click();
    await operator.page.getByRole('heading', { name: '可以办理' }).waitFor();
    await settled(operator.page);
    await expectSound(operator);
    await step(operator.page, '确认入驻和费用', (form) => form.getByLabel('补充说明').fill('在本社区办公'));
    await operator.page.getByText('已办理：确认入驻和费用').waitFor();
    await operator.context.close();

    // Whose it is stays hidden until it is taken; the keyboard is enough to get there.
    const intake = await officer('intake-officer');
    await rowOf(intake.page, id).waitFor();
    expect(await textOf(rowOf(intake.page, id))).not.toContain(name);
    await expectSound(intake);
    for (let presses = 0; presses < 100; presses += 1) {
      await intake.page.keyboard.press('j');
      if (await intake.page.evaluate((wanted) => document.activeElement?.closest('[data-case]')?.getAttribute('data-case') === wanted, id))
        break;
    }
    await intake.page.keyboard.press('Enter');
    await intake.page.getByText('这件案件您还没有认领').waitFor();
    // What is refused before it is taken is an answer of the API, and no fault of the page.
    await forgive(intake);
    await expectSound(intake);
    await button(intake.page, '认领').click();
    await intake.page.getByRole('heading', { name: '申请内容与凭证' }).waitFor();
    expect(await textOf(intake.page.locator('main'))).toContain(name);
    await step(intake.page, '收件');
    await intake.page.getByText('已办理：收件').waitFor();
    await settled(intake.page);
    await expectSound(intake);
    // A correction names all defects at the places they are at; here it is not sent.
    await button(intake.page, '退回补正').click();
    const wrong = intake.page.locator('[data-pointer="/contractNumber"]');
    await wrong.getByRole('button', { name: /^标为问题/ }).click();
    await wrong.getByRole('textbox').fill('合同号与合同不一致');
    await intake.page
      .locator('[data-line=l1]')
      .getByRole('button', { name: /标为问题.*申报金额/ })
      .click();
    await intake.page.getByText('已标 2 处').waitFor();
    const send = intake.page.locator('form.step-form').getByRole('button', { name: '退回补正', exact: true });
    await expect.poll(() => textOf(intake.page.locator('form.step-form .wants'))).toBe('还要填好：每处问题怎样改正');
    expect(await send.isDisabled(), 'not before every defect says how to put it right').toBe(true);
    await intake.page.locator('[data-line=l1]').getByRole('textbox').fill('请按发票填写');
    await expect.poll(() => send.isEnabled()).toBe(true);
    await expectSound(intake);
    await button(intake.page, '先不办').click();
    await step(intake.page, '受理');
    await intake.page.getByText('已办理：受理').waitFor();
    await intake.context.close();

    // Several are taken at once from the list; a struck row lowers the amount, and comes back.
    const reviewer = await officer('finance-reviewer', '/desk?queue=review');
    await rowOf(reviewer.page, id).getByRole('checkbox').check();
    await button(reviewer.page, '认领所选（1）').click();
    await reviewer.page.getByText('已完成 1 / 1').waitFor();
    await rowOf(reviewer.page, id).getByRole('link', { name }).click();
    await reviewer.page.getByRole('heading', { name: '逐条核对' }).waitFor();
    await settled(reviewer.page);
    await expectSound(reviewer);
    const line = reviewer.page.locator('[data-line=l1]');
    await line.getByRole('button', { name: /^核减这一行/ }).click();
    await line.getByLabel('理由').fill('不是宽带费');
    await line.getByRole('button', { name: '核减', exact: true }).click();
    await reviewer.page.getByText(/核算金额从\s?6,000\s元变为\s?0\s元/).waitFor();
    await line.getByText('核减理由：不是宽带费').waitFor();
    await line.getByRole('button', { name: /^恢复这一行/ }).click();
    await reviewer.page.getByText(/核算金额从\s?0\s元变为\s?6,000\s元/).waitFor();
    await step(reviewer.page, '完成评审', (form) => form.getByLabel('理由').fill('材料齐全'));
    await reviewer.page.getByText('已办理：完成评审').waitFor();
    await reviewer.context.close();

    const approver = await officer('finance-approver', `/desk/cases/${id}`);
    await button(approver.page, '认领').click();
    await button(approver.page, '批准').click();
    const form = approver.page.locator('form.step-form');
    await form.getByText('试算通过').waitFor();
    expect(await textOf(form)).toMatch(/批准前预算余额.*批准后预算余额/s);
    await forgive(approver);
    await expectSound(approver);
    await form.getByRole('button', { name: '批准', exact: true }).click();
    await approver.page.getByText('已办理：批准').waitFor();
    await expect.poll(() => textOf(approver.page.locator('.standing'))).toContain('公示中');
    await approver.context.close();

    // Anybody reads the notice, and objects in their real name.
    const reader = await visit({ device: 'phone' });
    await reader.open('/notices');
    const notice = reader.page.locator(`li[data-notice="${id}"]`);
    await notice.waitFor();
    await expectSound(reader);
    expect(
      reader.requests.some((request) => request.url().endsWith('/v1/me')),
      'nobody is asked who they are',
    ).toBe(false);
    await notice.getByRole('link', { name }).click();
    await button(reader.page, '我要提出异议').click();
    await reader.page.getByRole('link', { name: '登录后提出异议' }).waitFor();
    await signInAs(reader, 'vc-partner', `/notices/${id}`);
    await button(reader.page, '我要提出异议').click();
    await reader.page.getByLabel('联系方式').fill('13800000000');
    await reader.page.getByLabel('不应给予的事实和理由').fill('该企业不在社区内');
    await forgive(reader);
    await expectSound(reader);
    await button(reader.page, '提交异议').click();
    await reader.page.getByText('异议核查中', { exact: true }).waitFor();
    await reader.context.close();

    const notices = await officer('notice-officer', '/desk?queue=notice');
    await rowOf(notices.page, id).getByRole('checkbox').check();
    await button(notices.page, '认领所选（1）').click();
    await notices.page.getByText('已完成 1 / 1').waitFor();
    await rowOf(notices.page, id).getByRole('link', { name }).click();
    await notices.page.getByText('该企业不在社区内').waitFor();
    await button(notices.page, /^异议不成立/).click();
    await notices.page.getByLabel('核查结论').fill('入驻属实');
    await button(notices.page, '提出“异议不成立”').click();
    await notices.page.getByText('这是您提出的，须由另一位自然人确认。').waitFor();
    await settled(notices.page);
    await expectSound(notices);
    await notices.context.close();
  });
});

test('many are approved at once: taken, tried, sealed, and drawn one by one', async () => {
  const names = ['浏览器测试示例批甲有限公司', '浏览器测试示例批乙有限公司'];
  const ids = [await reviewedClaim(names[0] ?? ''), await reviewedClaim(names[1] ?? '')];
  const gone = await reviewedClaim('浏览器测试示例批丙有限公司');
  const approver = await officer('finance-approver-2', '/desk/decisions', 'phone');
  const { page } = approver;
  for (const id of [...ids, gone]) await rowOf(page, id).getByRole('checkbox').check();
  // Whose they are is not shown, and nothing can be tried, before they are taken; one was withdrawn meanwhile.
  for (const id of ids) expect(await textOf(rowOf(page, id))).toContain('****');
  expect(await button(page, '试算').isDisabled()).toBe(true);
  expect(await textOf(page.locator('section.panel', { has: page.locator('#plan') }))).toContain('先在上面选择案件并认领');
  await expectSound(approver);
  await (await callerAs('startup-other')).take(gone, 'withdraw', {});
  await button(page, '认领所选（3）').click();
  await page.getByText('已完成 2 / 3').waitFor();
  const refused = page.getByRole('alert').filter({ hasText: '有 1 件没有办成' });
  await expect.poll(() => textOf(refused)).toContain(gone);
  for (const [at, id] of ids.entries())
    await rowOf(page, id)
      .getByRole('link', { name: names[at] ?? '' })
      .waitFor();
  await expectFocus(page.locator('#take-chosen'));
  await forgive(approver);
  await expectSound(approver);
  await button(page, '试算').click();
  await page.locator('[data-planned]').first().waitFor();
  expect(await page.locator('[data-planned]').count()).toBe(2);
  await expectSound(approver);
  await button(page, '封定并批准 2 件').click();
  // Gone and come back: the run is taken up where it stands.
  await button(page, '逐件批准（2 件）').waitFor();
  await page.reload();
  await button(page, '逐件批准（2 件）').click();
  await page.getByText('已完成 2 / 2').waitFor();
  await settled(page);
  await expectSound(approver);
  for (const [at, id] of ids.entries()) {
    const item = page.locator(`tr[data-item="${id}"]`);
    expect(await textOf(item)).toContain('公示中');
    await item.getByRole('link', { name: names[at] ?? '' }).waitFor();
  }
  await button(page, '结束').click();
  await page.getByText('先试算，再一次封定').waitFor();
  await page.context().close();
});

/** Where a case is to be paid: other files of the run seal batches of the same office meanwhile. */
async function lineOf({ get }: Awaited<ReturnType<typeof callerAs>>, caseId: string) {
  type Batch = { readonly id: string; readonly lines: readonly (SentBatch['lines'][number] & { readonly caseId: string })[] };
  const { body: batches } = await get<{ items: { id: string }[] }>('/v1/payments/batches');
  for (const { id: batchId } of batches.items) {
    const { body } = await get<Batch>(`/v1/payments/batches/${batchId}`);
    const line = body.lines.find((one) => one.caseId === caseId);
    if (line) return { batchId, line };
  }
  throw new Error('the case is in no batch');
}

test('what is due is sealed by one payer, signed by another, and booked as the bank returns it', async () => {
  const name = '浏览器测试示例拨付有限公司';
  const id = await reviewedClaim(name);
  const approver = await callerAs('finance-approver');
  const { body: seen } = await approver.get<{ contentHash: string }>(`/v1/cases/${id}`);
  await approver.take(id, 'approve', { contentHash: seen.contentHash });
  await noticeOver(id);

  const first = await officer('finance-payer', '/desk/payments');
  await first.page.locator(`tr[data-due="${id}"]`).getByRole('checkbox').check();
  await first.page.getByLabel('付款账号').fill('9900583000000000900');
  await expectSound(first);
  await button(first.page, '封批').click();
  await first.page.getByText('您封的批，须由另一位自然人双签。').waitFor();
  await settled(first.page);
  await expectSound(first);

  const second = await officer('finance-payer-2', '/desk/payments');
  const caller = await callerAs('finance-payer-2');
  const { batchId, line } = await lineOf(caller, id);
  await second.page.locator(`[data-batch="${batchId}"]`).getByRole('button').click();
  await button(second.page, '双签').click();
  await button(second.page, '已送银行').click();
  await second.page.getByLabel('选择回单文件').waitFor();
  const { body: batch } = await caller.get<SentBatch>(`/v1/payments/batches/${batchId}`);
  const wrong = returnFile(batch, [wordOn(line, '成功', { amount: '1.00' })]);
  await second.page.getByLabel('或粘贴内容').fill(wrong);
  await button(second.page, '逐笔入账').click();
  await second.page.getByText('银行回单文件与批次不符，未作任何变动').waitFor();
  await second.page.getByLabel('选择回单文件').setInputFiles({
    name: 'return.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(returnFile(batch, [wordOn(line)])),
  });
  await expect.poll(() => second.page.getByLabel('或粘贴内容').inputValue()).not.toBe(wrong);
  await button(second.page, '逐笔入账').click();
  await second.page.getByText('已入账 1 行').waitFor();
  await expect.poll(() => textOf(second.page.locator('[data-line="1"]'))).toContain('银行回单：已付');
  await first.context.close();
  await second.context.close();

  // The auditor reads in the books what was paid, and for which case.
  const auditor = await officer('auditor', '/desk/budgets');
  await auditor.page.locator('canvas').first().waitFor();
  await auditor.page.locator('[data-budget*=".finance-kunshan.community-broadband-subsidy"]').first().getByRole('button').click();
  await auditor.page.getByText('借贷平衡，计数与流水一致').waitFor();
  await auditor.page.getByRole('combobox', { name: '账户' }).selectOption('paid');
  const booked = auditor.page.getByRole('cell', { name: id });
  await booked.getByRole('link', { name }).waitFor();
  expect(await textOf(booked)).toContain('宽带');
  await settled(auditor.page);
  await expectSound(auditor);
  await auditor.context.close();
});
