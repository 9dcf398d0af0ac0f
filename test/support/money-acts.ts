import { holdCase, liftHold } from '../../shared/domain/cases/clock/halt.ts';
import { payCase } from '../../shared/domain/cases/money/pay-case.ts';
import type { CaseFile } from '../../shared/domain/cases/records.ts';
import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { decidePayment } from '../../shared/domain/payments/payment.ts';
import { referenceOf } from '../../shared/domain/payments/payment-guards.ts';
import type { CaseStanding, PaymentEvent } from '../../shared/domain/payments/payment-moves.ts';
import type { Payment } from '../../shared/domain/payments/records.ts';
import { openRecovery } from '../../shared/domain/payments/recovery.ts';
import { contextOf, NOBODY_CONCERNED, PEOPLE } from './case-files.ts';
import type { clockHouse } from './clock-house.ts';

const SIGNED = (n: number) => ({ personId: `payer-${n}`, personKey: `key-payer-${n}`, at: '2026-05-19T02:00:00.000Z' });
const STANDING: CaseStanding = { approvedPayeeHash: null, coolsOffUntil: null, actedInCase: [], tiedToApplicant: [], recovered: [] };

/** What payers, the bank and a bureau do to the money of a case in a house whose clock is our own; every act a transaction of its own. */
export function moneyActs(house: ReturnType<typeof clockHouse>) {
  const today = () => house.clock.now.toISOString().slice(0, 10) as CivilDate;
  const at = () => house.clock.now.toISOString();

  async function move(id: string, event: (payment: Payment) => PaymentEvent, told: string): Promise<CaseFile> {
    const { file } = await house.read(id);
    const payment = file.payments.at(-1);
    if (!payment) throw new Error(`${id} has nothing to pay`);
    const context = { by: { kind: 'system' as const }, at: at(), today: today(), standing: STANDING };
    const decided = decidePayment(payment, event(payment), context);
    if (!decided.ok) throw new Error(decided.refusal.code);
    const act = { at: at(), by: 'payer-1' };
    const done = payCase(
      file,
      { ...decided.value, event: told },
      act,
      [],
      contextOf(file, { by: 'system', today: today(), context: { now: at() } }),
    );
    if (!done.ok) throw new Error(done.refusal);
    await house.commit(file, done.value);
    return (await house.read(id)).file;
  }
  const said = (payment: Payment) => ({ reference: referenceOf(payment), bankSerial: `serial-${payment.id}`, bankAt: at(), why: null });

  return {
    /** Its payment lies with the bank: signed twice, in a batch, sent now. */
    async send(id: string): Promise<void> {
      const { file } = await house.read(id);
      const payments = file.payments.map(
        (one): Payment => ({
          ...one,
          state: 'sent',
          batchId: 'batch-1',
          signers: [SIGNED(1), SIGNED(2)],
          sentAt: at(),
          version: one.version + 1,
        }),
      );
      const record = { ...file.record, version: file.record.version + 1 };
      await house.commit(file, { file: { ...file, record, payments }, event: 'payment-sent' });
    },
    paid: (id: string) => move(id, (payment) => ({ kind: 'bank_paid', ...said(payment) }), 'payment-paid'),
    failed: (id: string) => move(id, (payment) => ({ kind: 'bank_failed', ...said(payment), why: '账号不存在' }), 'payment-failed'),
    /** The bureau asks what was paid back. */
    async askBack(id: string): Promise<void> {
      const { file } = await house.read(id);
      const { record } = file;
      const opened = openRecovery(
        {
          caseId: id,
          id: `r${file.recoveries.length + 1}`,
          paymentId: 'p1',
          ground: '经核查，发票为虚开',
          terms: { rateBp: 300, dayCount: 365, from: 'payment', covers: 'interest-first', confidence: 'invented' },
          paidOn: today(),
          noticedOn: today(),
          noticedBy: { personId: 'shen', personKey: 'key-of-shen', at: at() },
        },
        { paidFen: record.money.payments.p1?.postedFen ?? 0, recoveredFen: 0 },
      );
      if (!opened.ok) throw new Error(opened.refusal.code);
      const after = { ...file, record: { ...record, version: record.version + 1 }, recoveries: [...file.recoveries, opened.value] };
      await house.commit(file, { file: after, event: 'recovery-noticed' });
    },
    /** Somebody holds the case, for some days. */
    async hold(id: string, until: CivilDate): Promise<void> {
      const { file } = await house.read(id);
      const context = { ...contextOf(file, { by: 'payer', today: today() }), concerned: NOBODY_CONCERNED };
      const halted = holdCase(file.record, PEOPLE.payer, { ground: '等待核实', until }, context);
      if (!halted.ok) throw new Error(halted.refusal.code);
      await house.commit(file, { file: { ...file, record: halted.value }, event: 'hold' });
    },
    async lift(id: string): Promise<void> {
      const { file } = await house.read(id);
      const context = { ...contextOf(file, { by: 'payer', today: today() }), concerned: NOBODY_CONCERNED };
      const lifted = liftHold(file.record, PEOPLE.payer, context);
      if (!lifted.ok) throw new Error(lifted.refusal.code);
      await house.commit(file, { file: { ...file, record: lifted.value }, event: 'unhold' });
    },
  };
}
