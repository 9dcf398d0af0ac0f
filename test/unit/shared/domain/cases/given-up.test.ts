import { describe, expect, it } from 'vitest';
import { besidePayment } from '../../../../../shared/domain/cases/money/beside-payment.ts';
import { payCase } from '../../../../../shared/domain/cases/money/pay-case.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { heldFen } from '../../../../../shared/domain/ledger/case-money.ts';
import type { Payment } from '../../../../../shared/domain/payments/records.ts';
import { aCaseIn, contextOf, MONDAY } from '../../../../support/case-files.ts';

/** A case that is to be paid, with a payment before that was given up: of this share of what the second one pays. */
function withGivenUp(share: number, state: Payment['state'] = 'l2_ok'): { file: CaseFile; first: Payment } {
  const file = aCaseIn('disbursing');
  const [second] = file.payments;
  if (!second) throw new Error('nothing to pay');
  const first: Payment = { ...second, state: 'cancelled', amountFen: second.amountFen * share };
  return { file: { ...file, payments: [first, { ...second, id: 'p2', state, batchId: 'b1' }] }, first };
}

/** What was given up is found to have arrived. */
function arrived(file: CaseFile, first: Payment) {
  const payment: Payment = { ...first, state: 'paid', version: first.version + 1 };
  const { caseId, id: paymentId, budgetId, amountFen } = first;
  const effects = [{ kind: 'post' as const, caseId, paymentId, reference: `${caseId}.${paymentId}.1`, budgetId, amountFen }];
  const act = { at: `${MONDAY}T02:00:00.000Z`, by: 'witness' };
  const done = payCase(file, { payment, effects, event: 'payment-paid' }, act, [], contextOf(file, { by: 'system' }));
  if (!done.ok) throw new Error(done.refusal);
  return done.value.file;
}

describe('a payment that was given up and arrived after all', () => {
  it.each(['drafted', 'l1_ok', 'l2_ok', 'failed', 'reversed'] as const)('takes the place of a second one that is %s', (state) => {
    const { file, first } = withGivenUp(1, state);
    expect(besidePayment(first, file).successor).toBe('stands-down');
    const after = arrived(file, first);
    expect(after.payments).toMatchObject([{ state: 'paid' }, { id: 'p2', state: 'cancelled', batchId: null, version: 2 }]);
    expect([after.record.state, heldFen(after.record.money)]).toEqual(['monitoring', 0]);
  });

  it('of less than is granted now leaves the rest to be paid', () => {
    const { file, first } = withGivenUp(1 / 2);
    const after = arrived(file, first);
    expect(after.payments).toMatchObject([
      { id: 'p1', state: 'paid' },
      { id: 'p2', state: 'cancelled' },
      { id: 'p3', state: 'drafted', amountFen: first.amountFen },
    ]);
    expect([after.record.state, heldFen(after.record.money)]).toEqual(['disbursing', first.amountFen]);
  });

  it('of more than is granted now has no reserve behind it, and waits for a second one that is with the bank', () => {
    const more = withGivenUp(2);
    expect(besidePayment(more.first, more.file).successor).toBe('none');
    for (const state of ['sent', 'unknown'] as const) {
      const { file, first } = withGivenUp(1, state);
      expect(besidePayment(first, file).successor).toBe('with-bank');
    }
  });
});
