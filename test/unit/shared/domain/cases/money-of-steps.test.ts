import { describe, expect, it } from 'vitest';
import { coolsOffOn } from '../../../../../shared/domain/cases/money/cooling-off.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { addDays } from '../../../../../shared/domain/kernel/civil-date.ts';
import { heldFen } from '../../../../../shared/domain/ledger/case-money.ts';
import {
  aCaseIn,
  attempt,
  HOLDS,
  HOLIDAYS,
  inPaymentState,
  MONDAY,
  type Move,
  moved,
  OTHER_PAYEE,
  PEOPLE,
  paid,
  sentBack,
} from '../../../../support/case-files.ts';
import { because, big, inHalves, sign } from '../../../../support/cases-under-way.ts';

describe('an instalment the bank sent back', () => {
  it('is paid again before the next one is released', () => {
    const NEXT: Move = { event: 'next-tranche', by: 'monitor', detail: { ...because, evidence: ['paper-1'] } };
    expect(attempt(inHalves(), NEXT).ok).toBe(true);
    const done = attempt(sentBack(inHalves()), NEXT);
    expect(done).toMatchObject({ ok: false, refusal: { code: 'rest-unpaid' } });
  });
});

describe('money and holds', () => {
  it('moves with the step: a reservation of what was computed, and the rest of it back', () => {
    const approved = attempt(aCaseIn('decision_pending'), { event: 'approve', by: 'approver', detail: sign(aCaseIn('decision_pending')) });
    expect(approved).toMatchObject({ ok: true, value: { transfers: [{ kind: 'reserve', caseId: 'case-1', budgetId: 'b2026' }] } });
    const given = attempt(aCaseIn('disbursing'), { event: 'withdraw', by: 'signatory' });
    expect(given).toMatchObject({ ok: true, value: { transfers: [{ kind: 'void' }], givenBack: HOLDS } });
  });

  it('is refused where the budget has too little left, and nothing is signed', () => {
    const file = aCaseIn('decision_pending');
    const { budget } = {
      budget: {
        budgetId: 'b2026',
        programmeId: 'broadband',
        fiscalYear: 2026,
        payerId: 'finance',
        communityId: null,
        open: 1,
        allocatedFen: 1,
        availableFen: 359_999,
        reservedFen: 0,
        paidFen: 0,
        recoveredFen: 0,
        interestFen: 0,
        transfers: 1,
      },
    };
    expect(attempt(file, { event: 'approve', by: 'approver', detail: sign(file), context: { budget } })).toMatchObject({
      ok: false,
      refusal: { code: 'budget-exhausted' },
    });
  });

  it('stays out of reach once payers have signed, until they send it back', () => {
    for (const state of ['l1_ok', 'l2_ok', 'sent', 'unknown'] as const)
      for (const event of ['withdraw', 'change-payee-after-approval'] as const)
        expect(
          attempt(inPaymentState(aCaseIn('disbursing'), state), { event, by: 'signatory', brought: { payee: OTHER_PAYEE } }),
        ).toMatchObject({ ok: false, refusal: { code: 'payment-sent' } });
  });

  it('that came back from the bank is given back with the case, and the payment is tried no more', () => {
    const after = moved(sentBack(paid(aCaseIn('disbursing'))), { event: 'withdraw', by: 'signatory' });
    expect(heldFen(after.record.money)).toBe(0);
    expect(after.payments).toMatchObject([{ state: 'cancelled' }]);
  });

  it('keeps what the claim holds once something was paid', () => {
    const paidCase = aCaseIn('monitoring');
    const ended = moved(moved(paidCase, { event: 'terminate', by: 'approver', detail: because }), {
      event: 'terminate',
      by: 'approver2',
      detail: because,
    });
    expect(ended.record.holds).toEqual(HOLDS);
  });

  it('cools off from the first signature on, and so does every further change of the payee', () => {
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    const changed = moved(signed, { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    expect(changed.record).toMatchObject({ approvals: [], payeeChangedOn: MONDAY });
    const later = addDays(MONDAY, 7);
    const again = moved(changed, {
      event: 'change-payee',
      by: 'signatory',
      brought: { payee: { ...OTHER_PAYEE, bankAccount: '32008888888888888' } },
      today: later,
    });
    expect(again.record.payeeChangedOn).toBe(later);
    expect(coolsOffOn(again.record, HOLIDAYS, later)).toBe('2026-05-26');
  });

  it('gives whoever decides the days after it has cooled off, not the days in which nobody may approve', () => {
    const cooling = { from: MONDAY, to: '2026-05-18', ground: 'payee-cooling-off' };
    const change = { by: 'signatory', brought: { payee: OTHER_PAYEE } } as const;
    const anew = moved(aCaseIn('disbursing'), { event: 'change-payee-after-approval', ...change });
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    for (const { record } of [anew, moved(signed, { event: 'change-payee', ...change })])
      expect(record).toMatchObject({ state: 'decision_pending', clock: { stops: [cooling], shown: { day: '2026-05-25' } } });
    // Who never signed is not made to wait, and no time stands still.
    const before = moved(big(), { event: 'change-payee', ...change });
    expect(before.record.clock).toEqual(big().record.clock);
  });
});

describe('a signature on other content', () => {
  it('falls with the next step, whatever that step is', () => {
    const file = aCaseIn('decision_pending');
    const signature = { level: 1, by: PEOPLE.approver, at: `${MONDAY}T02:00:00.000Z`, amountFen: 360_000 };
    const holding = (contentHash: string): CaseFile => ({
      ...file,
      record: { ...file.record, approvals: [{ ...signature, contentHash }] },
    });
    const queue: Move = { event: 'queue', by: 'approver2', detail: because };
    expect(moved(holding(file.record.contentHash ?? ''), queue).record.approvals).toHaveLength(1);
    expect(moved(holding('of other content'), queue).record.approvals).toEqual([]);
  });
});
