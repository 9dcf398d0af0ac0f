import type { BatchView } from '../../../shared/contracts/payments.ts';
import { PAPER_HASH, PAYER_ACCOUNT } from '../../api/payments/house.ts';
import { returnFile, wordOn } from '../bank.ts';
import type { Said } from './oracle.ts';
import { type Act, APPROVERS, PAYERS, type Shot, someOf } from './shot.ts';
import { inState, type Known, nextSerial, type World } from './world.ts';

const WORDS = { 成功: 'paid', 失败: 'failed', 退汇: 'returned' } as const satisfies Record<string, Said>;
type Word = keyof typeof WORDS;
type Line = BatchView['lines'][number];
const batchOf = (answer: Record<string, unknown>): BatchView => (answer.batch ?? answer) as BatchView;
const keep = (answer: Record<string, unknown>, { batches }: World): void => {
  const batch = batchOf(answer);
  batches.set(batch.id, batch);
};
const oneBatch = (world: World, ...states: readonly string[]): BatchView | undefined => {
  const found = [...world.batches.values()].filter(({ state }) => states.includes(state));
  return found.length === 0 ? undefined : world.dice.oneOf(found);
};
const casesOf = ({ lines }: BatchView): string[] => lines.map(({ caseId }) => caseId);

const seal: Act = {
  weight: 14,
  shot(world) {
    const due = inState(world, 'disbursing')
      .filter(({ payments }) => payments.some(({ state, batchId }) => state === 'drafted' && batchId === null) || world.dice.chance(0.1))
      .map(({ id }) => id);
    if (due.length === 0) return undefined;
    const chosen = world.dice.some(due, 0.7);
    const caseIds = chosen.length > 0 ? chosen : due.slice(0, 1);
    return {
      ...{ name: 'seal', by: someOf(PAYERS, caseIds[0] as string, 'payment', world), path: '/v1/payments/batches', stage: 'payment' },
      ...{ body: { caseIds, payerAccount: PAYER_ACCOUNT }, touches: caseIds, done: keep },
    };
  },
};

const onBatch = (verb: string, weight: number, states: readonly string[], more: Partial<Shot> = {}): Act => ({
  weight,
  shot(world) {
    const batch = oneBatch(world, ...states);
    if (!batch) return undefined;
    return {
      ...{ name: `${verb}-batch`, by: world.dice.oneOf(PAYERS), path: `/v1/payments/batches/${batch.id}/${verb}`, stage: 'payment' },
      ...(verb === 'approve' && { body: { contentHash: batch.contentHash } }),
      ...{ touches: casesOf(batch), done: keep, ...more },
    };
  },
});
const toTheBank = (answer: Record<string, unknown>, world: World): void => {
  keep(answer, world);
  for (const { reference, caseId, paymentId, amountFen } of batchOf(answer).lines)
    world.oracle.send(reference, { caseId, paymentId, fen: amountFen });
};

/** What can be wrong with a line. */
const WRONGS: readonly ((cells: string[]) => string[])[] = [
  (cells) => cells.with(0, '39'),
  (cells) => cells.with(1, `${cells[1]}9`),
  (cells) => cells.with(2, '0000'),
  (cells) => cells.with(3, '0.01'),
  (cells) => cells.with(4, '也许'),
  (cells) => cells.with(7, ''),
];
const LIKELY: readonly Word[] = ['成功', '成功', '成功', '失败', '失败', '退汇'];

