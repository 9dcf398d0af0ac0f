import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../../shared/domain/subsidies/check-claim.ts';
import type { CheckContext } from '../../../../../shared/domain/subsidies/check-context.ts';
import { type ClaimDraft, claimDraft } from '../../../../../shared/domain/subsidies/claim.ts';
import { CLAIM_RULES, type ClaimRule } from '../../../../../shared/domain/subsidies/claim-rules.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { broadband, check, events, instead, invoices, mentoring, notMet, readClaim, rent, training, utilities } from './checked-claims.ts';
import {
  aLine,
  aPerson,
  aSession,
  asPerson,
  aTrainee,
  CLAIMS,
  contextFor,
  day,
  FILING,
  invoiceIdAt,
  NOW,
  OWN_USCC,
  programmeOf,
} from './claims.ts';

describe.each(CLAIM_KINDS)('a good claim of %s', (kind) => {
  it('meets every rule there is for it, and is read', () => {
    expect(notMet(CLAIMS[kind])).toEqual([]);
    expect(readClaim(CLAIMS[kind], contextFor(kind))).toMatchObject({ ok: true, value: { claim: CLAIMS[kind] } });
  });
  it('says each rule in both languages, and cites what the programme says of it', () => {
    for (const { text } of check(CLAIMS[kind])) expect(text.zh && text.en).toBeTruthy();
  });
  it('is unknown, not wrong, where nothing was looked up', () => {
    const open = check(CLAIMS[kind], { invoices: undefined, documents: undefined, filing: undefined });
    expect(open.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(open.some(({ outcome }) => outcome === 'unknown')).toBe(true);
    expect(refusalOf(open)).toBeUndefined();
  });
  it('lists every field an empty draft lacks', () => {
    const missing = check({ kind } as ClaimDraft).filter(({ rule }) => rule === 'field-missing');
    expect(missing.map(({ pointer }) => pointer)).toContain('/year');
    expect(missing.every(({ outcome, hard }) => outcome === 'failed' && hard)).toBe(true);
    expect(readClaim({ kind } as ClaimDraft, contextFor(kind))).toMatchObject({ ok: false, refusal: { code: 'field-missing' } });
  });
});

/** What is wrong with a claim → the one rule that says so, and the field. */
type Bad = readonly [what: string, rule: ClaimRule, pointer: string, claim: ClaimDraft, more?: Partial<CheckContext>];

const BAD: readonly Bad[] = [
  ['an invoice overclaimed', 'invoice-overclaimed', '/lines/1/amountFen', broadband, { invoices: invoices(2, {}, 499_999) }],
  [
    'an invoice of which others claimed',
    'invoice-overclaimed',
    '/lines/0/amountFen',
    broadband,
    { leftFen: new Map([[invoiceIdAt(1), 299_999]]) },
  ],
  [
    'an invoice dated the year before',
    'invoice-outside-window',
    '/lines/0/invoiceId',
    broadband,
    { invoices: invoices(1, { issuedOn: day('2025-12-31') }) },
  ],
  [
    'an invoice dated the year after',
    'invoice-outside-window',
    '/lines/0/invoiceId',
    broadband,
    { day: day('2027-01-15'), invoices: invoices(1, { issuedOn: day('2027-01-01') }) },
  ],
  ['an invoice nobody here registered', 'not-your-invoice', '/lines/0/invoiceId', { ...broadband, lines: [aLine(9, 100)] }],
  ['one invoice twice', 'line-twice', '/lines/1/invoiceId', { ...broadband, lines: [aLine(1, 100), aLine(1, 100, { lineId: 'line-2' })] }],
  ['one row id twice', 'row-twice', '/lines/1', { ...broadband, lines: [aLine(1, 100), aLine(2, 100, { lineId: 'line-1' })] }],
  ['a bill not paid yet', 'not-paid-yet', '/lines/0/paidOn', { ...broadband, lines: [aLine(1, 100, { paidOn: day('2026-11-24') })] }],
  [
    'no proof of payment',
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
    { ...broadband, lines: [aLine(1, 100, { paymentProofDocumentId: 'none' })] },
  ],
  [
    'another paper as proof',
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
    { ...broadband, lines: [aLine(1, 100, { paymentProofDocumentId: 'photo' })] },
  ],
  [
    'a proof taken back',
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
    broadband,
    { documents: instead('proof', { status: 'withdrawn' }) },
  ],
  ['no bill at all', 'no-lines', '/lines', { ...broadband, lines: [] }],
  [
    '41 bills',
    'too-many-lines',
    '/lines/40',
    { ...broadband, lines: Array.from({ length: 41 }, (_, at) => aLine(1, 1, { lineId: `l${at}` })) },
  ],
  ['a claim before the year begins', 'outside-claim-window', '/year', { ...broadband, year: 2027 }],
  ['a claim after the window', 'outside-claim-window', '/year', broadband, { day: day('2027-04-01') }],
  ['a claim of another kind', 'other-kind', '/kind', broadband, programmeOf('events')],
  ['an applicant who may not apply', 'not-an-applicant', '', broadband, { applicant: asPerson('沈示例') }],
  ['a person who claims for another', 'trainee-not-applicant', '/trainees/0/name', training, { applicant: asPerson('沈示例') }],
  ['a person whose founder is another', 'founder-not-applicant', '/founder/name', rent, { applicant: asPerson('沈示例') }],
  ['months the wrong way round', 'months-in-order', '/monthsTo', { ...broadband, monthsFrom: '2026-09', monthsTo: '2026-08' }],
  ['thirteen months', 'months-in-order', '/monthsTo', { ...broadband, monthsFrom: '2025-08' }],
  ['months of the next year', 'months-outside-year', '/monthsTo', { ...broadband, monthsTo: '2027-01' }],
  ['no contract', 'required-document', '/contractDocumentId', { ...broadband, contractDocumentId: 'none' }],
  ['a trainee twice', 'trainee-twice', '/trainees/1', { ...training, trainees: [aTrainee(1, '甲'), { ...aTrainee(2, '甲'), name: '乙' }] }],
  [
    'a certificate twice',
    'certificate-twice',
    '/trainees/1/certificateNumber',
    { ...training, trainees: [aTrainee(1), { ...aTrainee(2), certificateNumber: 'syb-1' }] },
  ],
  [
    'no certificate',
    'required-document',
    '/trainees/0/certificateDocumentId',
    { ...training, trainees: [{ ...aTrainee(1), certificateDocumentId: 'none' }, aTrainee(2)] },
  ],
  ['41 trainees', 'too-many-persons', '/trainees/40', { ...training, trainees: Array.from({ length: 41 }, (_, at) => aTrainee(at)) }],
  ['a course that is not over', 'course-dates', '/endsOn', { ...training, endsOn: day('2026-11-24') }],
  ['a course that ends before it begins', 'course-dates', '/endsOn', { ...training, startsOn: day('2026-05-21') }],
  ['a course of the year before', 'course-dates', '/endsOn', { ...training, startsOn: day('2025-05-11'), endsOn: day('2025-05-20') }],
  [
    'a mentor with a stake in the firm',
    'mentor-holds-stake',
    '/mentor/stakeInFirm',
    { ...mentoring, mentor: { ...mentoring.mentor, stakeInFirm: true } },
  ],
  ['mentoring oneself', 'mentor-own-firm', '/firm/uscc', { ...mentoring, firm: { name: 'x', uscc: OWN_USCC } }],
  [
    'a session the firm did not sign',
    'session-unsigned',
    '/sessions/1/signedByFirm',
    { ...mentoring, sessions: [aSession(1), { ...aSession(2), signedByFirm: false }] },
  ],
  [
    'a session the mentor did not sign',
    'session-unsigned',
    '/sessions/0/signedByMentor',
    { ...mentoring, sessions: [{ ...aSession(1), signedByMentor: false }] },
  ],
  ['a session ahead', 'session-outside-year', '/sessions/0/on', { ...mentoring, sessions: [{ ...aSession(1), on: day('2026-12-01') }] }],
  ['a session twice', 'session-twice', '/sessions/1', { ...mentoring, sessions: [aSession(1), { ...aSession(1), sessionId: 'b' }] }],
  [
    'a session without its record',
    'required-document',
    '/sessions/0/logDocumentId',
    { ...mentoring, sessions: [{ ...aSession(1), logDocumentId: 'none' }] },
  ],
  ['an event nobody filed', 'event-not-filed', '/filingId', events, { filing: null }],
  ['an event somebody else filed', 'event-not-filed', '/filingId', events, { filing: { ...FILING, organisationId: 'org-2' } }],
  ['an event filed on its day', 'event-filed-late', '/heldOn', events, { filing: { ...FILING, filedAt: '2026-06-17T16:00:00Z' } }],
  ['an event of another category than filed', 'event-other-category', '/category', { ...events, category: '科普活动' }],
  ['an event not held yet', 'event-date', '/heldOn', { ...events, heldOn: day('2026-12-01') }],
  ['an event nobody came to', 'event-nobody-came', '/attendance', { ...events, attendance: 0 }],
  ['an event without pictures', 'required-document', '/photoDocumentIds/0', { ...events, photoDocumentIds: ['none'] }],
  ['no lease', 'lease-missing', '/leaseDocumentId', { ...rent, leaseDocumentId: undefined }],
  ['a lease that begins too late', 'lease-not-covering', '/leaseFrom', { ...rent, leaseFrom: day('2026-02-01') }],
  ['a lease that ends too early', 'lease-not-covering', '/leaseTo', { ...rent, leaseTo: day('2026-09-30') }],
  [
    'a lease that has expired as a paper',
    'required-document',
    '/leaseDocumentId',
    rent,
    { documents: instead('lease', { validUntil: day('2026-11-23') }) },
  ],
  ['rent of premises of one’s own', 'own-premises-with-rent', '/lines', { ...rent, premises: 'own' }],
  ['a shared site without its rent', 'site-rent', '/siteRentFen', { ...rent, sharedWith: 2 }],
  ['a shared site that costs less than one pays', 'site-rent', '/siteRentFen', { ...rent, sharedWith: 2, siteRentFen: 599_999 }],
  ['the founder in the own household', 'row-twice', '/household/0', { ...rent, household: [{ relativeId: 'r', ...aPerson('李创业') }] }],
  ['energy without its meter', 'meter-missing', '/lines/0/meter', { ...utilities, lines: [{ ...aLine(1, 100), expense: 'energy' }] }],
  [
    'a discount above the bill',
    'discount-too-high',
    '/lines/0/discountFen',
    { ...utilities, lines: [{ ...aLine(1, 100), expense: 'water', meter: 'w', discountFen: 101 }] },
  ],
  ['another year of occupation', 'occupied-year', '/occupiedYear', { ...utilities, occupiedYear: 2 }],
  ['premises not occupied yet', 'occupied-year', '/occupiedSince', { ...utilities, occupiedSince: day('2027-01-01') }],
  ['a paper of the programme missing', 'required-paper', '/paperIds', { ...training, paperIds: ['ids', 'form', 'roll'] }],
  ['a paper that has expired', 'required-paper', '/paperIds', events, { documents: instead('plan', { validUntil: day('2026-11-01') }) }],
];

describe('a bad claim', () => {
  it.each(BAD.map(([what, rule, pointer, claim, more]) => ({ what, rule, pointer, claim, more })))(
    '$what: $rule $pointer',
    ({ rule, pointer, claim, more = {} }) => {
      expect(claimDraft.safeParse(claim).success).toBe(true);
      const found = check(claim, more).filter((item) => item.rule === rule);
      expect(found).toContainEqual(expect.objectContaining({ rule, pointer, outcome: 'failed', hard: true }));
      const read = readClaim(claim, contextFor(claim.kind, more));
      expect(read.ok).toBe(false);
      expect(!read.ok && read.refusal.faults).toContainEqual(expect.objectContaining({ rule, code: rule, pointer }));
    },
  );
  it('is tried here for every hard rule there is', () => {
    const tried = new Set<string>(BAD.map(([, rule]) => rule));
    const hard = Object.entries(CLAIM_RULES).flatMap(([rule, of]) => (of.hard && rule !== 'field-missing' ? [rule] : []));
    expect(hard.filter((rule) => !tried.has(rule))).toEqual([]);
  });
  it('names the clause the programme writes', () => {
    const stake = check({ ...mentoring, mentor: { ...mentoring.mentor, stakeInFirm: true } }).find(
      ({ rule }) => rule === 'mentor-holds-stake',
    );
    expect(stake).toMatchObject({ detail: { zh: '导师持有被辅导企业股份的不补' }, confidence: 'invented' });
    const twice = check({ ...training, trainees: [aTrainee(1, '甲'), aTrainee(2, '甲')] }).find(({ rule }) => rule === 'trainee-twice');
    expect(twice?.citation).toMatchObject({ ref: 'S58', quote: expect.stringContaining('每人只能享受一次'), year: 2025 });
    const late = check(events, { filing: { ...FILING, filedAt: NOW } }).find(({ rule }) => rule === 'event-filed-late');
    expect(late?.citation?.quote).toContain('event on file before it takes place');
  });
  it('has the window of its programme where that says one', () => {
    const { programme, version } = programmeOf('broadband');
    const said = { ...version, claimWindow: { submitMonthsAfterYear: 1, confidence: 'sourced' as const } };
    const item = (more: Partial<CheckContext>) => check(broadband, more).find(({ rule }) => rule === 'outside-claim-window');
    expect(item({})).toMatchObject({ outcome: 'met', confidence: 'invented' });
    expect(item({ day: day('2027-03-31') })).toMatchObject({ outcome: 'met' });
    expect(item({ programme, version: said, day: day('2027-01-31') })).toMatchObject({ outcome: 'met', confidence: 'sourced' });
    expect(item({ programme, version: said, day: day('2027-02-01') })).toMatchObject({ outcome: 'failed' });
  });
});
