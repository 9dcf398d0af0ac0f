import { expect, test } from 'vitest';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { returnOfAll, type SentBatch } from '../support/bank.ts';
import { makePdf } from '../support/make-files.ts';
import { callerAs, noticeOver, reviewedClaim } from './seed-claim.ts';
import { signInAs } from './sign-in-as.ts';
import { expectSound, forgive, openBrowser, settled, textOf, type Visit, visit } from './visit.ts';

openBrowser();

type Sent = SentBatch & { readonly lines: readonly { readonly caseId: string }[] };

/** A case that is to be paid, with its payment at the bank: sealed by one payer, signed by the other. */
async function sentFor(caseId: string): Promise<Sent> {
  const [first, second] = [await callerAs('finance-payer'), await callerAs('finance-payer-2')];
  const sealed = await first.post<{ id: string; contentHash: string }>('/v1/payments/batches', {
    caseIds: [caseId],
    payerAccount: '9900583000000000900',
  });
  await second.post(`/v1/payments/batches/${sealed.id}/approve`, { contentHash: sealed.contentHash });
  return second.post<Sent>(`/v1/payments/batches/${sealed.id}/send`);
}
async function toBePaid(name: string): Promise<string> {
  const id = await reviewedClaim(name);
  const approver = await callerAs('finance-approver');
  const { body } = await approver.get<{ contentHash: string }>(`/v1/cases/${id}`);
  await approver.take(id, 'approve', { contentHash: body.contentHash });
  await noticeOver(id);
  return id;
}
const wordsOn = (batch: Sent, word: '成功' | '失败') => returnOfAll(batch, word);

async function openBatch(person: string, batch: Sent, device: 'desktop' | 'phone'): Promise<Visit> {
  const visitor = await visit({ device });
  await signInAs(visitor, person);
  await visitor.open('/desk/payments?as=finance-kunshan');
  await visitor.page.locator(`[data-batch="${batch.id}"]`).getByRole('button').click();
  await visitor.page.locator('[data-line="1"]').waitFor();
  await settled(visitor.page);
  return visitor;
}

test('what the bank contradicts is compared, and answered by a witness who signed nothing', async () => {
  const id = await toBePaid('浏览器测试示例矛盾有限公司');
  const batch = await sentFor(id);
  const payer = await callerAs('finance-payer');
  await payer.post(`/v1/payments/batches/${batch.id}/returns`, { file: wordsOn(batch, '失败') });
  await payer.post(`/v1/cases/${id}/payments/p1/retry`);

  // The bank says otherwise: nothing is booked, and the line says so from then on.
  const taking = await openBatch('finance-payer', batch, 'desktop');
  await taking.page.getByLabel('或粘贴内容').fill(wordsOn(batch, '成功'));
  await taking.page.getByRole('button', { name: '逐笔入账' }).click();
  const part = (one: Visit) => one.page.locator('[data-contradicted="p1"]');
  await part(taking).getByText('第 1 次支付：已到账').waitFor();
  await forgive(taking);
  await expectSound(taking);
  await taking.context.close();

  const witness = await openBatch('finance-approver-2', batch, 'phone');
  await part(witness).getByRole('button', { name: /^答复/ }).click();
  expect(await textOf(part(witness))).toContain('不再重付');
  await settled(witness.page);
  await expectSound(witness);
  await witness.page.getByRole('radio', { name: /^已到账/ }).check();
  await witness.page.getByLabel('怎样查明的').fill('银行书面答复：首次支付已入账');
  await part(witness).getByRole('button', { name: '提交答复' }).click();
  await part(witness)
    .getByText(/已答复“银行回单：已付”：已到账/)
    .waitFor();
  await expect.poll(() => textOf(witness.page.locator('[data-line="1"]'))).toContain('银行回单：已付');
  await expectSound(witness);
  await witness.context.close();
});

test('a silent payment is stated with a paper that is handed in there, and confirmed by a second person who reads it', async () => {
  const id = await toBePaid('浏览器测试示例无回音有限公司');
  const batch = await sentFor(id);
  const first = await openBatch('finance-payer', batch, 'phone');
  const line = (one: Visit) => one.page.locator('[data-line="1"]');
  await line(first)
    .getByRole('button', { name: /^说明结果/ })
    .click();
  await line(first).getByLabel('或上传一份').setInputFiles({ name: '银行回函.pdf', mimeType: 'application/pdf', buffer: makePdf() });
  const chosen = line(first).getByRole('combobox', { name: '选用本单位已有的凭证' });
  await expect.poll(() => chosen.inputValue(), { timeout: 20_000 }).not.toBe('');
  await line(first).getByLabel('说明', { exact: true }).fill('银行书面确认已到账');
  await settled(first.page);
  await expectSound(first);
  await line(first).getByRole('button', { name: '提交说明' }).click();
  await line(first).getByText('您说明的，须由另一位自然人确认。').waitFor();
  await first.context.close();

  const second = await openBatch('finance-payer-2', batch, 'desktop');
  const download = second.page.waitForEvent('download');
  await line(second).getByRole('button', { name: /^下载/ }).click();
  expect((await download).suggestedFilename()).toContain('.pdf');
  await line(second)
    .getByRole('button', { name: /^确认：已付/ })
    .click();
  await line(second).getByRole('button', { name: '确认', exact: true }).click();
  await expect.poll(() => textOf(line(second))).toContain('银行回单：已付');
  await expectSound(second);
  await second.context.close();
});

