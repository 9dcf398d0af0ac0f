import { describe, expect, test } from 'vitest';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { claim as claimForm, claimInput } from '../../../shared/domain/subsidies/claim.ts';
import { CLAIM_KINDS } from '../../../shared/domain/subsidies/kinds.ts';
import { sealPersons } from '../../../shared/domain/subsidies/seal-persons.ts';
import { CLAIM_FORMS, type Field, intoClaim, placeInForm, stepsOf } from '../../../web/src/claims/claim-forms.ts';
import { type ClaimCard, inOrder, isClosing, waitingBeside } from '../../../web/src/claims/claim-order.ts';
import {
  type AnyKind,
  type Draft,
  differences,
  merged,
  sendable,
  takeMasks,
  valueAt,
  withoutIdNumbers,
  withValue,
} from '../../../web/src/claims/claim-paths.ts';
import { faultsOf, shownItems } from '../../../web/src/claims/faults-of.ts';
import { noAppeal } from '../../../web/src/claims/no-appeal.ts';
import { isListOfOne, ownNameAt } from '../../../web/src/claims/own-name.ts';
import { prefilled } from '../../../web/src/claims/prefill.ts';

const ID_NUMBER = '329900197602021014';

/** An answer of each type of question, as its control gives it. */
const ANSWERS: Record<Field['type'], (field: Field) => unknown> = {
  text: () => '示例',
  whole: () => 2,
  area: () => 50.5,
  fen: () => 120_000,
  date: () => '2026-03-01',
  month: () => '2026-03',
  year: () => 2026,
  'yes-no': () => false,
  'id-number': () => ID_NUMBER,
  division: () => '320583',
  uscc: () => '91320000796544598E',
  choice: (field) => (field.type === 'choice' ? field.options[0] : undefined),
  fact: () => '创办企业培训(SYB)',
  invoice: () => '91320000796544598E.-.26320000123456789012',
  filing: () => 'filing-1',
  paper: () => 'paper-1',
  papers: () => ['paper-1'],
};

/** A claim in which every question is answered; of each list there is one row. */
function answered(kind: AnyKind, which: (field: Field) => boolean = () => true): Draft {
  let claim: Draft = { kind };
  for (const { fields, rows } of CLAIM_FORMS[kind]) {
    for (const field of fields.filter(which)) claim = withValue(claim, `/${field.path}`, ANSWERS[field.type](field));
    if (!rows) continue;
    const row = Object.fromEntries(rows.fields.filter(which).map((field) => [field.path, ANSWERS[field.type](field)]));
    claim = withValue(claim, `/${rows.list}`, [{ [rows.idField]: 'r1', ...row }]);
  }
  return claim;
}

describe('the questions of a claim', () => {
  test.each(CLAIM_KINDS)('of %s are fields of its form, each of its type', (kind) => {
    const read = claimInput.safeParse(sendable(answered(kind)));
    expect(read.error?.issues).toBeUndefined();
  });

  test.each(CLAIM_KINDS)('of %s make a complete claim, without those that may be left out', (kind) => {
    const input = claimInput.parse(sendable(answered(kind, (field) => field.optional === undefined)));
    const sealed = sealPersons(input, { before: undefined, keyOf: () => 'k'.repeat(64), today: '2026-11-23' as never });
    if (!sealed.ok) throw new Error(JSON.stringify(sealed.refusal));
    expect(claimForm.safeParse(sealed.value).error?.issues).toBeUndefined();
  });

  test.each(CLAIM_KINDS)('whatever an empty claim of %s lacks is led back to its question', (kind) => {
    const empty = claimForm.safeParse({ kind });
    const missing = (empty.error?.issues ?? []).map(({ path }) => `/${path.join('/')}`);
    expect(missing.length).toBeGreaterThan(2);
    for (const pointer of missing) expect(placeInForm(pointer, kind)?.step, pointer).toBeDefined();
  });

  test('a pointer leads to the page, and to the question on it', () => {
    expect(placeInForm('/lines/3/paidOn', 'broadband')).toMatchObject({ step: 'bills', field: { path: 'paidOn' } });
    expect(placeInForm('/lines', 'broadband')).toEqual({ step: 'bills', field: undefined });
    expect(placeInForm('/claim/contractNumber', 'broadband')).toMatchObject({ step: 'about', field: { path: 'contractNumber' } });
    expect(placeInForm('/mentor/idNumber', 'mentoring')).toMatchObject({ step: 'about', field: { path: 'mentor/idNumber' } });
    expect(placeInForm('/site', 'rent')?.step).toBe('place');
    expect(placeInForm('/photoDocumentIds/0', 'events')?.field?.path).toBe('photoDocumentIds');
    expect(placeInForm('/paperIds', 'rent')?.step).toBe('papers');
    expect(placeInForm('/payee/bankAccount', 'rent')?.step).toBe('payee');
    expect(placeInForm('', 'broadband')).toBeUndefined();
    expect(intoClaim('/claimed')).toBe('/claimed');
    for (const kind of CLAIM_KINDS) expect(stepsOf(kind).slice(-3)).toEqual(['papers', 'payee', 'review']);
  });

  test('what hangs on another answer is asked only with it', () => {
    const asked = (claim: Draft) =>
      CLAIM_FORMS.rent.flatMap(({ fields }) => fields.filter(({ when }) => !when || when(claim)).map(({ path }) => path));
    expect(asked({ kind: 'rent', premises: 'own', sharedWith: 2 })).not.toContain('leaseDocumentId');
    expect(asked({ kind: 'rent', premises: 'rented' })).not.toContain('siteRentFen');
    expect(asked({ kind: 'rent', premises: 'rented', sharedWith: 2 })).toContain('siteRentFen');
  });
});

