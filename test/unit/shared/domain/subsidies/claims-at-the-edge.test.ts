import { describe, expect, it } from 'vitest';
import { type CheckItem, refusalOf } from '../../../../../shared/domain/subsidies/check-claim.ts';
import type { CheckContext } from '../../../../../shared/domain/subsidies/check-context.ts';
import type { ClaimDraft } from '../../../../../shared/domain/subsidies/claim.ts';
import type { ClaimRule } from '../../../../../shared/domain/subsidies/claim-rules.ts';
import { broadband, check, events, instead, invoices, mentoring, notMet, readClaim, rent, training, utilities } from './checked-claims.ts';
import { aLine, aPerson, aSession, asPerson, aTrainee, contextFor, day, FILING, invoiceIdAt } from './claims.ts';

describe('at its very edge a claim is good', () => {
  it.each<readonly [string, ClaimDraft, Partial<CheckContext>]>([
    ['all of an invoice', broadband, { invoices: invoices(2, {}, 500_000) }],
    ['all that others left of it', broadband, { leftFen: new Map([[invoiceIdAt(1), 300_000]]) }],
    ['an invoice of the first day of the year', broadband, { invoices: invoices(1, { issuedOn: day('2026-01-01') }) }],
    ['an invoice of its last day', broadband, { day: day('2027-03-31'), invoices: invoices(1, { issuedOn: day('2026-12-31') }) }],
    ['a bill paid today', { ...broadband, lines: [aLine(1, 100, { paidOn: day('2026-11-23') })] }, {}],
    ['twelve months', { ...broadband, monthsFrom: '2025-09' }, {}],
    ['a course that ends today', { ...training, endsOn: day('2026-11-23') }, {}],
    [
      'an event held today, filed yesterday',
      { ...events, heldOn: day('2026-11-23') },
      { filing: { ...FILING, plannedOn: day('2026-11-23'), filedAt: '2026-11-22T15:59:59Z' } },
    ],
    [
      'an event of the first day of the year',
      { ...events, heldOn: day('2026-01-01') },
      { filing: { ...FILING, plannedOn: day('2026-01-01'), filedAt: '2025-12-01T00:00:00Z' } },
    ],
    ['a session of the first day of the year', { ...mentoring, sessions: [{ ...aSession(1), on: day('2026-01-01') }] }, {}],
    ['a site whose whole rent is one’s own', { ...rent, sharedWith: 1, siteRentFen: 600_000 }, {}],
    ['a lease of just the months', { ...rent, leaseFrom: day('2026-01-31'), leaseTo: day('2026-10-01') }, {}],
    ['a bill given back whole', { ...utilities, lines: [{ ...aLine(1, 100), expense: 'water', meter: 'w', discountFen: 100 }] }, {}],
    ['either year of occupation a calendar year touches', { ...utilities, occupiedSince: day('2024-07-01') }, {}],
    ['forty trainees', { ...training, trainees: Array.from({ length: 40 }, (_, at) => aTrainee(at)) }, {}],
  ])('%s', (_what, claim, more) => {
    expect(notMet(claim, more)).toEqual([]);
  });
});

it('a flag stops nobody, even one that is surely there', () => {
  const flag = check(broadband).map((item): CheckItem => (item.rule === 'invoice-flag' ? { ...item, outcome: 'failed' } : item));
  expect(flag.some(({ outcome }) => outcome === 'failed')).toBe(true);
  expect(refusalOf(flag)).toBeUndefined();
});

describe('who applies in their own name', () => {
  const alone = { ...training, trainees: [aTrainee(1, '沈示例')] };
  const rented = { ...rent, founder: aPerson('沈示例') };
  const shen = { applicant: asPerson('沈示例') };

  it('claims for themself, however the name is written', () => {
    expect(notMet(alone, shen)).toEqual([]);
    expect(notMet(rented, shen)).toEqual([]);
    expect(notMet({ ...rent, founder: { ...aPerson('沈示例'), name: ' 沈 示例' } }, shen)).toEqual([]);
    const met = check(alone, shen).find(({ rule }) => rule === 'trainee-not-applicant');
    expect([met?.outcome, met?.citation?.ref]).toEqual(['met', 'S58']);
    expect(check(rented, shen).find(({ rule }) => rule === 'founder-not-applicant')?.citation?.ref).toBe('S51');
  });
  it.each<[string, ClaimDraft, string]>([
    ['another trainee', { ...alone, trainees: [aTrainee(1, '别人')] }, 'trainee-not-applicant /trainees/0/name'],
    ['another beside themself', { ...alone, trainees: [aTrainee(1, '沈示例'), aTrainee(2, '别人')] }, 'trainee-not-applicant /trainees/1'],
    ['nobody', { ...alone, trainees: [] }, 'trainee-not-applicant /trainees'],
    ['another founder', rent, 'founder-not-applicant /founder/name'],
  ])('is refused %s, by a clause', (_what, claim, said) => {
    const wrong = check(claim, shen).filter(({ rule, outcome }) => rule.endsWith('-not-applicant') && outcome === 'failed');
    expect(wrong.map(({ rule, pointer, citation }) => [`${rule} ${pointer}`, citation === null])).toEqual([[said, false]]);
  });
  it('under an id number the sign-in does not vouch for, goes to the reviewer', () => {
    const other = { applicant: asPerson('沈示例', 'another-key') };
    expect(notMet(alone, other)).toEqual(['own-id-number /trainees/0/idNumberMasked unknown']);
    expect(notMet(rented, other)).toEqual(['own-id-number /founder/idNumberMasked unknown']);
  });
  it('while nothing is written yet, is asked nothing of it; an organisation never is', () => {
    const rules = (claim: ClaimDraft, more?: Partial<CheckContext>) =>
      check(claim, more).filter(({ rule }) => /-not-applicant$|^own-id/u.test(rule));
    expect(rules({ kind: 'training' }, shen)).toEqual([]);
    expect(rules({ kind: 'rent' }, shen)).toEqual([]);
    expect([...rules(training), ...rules(rent)]).toEqual([]);
  });
});

