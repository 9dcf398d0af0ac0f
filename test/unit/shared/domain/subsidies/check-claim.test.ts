import { describe, expect, it } from 'vitest';
import { type CheckItem, checkClaim, refusalOf } from '../../../../../shared/domain/subsidies/check-claim.ts';
import type { CheckContext } from '../../../../../shared/domain/subsidies/check-context.ts';
import { type ClaimDraft, claimDraft, claim as claimForm } from '../../../../../shared/domain/subsidies/claim.ts';
import { CLAIM_RULES, type ClaimRule } from '../../../../../shared/domain/subsidies/claim-rules.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import {
  aLine,
  anInvoice,
  type aPaper,
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
  PAPERS,
  programmeOf,
} from './claims.ts';

const check = (claim: ClaimDraft, more: Partial<CheckContext> = {}): CheckItem[] => checkClaim(claim, contextFor(claim.kind, more));
/** A draft as a complete claim; else the refusal. What no hard rule refuses is complete. */
function readClaim(draft: ClaimDraft, context: CheckContext) {
  const refusal = refusalOf(checkClaim(draft, context));
  return refusal ? ({ ok: false, refusal } as const) : ({ ok: true, value: { claim: claimForm.parse(draft) } } as const);
}
const notMet = (claim: ClaimDraft, more: Partial<CheckContext> = {}): string[] =>
  check(claim, more)
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ rule, pointer, outcome }) => `${rule} ${pointer} ${outcome}`);

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

const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;
const invoices = (at: number, more: Parameters<typeof anInvoice>[2], amountFen = 20_000_000) =>
  new Map([1, 2, 3].map((one) => [invoiceIdAt(one), one === at ? anInvoice(one, amountFen, more) : anInvoice(one, 20_000_000)]));
const instead = (id: string, more: Parameters<typeof aPaper>[2] | null) =>
  PAPERS.flatMap((paper) => (paper.id !== id ? [paper] : more ? [{ ...paper, ...more }] : []));

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