describe('a claim as it is typed', () => {
  const claim: Draft = { kind: 'broadband', year: 2026, lines: [{ lineId: 'a' }, { lineId: 'b', amountFen: 1 }] };

  test('is read and changed at a pointer, and never in place', () => {
    const next = withValue(claim, '/lines/1/amountFen', 2);
    expect(valueAt(next, '/lines/1/amountFen')).toBe(2);
    expect(valueAt(claim, '/lines/1/amountFen')).toBe(1);
    expect(withValue(claim, '/lines/1/amountFen', undefined).lines).toEqual([{ lineId: 'a' }, { lineId: 'b' }]);
    expect(withValue(claim, '/mentor/name', '张三').mentor).toEqual({ name: '张三' });
    expect(valueAt(claim, '/lines/7/amountFen')).toBeUndefined();
  });

  test('is sent without what is half filled, and without what only the API says', () => {
    const typed: Draft = {
      kind: 'rent',
      year: 2026,
      site: { divisionCode: '320583' },
      founder: { name: '张三', idNumberMasked: '3299****1014' },
      contract: '',
    };
    expect(sendable(typed)).toEqual({ kind: 'rent', year: 2026, founder: { name: '张三' } });
    expect(sendable({ ...typed, site: { divisionCode: '320583', address: '示例路 1 号' } })).toHaveProperty('site');
  });

  test('keeps no number of an identity card on the device', () => {
    const kept = withoutIdNumbers({ kind: 'training', trainees: [{ traineeId: 'a', name: '张三', idNumber: ID_NUMBER }] });
    expect(JSON.stringify(kept)).not.toContain(ID_NUMBER);
    expect(kept).toEqual({ kind: 'training', trainees: [{ traineeId: 'a', name: '张三' }] });
  });

  test('shows a number masked once it was taken, and one typed since as it was typed', () => {
    const sent = {
      trainees: [
        { traineeId: 'a', idNumber: ID_NUMBER },
        { traineeId: 'b', idNumber: ID_NUMBER },
      ],
    };
    const local = {
      trainees: [
        { traineeId: 'b', idNumber: 'E12345678' },
        { traineeId: 'a', idNumber: ID_NUMBER },
      ],
    };
    const kept = {
      trainees: [
        { traineeId: 'a', idNumberMasked: '3299****1014' },
        { traineeId: 'b', idNumberMasked: '3299****1014' },
      ],
    };
    expect(takeMasks(local, sent, kept)).toEqual({
      trainees: [
        { traineeId: 'b', idNumber: 'E12345678' },
        { traineeId: 'a', idNumberMasked: '3299****1014' },
      ],
    });
  });
});

