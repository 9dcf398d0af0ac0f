import type * as z from 'zod/mini';
import { type BatchView, batchView, dueList, paymentList, returnReport } from '../../../shared/contracts/payments.ts';
import { yuanCell } from '../../../shared/domain/payments/bank-file.ts';
import { RETURN_LAYOUT } from '../../../shared/domain/payments/return-file.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import { type Stage, type Step, Surprise } from '../stage.ts';
import { readCase, readFile, refuseStep, type Story, takeStep, yuan } from './story.ts';

type ReturnReport = z.infer<typeof returnReport>;

const BATCHES = '/v1/payments/batches';
const PAYER_ACCOUNT = '9900583000000000999';

/** What the bank says of a batch, as a file: of each line that it was paid, unless it fails; `more` adds lines. */
function returnOf(
  stage: Stage,
  { id, contentHash, lines }: BatchView,
  { more = [], fails = [] }: { readonly more?: readonly (readonly string[])[]; readonly fails?: readonly string[] } = {},
): string {
  const at = stage.tokens.now().toISOString();
  const said = lines.map(({ line, reference, caseId, amountFen, payee }) => {
    const account = payee.bankAccount.slice(-4);
    const word = fails.includes(caseId) ? ['失败', 'E01', '户名不符'] : ['成功', '', ''];
    return [String(line), reference, account, yuanCell(amountFen), ...word, `${Date.parse(at)}${line}`, at];
  });
  const { header, columns } = RETURN_LAYOUT;
  return [[header.batchId, id], [header.hash, contentHash ?? ''], columns, ...said, ...more].map((cells) => cells.join(',')).join('\r\n');
}

/** Sealed by one payer, approved by another, and with the bank. */
export async function sentToBank(stage: Stage, caseIds: readonly string[]): Promise<BatchView> {
  const payer = demo(stage, 'finance-payer');
  const { id, contentHash } = read(await payer.post(BATCHES, { caseIds, payerAccount: PAYER_ACCOUNT }), batchView, 201);
  read(await demo(stage, 'finance-payer-2').post(`${BATCHES}/${id}/approve`, { contentHash }), batchView);
  return read(await payer.post(`${BATCHES}/${id}/send`), batchView);
}

/** Takes in what the bank says of a batch. */
export const takeReturn = async (stage: Stage, batch: BatchView, fails: readonly string[] = []): Promise<ReturnReport> =>
  read(
    await demo(stage, 'finance-payer').post(`${BATCHES}/${batch.id}/returns`, { file: returnOf(stage, batch, { fails }) }),
    returnReport,
  );

