import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { addDays } from '../../../../../shared/domain/kernel/civil-date.ts';
import { aCaseIn, attempt, MONDAY, type Move, moved, OTHER_PAYEE } from '../../../../support/case-files.ts';
import { hashed, monitored, SAID_OTHERWISE } from './guard-cases.ts';

describe('a bank line that contradicts what is settled', () => {
  const contradicted = (file: CaseFile): CaseFile => ({
    ...file,
    payments: file.payments.map((one) => ({ ...one, contradictions: [SAID_OTHERWISE] })),
  });
  const reason = { reason: '项目停止' };
  it.each([
    ['terminate', aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: reason }],
    ['terminate what was paid', monitored(), { event: 'terminate', by: 'approver', detail: reason }],
    ['close', monitored(), { event: 'close', by: 'monitor' }],
    ['pay to another account', aCaseIn('disbursing'), { event: 'change-payee-after-approval', by: 'signatory' }],
  ] as const)('is answered before anybody may %s', (_name, file, move) => {
    expect(attempt(file, move).ok).toBe(true);
    expect(attempt(contradicted(file), move)).toMatchObject({ ok: false, refusal: { code: 'contradiction-open' } });
  });
  it('of a payment that was given up for another account is answered before that one is approved', () => {
    const changed = moved(aCaseIn('disbursing'), {
      event: 'change-payee-after-approval',
      by: 'signatory',
      brought: { payee: OTHER_PAYEE },
    });
    const later = changed.record.payeeChangedOn ? addDays(changed.record.payeeChangedOn, 30) : MONDAY;
    const approving: Move = { ...hashed('approve')(changed), by: 'approver', today: later };
    expect(attempt(changed, approving).ok).toBe(true);
    expect(attempt(contradicted(changed), approving)).toMatchObject({ ok: false, refusal: { code: 'contradiction-open' } });
  });
  it('keeps nobody in a case who wants to leave it', () => {
    const left = moved(contradicted(aCaseIn('disbursing')), { event: 'withdraw', by: 'signatory' });
    expect(left.record.state).toBe('withdrawn');
    // It stays with the payment, which is never tried again, and can still be answered.
    expect(left.payments).toMatchObject([{ state: 'cancelled', contradictions: [{ answer: null }] }]);
  });
});