describe('two who write one claim', () => {
  const START: Draft = { kind: 'broadband', year: 2026 };
  const base: Draft = { kind: 'broadband', year: 2026, lineNumber: '1', lines: [{ lineId: 'a', amountFen: 1 }] };
  const mine: Draft = { ...base, lineNumber: '2', monthsFrom: '2026-01', lines: [{ lineId: 'a', amountFen: 2 }] };
  const theirs: Draft = { ...base, lineNumber: '3', monthsTo: '2026-06', lines: [{ lineId: 'a', amountFen: 1 }, { lineId: 'b' }] };

  test('are told where they differ, and where both changed the same', () => {
    const list = differences(base, mine, theirs);
    expect(list.filter(({ both }) => both).map(({ part }) => part)).toEqual(['lineNumber']);
    expect(list.map(({ part }) => part).sort()).toEqual(['lineNumber', 'lines#a', 'lines#b', 'monthsFrom', 'monthsTo']);
  });

  test('lose nothing: each keeps what only that side changed, and one is chosen for the rest', () => {
    expect(merged(base, mine, theirs, new Set())).toEqual({
      kind: 'broadband',
      year: 2026,
      lineNumber: '2',
      monthsFrom: '2026-01',
      monthsTo: '2026-06',
      lines: [{ lineId: 'a', amountFen: 2 }, { lineId: 'b' }],
    });
    expect(merged(base, mine, theirs, new Set(['lineNumber'])).lineNumber).toBe('3');
  });

  test('keep a row that one added while the other only opened the list', () => {
    const rows = { ...START, lines: [{ lineId: 'a' }] };
    expect(merged(START, rows, { ...START, lines: [] }, new Set())).toEqual(rows);
    expect(merged(START, { ...START, lines: [] }, rows, new Set())).toEqual(rows);
  });

  test('do not bring back what the other took out', () => {
    const { lineNumber: _gone, ...without } = base;
    expect(merged(base, base, { ...without, lines: [] }, new Set())).toEqual({ kind: 'broadband', year: 2026, lines: [] });
  });
});

const words = { of: (text: { zh: string }) => text.zh, t: (key: string) => key } as never;
const item = (rule: string, pointer: string, outcome: 'met' | 'failed' | 'unknown') =>
  ({ rule, pointer, outcome, hard: true, text: { zh: rule, en: rule }, detail: null, citation: null, confidence: 'typical' }) as const;

test('what stands beside a field says whether it is wrong, empty or open', () => {
  const check = {
    items: [
      item('field-missing', '/founder/personKey', 'failed'),
      item('field-missing', '/founder/idNumberMasked', 'failed'),
      item('not-paid-yet', '/lines/0/paidOn', 'failed'),
      item('payment-proof', '/lines/0/paymentProofDocumentId', 'unknown'),
      item('no-lines', '/lines', 'met'),
    ],
  } as unknown as ClaimCheck;
  const faults = faultsOf(check, undefined, words);
  expect(faults.map(({ pointer, kind }) => [pointer, kind])).toEqual([
    ['/founder/idNumber', 'missing'],
    ['/lines/0/paidOn', 'wrong'],
    ['/lines/0/paymentProofDocumentId', 'open'],
  ]);
});

test('a number that is kept as a key and a mask is missing once, and every other line of the list stands', () => {
  const line = (pointer: string, rule = 'field-missing', outcome = 'failed') => ({ pointer, rule, outcome }) as ClaimCheck['items'][number];
  const items = [
    line('/trainees/0/personKey'),
    line('/trainees/0/idNumberMasked'),
    line('/trainees/1/idNumberMasked'),
    line('/trainees/1/personKey', 'trainee-twice'),
    line('/trainees/1/personKey', 'trainee-oneself', 'met'),
  ];
  expect(shownItems(items)).toEqual([items[0], items[2], items[3], items[4]]);
});

test('a list without a row is missing once, in the words of the rule that asks for one', () => {
  const item = (rule: string, pointer: string, outcome = 'failed') => ({ rule, pointer, outcome }) as ClaimCheck['items'][number];
  const items = [
    item('field-missing', '/lines'),
    item('field-missing', '/year'),
    item('no-lines', '/lines'),
    item('outside-claim-window', '/year', 'met'),
  ];
  expect(shownItems(items)).toEqual([items[1], items[2], items[3]]);
});

const paper = (id: string, kind: WireDocument['kind'], more: Partial<WireDocument> = {}): WireDocument =>
  ({ id, kind, title: id, status: 'clean', validFrom: null, validUntil: null, ...more }) as WireDocument;

test('a claim begins with what the vault says, where there is one answer and not two', () => {
  const place = { kind: 'carrier', name: '示例' } as const;
  const contract = paper('c', 'other', { title: '宽带服务合同' });
  expect(prefilled('broadband', place, [contract, paper('x', 'other')], '2026-11-23')).toEqual({
    kind: 'broadband',
    year: 2026,
    contractDocumentId: 'c',
  });
  expect(prefilled('broadband', place, [contract, { ...contract, id: 'd' }], '2026-11-23')).not.toHaveProperty('contractDocumentId');
  const lease = paper('l', 'lease', { validFrom: '2025-01-01' as never, validUntil: '2027-01-01' as never });
  expect(prefilled('utilities', place, [lease, paper('m', 'lease', { status: 'rejected' })], '2026-11-23')).toMatchObject({
    leaseDocumentId: 'l',
    leaseFrom: '2025-01-01',
    leaseTo: '2026-12-31',
  });
  const shen = { kind: 'individual', name: '沈示例' } as const;
  expect(prefilled('rent', shen, [], '2026-11-23').founder).toEqual({ name: '沈示例' });
  expect(prefilled('training', shen, [], '2026-11-23').trainees).toEqual([{ traineeId: 'oneself', name: '沈示例' }]);
  expect(prefilled('training', place, [], '2026-11-23')).not.toHaveProperty('trainees');
});