test('a repayment that was entered wrongly is corrected by two persons, and the applicant reads that it counts no more', async () => {
  const id = await toBePaid('浏览器测试示例误记有限公司');
  const batch = await sentFor(id);
  await (await callerAs('finance-payer')).post(`/v1/payments/batches/${batch.id}/returns`, { file: wordsOn(batch, '成功') });
  const reviewer = await callerAs('finance-reviewer-2');
  const path = `/v1/cases/${id}/recoveries`;
  const today = dayInShanghai(new Date());
  await reviewer.post(path, { paymentId: 'p1', ground: '经核查，发票为虚开' });
  await reviewer.post(`${path}/r1/repay`, { bankSerial: `wrong-${id}`, on: today, amountFen: 123_400 });

  const line = (one: Visit) => one.page.locator('[data-repayment="1"]');
  const taken = async (person: string, device: 'desktop' | 'phone'): Promise<Visit> => {
    const visitor = await visit({ device });
    await signInAs(visitor, person, `/desk/cases/${id}`);
    await visitor.page.getByRole('button', { name: '认领', exact: true }).click();
    await line(visitor).waitFor();
    // What is not taken is not shown: asking for it was refused.
    await forgive(visitor);
    return visitor;
  };

  const first = await taken('finance-reviewer-2', 'phone');
  await line(first)
    .getByRole('button', { name: /^更正这笔还款/ })
    .click();
  await line(first).getByLabel('理由').fill('该笔到账属于另一企业');
  await settled(first.page);
  await expectSound(first);
  await line(first).getByRole('button', { name: '更正这笔还款', exact: true }).click();
  await line(first).getByText('等另一人确认').waitFor();
  await first.context.close();

  const second = await taken('finance-approver-2', 'desktop');
  await line(second)
    .getByRole('button', { name: /^确认更正/ })
    .click();
  await line(second).getByRole('button', { name: '确认更正（第二人）', exact: true }).click();
  await line(second).getByText('由两人更正，不再计入').waitFor();
  expect(await textOf(second.page.locator('[data-recovery="r1"]'))).toContain('等您答复');
  await settled(second.page);
  await expectSound(second);
  await second.context.close();

  const applicant = await visit({ device: 'phone' });
  await signInAs(applicant, 'startup-other', `/claims/${id}/status`);
  await applicant.page.getByText('登记有误，已于').waitFor();
  await settled(applicant.page);
  await expectSound(applicant);
  await applicant.context.close();
});

test('a payment that failed is cancelled by two payers with the case before them, and the applicant reads why', async () => {
  const id = await toBePaid('浏览器测试示例取消有限公司');
  const batch = await sentFor(id);
  await (await callerAs('finance-payer')).post(`/v1/payments/batches/${batch.id}/returns`, { file: wordsOn(batch, '失败') });
  const first = await openBatch('finance-payer', batch, 'phone');
  await expectSound(first);
  await first.page.getByRole('link', { name: /^取消拨付/ }).click();
  await first.page.getByRole('button', { name: '认领', exact: true }).click();
  await first.page.getByRole('button', { name: '取消拨付', exact: true }).click();
  await first.page.getByLabel('理由').fill('收款单位已注销，无法拨付');
  await forgive(first);
  await expectSound(first);
  await first.page
    .getByRole('button', { name: /取消拨付/ })
    .last()
    .click();
  await first.page.locator('.proposal').waitFor();
  await first.context.close();

  const second = await visit({ device: 'phone' });
  await signInAs(second, 'finance-payer-2', '/desk/payments?as=finance-kunshan');
  const due = second.page.locator(`[data-due="${id}"]`);
  await due.getByText(/有人提出取消拨付/).waitFor();
  await settled(second.page);
  await expectSound(second);
  await due.getByRole('link').click();
  await second.page.getByRole('button', { name: '认领', exact: true }).click();
  await second.page.locator('.proposal').getByRole('button').click();
  await second.page.getByText('不予支持').first().waitFor();
  await second.context.close();

  const applicant = await visit({ device: 'phone' });
  await signInAs(applicant, 'startup-other', `/claims/${id}/status`);
  await applicant.page.getByText('收款单位已注销，无法拨付').waitFor();
  await settled(applicant.page);
  await expectSound(applicant);
  await applicant.context.close();
});