export const paySteps = (story: Story): readonly Step[] => {
  let batch: BatchView | undefined;
  const sealed = (): BatchView => {
    if (!batch) throw new Surprise('没有批次 there is no batch');
    return batch;
  };
  return [
    {
      zh: '拨付批次：一人编制封存，另一人按哈希复核，才能送银行。别的地区付不了。',
      en: 'A batch: one payer seals it, another approves it by its hash, and only then it goes to the bank. Another county cannot pay.',
      async play(stage) {
        const id = story.get('first');
        const payer = demo(stage, 'finance-payer');
        const { items } = read(await payer.get('/v1/payments/due?limit=100'), dueList);
        const due = items.find(({ caseId }) => caseId === id);
        stage.insist(
          due?.amountFen === 1_200_000,
          `待拨付 due: ${due?.payee.holderName} ${due?.payee.bankAccount} ${yuan(due?.amountFen ?? null)}`,
        );
        const body = { caseIds: [id], payerAccount: PAYER_ACCOUNT };
        expectRefusal(stage, await demo(stage, 'finance-other-region').post(BATCHES, body), 422, 'unknown-payment');
        batch = read(await payer.post(BATCHES, body), batchView, 201);
        stage.insist(batch.count === 1 && batch.totalFen === 1_200_000, `批次 batch ${batch.contentHash} ${yuan(batch.totalFen)}`);
        const path = `${BATCHES}/${batch.id}`;
        expectRefusal(stage, await payer.post(`${path}/send`), 409, 'batch-state');
        const { contentHash } = batch;
        expectRefusal(stage, await payer.post(`${path}/approve`, { contentHash }), 403, 'same-person-twice');
        const second = demo(stage, 'finance-payer-2');
        expectRefusal(stage, await second.post(`${path}/approve`, { contentHash: '0'.repeat(64) }), 409, 'content-changed');
        expectRefusal(stage, await payer.get(`${path}/file`), 409, 'batch-not-sent');
        batch = read(await second.post(`${path}/approve`, { contentHash }), batchView);
        batch = read(await payer.post(`${path}/send`), batchView);
        const file = await payer.download(`${path}/file`);
        for (const line of file.trim().split('\r\n')) stage.tell(line);
        stage.insist(file.includes(`${contentHash}`) && file.includes('12000.00'), '银行文件写明哈希和金额 the file has hash and amount');
        await refuseStep(stage, story.get('firm').owner, id, ['withdraw', 409, 'payment-sent'], {});
      },
    },
    {
      zh: '银行回单里多一行不认识的：整份拒绝，什么也不记。正确的回单：到账，入账一次。',
      en: 'A return file with a line nobody knows is refused whole, and nothing is booked. The true one: paid, booked once.',
      async play(stage) {
        const id = story.get('first');
        const payer = demo(stage, 'finance-payer');
        const path = `${BATCHES}/${sealed().id}/returns`;
        const stranger = ['2', 'nobody.p1.1', '0000', '1.00', '成功', '', '', '1', stage.tokens.now().toISOString()];
        expectRefusal(stage, await payer.post(path, { file: returnOf(stage, sealed(), { more: [stranger] }) }), 422, 'return-file-refused');
        stage.insist((await readCase(payer, id)).state === 'disbursing', '状态没有变 nothing has changed');
        const file = returnOf(stage, sealed());
        const report = read(await payer.post(path, { file }), returnReport);
        stage.insist(report.batch.state === 'reconciled' && report.rows[0]?.state === 'paid', '到账 paid');
        const again = read(await payer.post(path, { file }), returnReport);
        stage.insist(again.repeated, '同一份回单再交一次：不重复入账 the same file again: booked once');
        const { items } = read(await payer.get(`/v1/cases/${id}/payments`), paymentList);
        stage.insist(items.length === 1 && items[0]?.attempts.length === 1, `一笔款项、一次拨付 one payment, one attempt`);
        const { state, publicLabel } = await readCase(story.get('firm').owner, id);
        stage.insist(state === 'monitoring', `${publicLabel.zh} ${publicLabel.en}`);
      },
    },
    {
      zh: '结项由两个人办：一人提出，另一人确认；办过拨付的人不能办结项。',
      en: 'Two persons close it: one proposes, another confirms; nobody who paid it closes it.',
      async play(stage) {
        const id = story.get('first');
        const [one, other] = [demo(stage, 'finance-reviewer'), demo(stage, 'finance-reviewer-2')];
        await refuseStep(stage, demo(stage, 'finance-payer'), id, ['close', 403, 'not-allowed']);
        const { proposed } = await takeStep(stage, one, id, ['close', 'monitoring']);
        stage.insist(proposed === 'close', '等待第二人 waits for a second person');
        await refuseStep(stage, one, id, ['close', 403, 'four-eyes', '']);
        await takeStep(stage, other, id, ['close', 'closed']);
        const { money, acts } = await readFile(demo(stage, 'auditor'), id);
        stage.insist(
          money.reservedFen === 1_200_000 && money.postedFen === 1_200_000 && money.voidedFen === 0,
          `预留 reserved ${yuan(money.reservedFen)} = 已付 paid ${yuan(money.postedFen)}`,
        );
        stage.tell(acts.map(({ stage: part, name }) => `${part} ${name}`).join(' · '));
      },
    },
  ];
};