describe('what is open', () => {
  it('a claim waits for a paper that is still being checked, and is refused one that never came', () => {
    const documents = instead('proof', { status: 'checking' });
    expect(notMet(broadband, { documents })).toEqual(
      [
        'payment-proof /lines/0/paymentProofDocumentId unknown',
        'payment-proof /lines/1/paymentProofDocumentId unknown',
        'required-paper /paperIds unknown',
      ].sort(),
    );
    expect(readClaim(broadband, contextFor('broadband', { documents })).ok).toBe(false);
    const announced = instead('proof', { status: 'awaiting-upload', uploadUntil: '2099-01-01T00:00:00.000Z' });
    expect(notMet(broadband, { documents: announced })).toContain('payment-proof /lines/0/paymentProofDocumentId failed');
  });
  it('flags of an invoice are put to the reviewer, and stop nobody', () => {
    const more = { invoices: invoices(1, { flags: ['buyer-is-not-applicant', 'same-file-other-number'] }) };
    expect(notMet(broadband, more)).toEqual(['invoice-flag /lines/0/invoiceId unknown', 'invoice-flag /lines/0/invoiceId unknown']);
    expect(readClaim(broadband, contextFor('broadband', more)).ok).toBe(true);
  });
  it('so is an event that cost more, was held on another day than filed, or is not the only one of its day', () => {
    expect(notMet(events, { filing: { ...FILING, plannedSpendFen: 9_999_999 } })).toEqual(['event-beyond-plan /lines unknown']);
    expect(notMet({ ...events, heldOn: day('2026-06-20') })).toEqual(['event-other-day /heldOn unknown']);
    const detailOf = (rule: ClaimRule, claim: ClaimDraft, more?: Partial<CheckContext>) =>
      check(claim, more).find((item) => item.rule === rule)?.detail;
    expect(detailOf('event-other-day', { ...events, heldOn: day('2026-06-20') })).toEqual({
      zh: '备案的计划日期是 2026-06-18，举办日期填的是 2026-06-20',
      en: 'planned for 2026-06-18, held on 2026-06-20',
    });
    const beside = (more: Partial<typeof FILING>) => ({ filings: [FILING, { ...FILING, id: 'filing-2', title: '创业沙龙', ...more }] });
    expect(notMet(events, beside({}))).toEqual(['event-same-day /filingId unknown']);
    expect(detailOf('event-same-day', events, beside({ place: '二楼' }))).toEqual({
      zh: '同一天另备案了：“创业沙龙”（二楼）',
      en: 'on file for the same day: “创业沙龙” (二楼)',
    });
    expect(notMet(events, beside({ plannedOn: day('2026-06-20') }))).toEqual([]);
    expect(notMet({ ...events, heldOn: day('2026-06-20') }, beside({ plannedOn: day('2026-06-20') }))).toEqual([
      'event-other-day /heldOn unknown',
      'event-same-day /filingId unknown',
    ]);
  });
  it('a row that is struck is checked no more', () => {
    const more = { invoices: invoices(2, { issuedOn: day('2025-01-01') }) };
    expect(notMet(broadband, more)).toEqual(['invoice-outside-window /lines/1/invoiceId failed']);
    expect(notMet(broadband, { ...more, strikes: [{ lineId: 'line-2', reason: '上年度发票' }] })).toEqual([]);
  });
  it('own premises need neither lease nor rent', () => {
    const own = { ...rent, premises: 'own' as const, lines: [], leaseDocumentId: undefined, leaseFrom: undefined, leaseTo: undefined };
    expect(notMet(own)).toEqual([]);
  });
});