test('who applies in their own name is not asked for it, and is the only one', () => {
  const [shen, school] = [{ kind: 'individual', name: '沈示例' } as const, { kind: 'training_provider', name: '示例培训' } as const];
  expect(['/founder/name', '/trainees/0/name'].map((pointer) => ownNameAt(pointer, shen))).toEqual(['沈示例', '沈示例']);
  for (const pointer of ['/founder/idNumber', '/trainees/1/name', '/household/0/name', '/mentor/name'])
    expect(ownNameAt(pointer, shen)).toBeUndefined();
  expect(ownNameAt('/trainees/0/name', school)).toBeUndefined();
  expect([isListOfOne('trainees', shen), isListOfOne('household', shen), isListOfOne('trainees', school)]).toEqual([true, false, false]);
});

test('what is about to lapse comes first, then drafts, what waits for me, what is under way, what is over', () => {
  const card = (id: string, state: ClaimCard['state'], owedBy: ClaimCard['owedBy'], since = '2026-11-01', dueOn: string | null = null) =>
    ({ id, state, owedBy, since, dueOn }) as ClaimCard;
  const cards = [
    card('over', 'rejected', 'nobody', '2026-11-01', '2026-11-25'),
    card('review', 'under_review', 'reviewers', '2026-11-01', '2026-11-25'),
    card('back', 'returned', 'applicant', '2026-11-01', '2026-11-28'),
    card('old-draft', 'draft', 'applicant', '2026-11-01', '2026-12-02'),
    card('draft', 'draft', 'applicant', '2026-11-02'),
    card('soon', 'returned', 'applicant', '2026-11-01', '2026-11-27'),
    card('sooner', 'draft', 'applicant', '2026-11-01', '2026-11-25'),
    card('contract', 'contracting', 'both', '2026-11-01', '2026-11-26'),
  ];
  expect(inOrder(cards, '2026-11-24').map(({ id }) => id)).toEqual([
    'sooner',
    'contract',
    'soon',
    'draft',
    'old-draft',
    'back',
    'review',
    'over',
  ]);
  // From the day on which one is reminded: a week before a draft lapses, three days before a correction does.
  const draft = card('d', 'draft', 'applicant', '2026-11-01', '2026-12-01');
  expect(['2026-11-23', '2026-11-24', '2026-12-02'].map((today) => isClosing(draft, today))).toEqual([false, true, true]);
  expect(isClosing({ ...draft, dueOn: null }, '2026-11-24')).toBe(false);
});

test('what waits is counted once: beside what is about to lapse, with what of it ends first', () => {
  const card = (id: string, state: ClaimCard['state'], dueOn: string | null, provisional = false) =>
    ({ id, state, owedBy: 'applicant', since: '2026-11-01', dueOn, provisional }) as ClaimCard;
  const cards = [card('closing', 'draft', '2026-11-25'), card('draft', 'draft', '2027-01-20'), card('back', 'returned', '2026-12-20')];
  expect(waitingBeside(cards, '2026-11-24')).toMatchObject({ count: 2, first: { id: 'back' } });
  // A day that may still move is not named.
  expect(waitingBeside([card('later', 'returned', '2026-12-20', true)], '2026-11-24')).toEqual({ count: 1, first: undefined });
  expect(waitingBeside([card('closing', 'draft', '2026-11-25')], '2026-11-24').count).toBe(0);
});

test('an end says why there is no appeal against it here, and nothing while there is one', () => {
  const rejected = {
    state: 'rejected',
    appeals: [],
    dueOn: '2026-12-01',
    provisional: false,
    money: { postedFen: 0 },
  } as never as Parameters<typeof noAppeal>[0];
  const appealed = (state: 'filed' | 'dismissed') => ({ ...rejected, appeals: [{ state }] }) as typeof rejected;
  const why = (ended: typeof rejected, today = '2026-12-01') => noAppeal(ended, today);
  expect([why(rejected), why(appealed('filed'), '2027-01-01')]).toEqual([undefined, undefined]);
  expect([why(rejected, '2026-12-02'), why({ ...rejected, provisional: true }, '2026-12-02')]).toEqual(['passed', undefined]);
  expect(why(appealed('dismissed'))).toBe('dismissed');
  expect(why({ ...rejected, state: 'terminated', dueOn: null, money: { ...rejected.money, postedFen: 100 } })).toBe('paid');
  expect(why({ ...rejected, state: 'withdrawn' })).toBeUndefined();
});
