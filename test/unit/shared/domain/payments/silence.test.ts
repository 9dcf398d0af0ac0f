import { describe, expect, it } from 'vitest';
import { DEFAULT_RECOVERY_TERMS } from '../../../../../shared/domain/payments/interest.ts';
import { type Payment, RECOVERY_STATES, type Recovery } from '../../../../../shared/domain/payments/records.ts';
import { answerDueOn, nextRecoveryTimer, repayDueOn } from '../../../../../shared/domain/payments/recovery-timers.ts';
import { bankSilence, silentPayment, watchedFrom, withBankSince } from '../../../../../shared/domain/payments/silence.ts';
import { HOLIDAYS } from '../../../../support/case-files.ts';
import { AT, day, paymentOf } from './fixtures.ts';

const sent = (sentAt: string, more: Partial<Payment> = {}): Payment => paymentOf('C1', 150_000, { state: 'sent', sentAt, ...more });

describe('the silence of a bank', () => {
  it('begins on the day after three working days, as the calendar has them', () => {
    // Before the national holidays of 2026: the 30th of September, then the 8th and 9th of October; the 10th is worked, and is the first of silence.
    const before = sent('2026-09-29T02:00:00Z');
    expect(watchedFrom(before)).toBe('2026-10-03');
    expect(bankSilence(before, day('2026-10-09'), HOLIDAYS)).toEqual({ kind: 'until', day: '2026-10-10' });
    expect(bankSilence(before, day('2026-10-10'), HOLIDAYS)).toEqual({ kind: 'silent', since: '2026-09-29' });
  });

  it('counts the day it was sent in Shanghai, and the second signature where an older row has no such moment', () => {
    expect(withBankSince(sent('2026-11-23T17:00:00Z'))).toBe('2026-11-24');
    const signers = [1, 2].map((n) => ({ personId: `p${n}`, personKey: `k${n}`, at: `2026-11-2${n}T02:00:00Z` }));
    const { sentAt: _sentAt, ...older } = sent(AT, { signers });
    expect(withBankSince(older)).toBe('2026-11-22');
  });

  it('takes the earliest day beyond the last list of days off: it ends nobody’s time', () => {
    expect(bankSilence(sent('2031-05-05T02:00:00Z'), day('2031-05-09'), HOLIDAYS)).toEqual({ kind: 'silent', since: '2031-05-05' });
  });

  it.each(['drafted', 'l1_ok', 'l2_ok', 'paid', 'failed', 'reversed', 'cancelled', 'unknown'] as const)(
    'is no matter of a payment that is %s',
    (state) => {
      const payment = sent(AT, { state });
      expect(watchedFrom(payment)).toBeNull();
      expect(bankSilence(payment, day('2027-11-23'), HOLIDAYS)).toEqual({ kind: 'answered' });
      expect(silentPayment([payment])).toBe(state === 'unknown' ? payment : undefined);
    },
  );
});

const recovery = (more: Partial<Recovery> = {}): Recovery => ({
  caseId: 'C1',
  id: 'r1',
  paymentId: 'p1',
  ground: '发票系伪造',
  principalFen: 1,
  terms: DEFAULT_RECOVERY_TERMS,
  paidOn: day('2026-01-01'),
  noticedOn: day('2026-06-01'),
  noticedBy: { personId: 'a', personKey: 'k', at: AT },
  state: 'noticed',
  repayments: [],
  disputeReason: null,
  writeOff: null,
  version: 1,
  ...more,
});

describe('the days of a recovery', () => {
  it('are fifteen to answer and thirty to pay, the last one in time', () => {
    expect([answerDueOn(recovery()), repayDueOn(recovery())]).toEqual(['2026-06-16', '2026-07-01']);
  });

  it.each([
    ['noticed', {}, { on: '2026-06-17', event: 'take_silence_as_agreed' }],
    ['agreed', {}, { on: '2026-07-02', event: 'remind' }],
    ['repaying', {}, { on: '2026-07-02', event: 'remind' }],
    ['agreed', { remindedAt: AT }, { on: '2026-07-16', event: 'escalate' }],
    ['agreed', { remindedAt: AT, escalatedAt: AT }, null],
    // Nobody is reminded of what they dispute; that nobody settles it is told.
    ['disputed', {}, { on: '2026-07-16', event: 'escalate' }],
    ['settled', {}, null],
    ['written_off', {}, null],
  ] as const)('of one that is %s %j', (state, more, expected) => {
    expect(RECOVERY_STATES).toContain(state);
    expect(nextRecoveryTimer(recovery({ state, ...more }))).toEqual(expected);
  });
});