/** A return file of the bank: of some lines, mostly right. */
const returns: Act = {
  weight: 26,
  shot(world) {
    const { dice, oracle, files } = world;
    const [sent, any] = [oneBatch(world, 'sent'), oneBatch(world, 'sent', 'reconciled')];
    const batch = dice.chance(0.75) ? (sent ?? any) : any;
    if (!batch) return undefined;
    const shot = { name: 'return-file', by: dice.oneOf(PAYERS), path: `/v1/payments/batches/${batch.id}/returns`, touches: casesOf(batch) };
    const known = files.filter(({ batchId }) => batchId === batch.id);
    if (known.length > 0 && dice.chance(0.08)) return { ...shot, name: 'return-file-again', body: { file: dice.oneOf(known).text } };
    const chosen = dice.some(batch.lines, 0.75);
    const lines = (chosen.length > 0 ? chosen : batch.lines.slice(0, 1)) as readonly Line[];
    const words = lines.map(({ reference }): Word => {
      // Of what is with the bank mostly a word it may say; of the rest anything.
      const isOpen = oracle.tries.get(reference)?.outcome === undefined;
      return dice.oneOf(isOpen && dice.chance(0.9) ? LIKELY.filter((word) => word !== '退汇') : LIKELY);
    });
    const at = world.house.clock.now.toISOString();
    let rows = lines.map((line, index) => wordOn(line, words[index], { serial: nextSerial(world), at }));
    if (dice.chance(0.1)) rows = rows.map((cells, index) => (index === rows.length - 1 ? dice.oneOf(WRONGS)(cells) : cells));
    if (dice.chance(0.05)) rows = [...rows, rows.at(-1) as string[]];
    const file = returnFile({ ...batch, ...(dice.chance(0.04) && { contentHash: '0'.repeat(64) }) }, rows);
    const said = (told: (reference: string) => boolean): void => {
      for (const [index, { reference }] of lines.entries()) if (told(reference)) oracle.says(reference, WORDS[words[index] as Word]);
    };
    return {
      ...{ ...shot, body: { file }, notes: true, stage: 'payment' },
      done(answer) {
        said(() => true);
        keep(answer, world);
        files.push({ batchId: batch.id, text: file });
      },
      // What contradicts is noted, and may be found to be right.
      refused: () => said((reference) => oracle.tries.get(reference)?.outcome !== undefined),
    };
  },
};

const onPayment = (
  verb: string,
  weight: number,
  by: readonly string[],
  which: (known: Known) => Known['payments'][number] | undefined,
  body: (payment: Known['payments'][number], world: World) => unknown,
  done?: (known: Known, payment: Known['payments'][number], sent: never, world: World) => void,
): Act => ({
  weight,
  shot(world) {
    const found = [...world.cases.values()].filter((known) => which(known));
    if (found.length === 0) return undefined;
    const known = world.dice.oneOf(found);
    const payment = which(known);
    if (!payment) return undefined;
    const sent = body(payment, world);
    // Whoever says what became of money has mostly done nothing in the case.
    const outside = by.filter((person) => !world.oracle.hasActed(known.id, person));
    const likely = outside.length > 0 && world.dice.chance(0.8) ? outside : by;
    return {
      ...{ name: verb, by: world.dice.oneOf(likely), path: `/v1/cases/${known.id}/payments/${payment.id}/${verb}`, touches: [known.id] },
      ...(sent !== undefined && { body: sent }),
      done: () => done?.(known, payment, sent as never, world),
    };
  },
});
const paymentIn =
  (...states: readonly string[]) =>
  ({ payments }: Known) =>
    payments.find(({ state }) => states.includes(state));
const WITNESSES = [...PAYERS, ...APPROVERS];
const ON_PAYMENTS: readonly Act[] = [
  onPayment('retry', 12, PAYERS, paymentIn('failed', 'reversed'), () => undefined),
  // What is on its way, or has arrived, is never sent again.
  onPayment('retry', 3, PAYERS, paymentIn('sent', 'unknown', 'paid', 'drafted', 'l2_ok'), () => undefined),
  onPayment('state-outcome', 9, WITNESSES, paymentIn('sent', 'unknown'), (_payment, { dice }) => ({
    outcome: dice.oneOf(['paid', 'failed']),
    evidenceDocumentId: 'bank-letter',
    note: '书面确认',
  })),
  onPayment(
    'confirm-outcome',
    24,
    WITNESSES,
    ({ payments }) => payments.find(({ statement }) => statement !== null),
    ({ statement }) => ({ outcome: statement?.outcome, evidenceSha256: PAPER_HASH }),
    (_known, { reference }, { outcome }: { outcome: Said }, { oracle }) => oracle.says(reference, outcome),
  ),
  onPayment(
    'answer-contradiction',
    14,
    WITNESSES,
    ({ payments }) => payments.find(({ answers }) => answers !== null),
    (_payment, { dice }) => ({ answer: dice.oneOf(['arrived', 'not-arrived']), finding: '银行书面答复' }),
  ),
];

export const PAYMENT_ACTS: readonly Act[] = [
  seal,
  onBatch('approve', 20, ['sealed']),
  onBatch('send', 20, ['approved'], { done: toTheBank }),
  onBatch('discard', 1, ['sealed', 'approved']),
  returns,
  ...ON_PAYMENTS,
];
