import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import { addDays } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  aDraft,
  attempt,
  BROUGHT,
  CLAIM,
  DEFECTS,
  FINDING,
  MONDAY,
  type Move,
  moved,
  OTHER_PAYEE,
  PEOPLE,
  usual,
} from '../../../../support/case-files.ts';
import { answersTo, because, big, FIXED, lastDay, sign, upholding } from '../../../../support/cases-under-way.ts';

describe('a correction', () => {
  const DECLARED = [{ name: '吴批', relation: 'relative' as const }];
  const concern = {
    memberKeys: ['key-of-lin'],
    relatedKeys: ['key-of-mentor'],
    relatedNames: ['吴批'],
    relatedOrganisationNames: ['甲公司'],
    relatedCodes: ['CODE-1'],
    hostIds: ['host-1'],
  };
  const draft = { claim: CLAIM, payee: null, interests: DECLARED, savedAt: `${MONDAY}T02:00:00.000Z` };
  const declared = (): CaseFile => moved(aDraft({ draft }), { event: 'submit', by: 'signatory', brought: { ...BROUGHT, concern } });
  const returned = (file: CaseFile): CaseFile => moved(file, { event: 'return', by: 'intake', detail: DEFECTS });
  const again = (file: CaseFile, brought: Move['brought'] = {}): CaseFile =>
    moved(file, { event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, ...brought }, detail: answersTo(file) });

  it('is written on with the relatives who were declared, time and again', () => {
    const first = returned(moved(declared(), usual(declared(), 'accept-intake')));
    expect(first.record.draft?.interests).toEqual(DECLARED);
    const second = returned(again(first, { claim: FIXED }));
    expect(second.record.draft?.interests).toEqual(DECLARED);
    const cancelled = moved(second, { event: 'cancel-correction', by: 'intake', detail: because });
    expect(returned(cancelled).record.draft?.interests).toEqual(DECLARED);
  });

  const taken = (): CaseFile => moved(declared(), usual(declared(), 'accept-intake'));
  const naming = (pointers: readonly string[], newBecause?: string): Move => ({
    event: 'return',
    by: 'intake',
    detail: { defects: pointers.map((pointer) => ({ pointer, text: '不符', ...(newBecause !== undefined && { newBecause }) })) },
  });

  it('is about what changed since the last, asked for or not, wherever the claim is said to stand', () => {
    const back = again(returned(taken()), { claim: FIXED });
    expect(back.corrections).toMatchObject([{ requestedChanges: ['/lines/0/amountFen'], unrequestedChanges: ['/contractNumber'] }]);
    for (const pointer of ['/lines/0/amountFen', '/claim/lines/0/amountFen', '/lines/0', '/contractNumber'])
      expect(attempt(back, naming([pointer])).ok, pointer).toBe(true);
    for (const pointer of ['/year', '/claim/lines/1/amountFen', '/lines/0/amount', '/payee'])
      expect(attempt(back, naming(['/contractNumber', pointer])), pointer).toMatchObject({
        ok: false,
        refusal: { code: 'defect-not-new', faults: [{ pointer: '/defects/1/newBecause', code: 'defect-not-new' }] },
      });
  });

  it('counts what was changed where it was asked for as of the case as asked for', () => {
    const asked = moved(taken(), naming(['/claim/lines/0/amountFen']));
    expect(again(asked, { claim: FIXED }).corrections).toMatchObject([
      { requestedChanges: ['/lines/0/amountFen'], unrequestedChanges: ['/contractNumber'] },
    ]);
  });

  it('is about what was not changed only with the reason why it was not named then, which stays with it', () => {
    const back = again(returned(taken()), { claim: FIXED });
    const { corrections } = moved(back, naming(['/year'], '税务机关的回函今天才到'));
    expect(corrections.at(-1)?.defects).toMatchObject([{ pointer: '/year', newBecause: '税务机关的回函今天才到' }]);
    // A sentence, not a full stop, nor ten of them.
    for (const nothing of [' ', '.', '。。。。。。。。。。', '新查到', 'not known'])
      expect(attempt(back, naming(['/year'], nothing)), nothing).toMatchObject({ refusal: { code: 'defect-not-new' } });
    expect(attempt(back, naming(['/year'], 'the tax office answered today')).ok).toBe(true);
    // The same once more, and what was put right two returns ago.
    expect(attempt(again(returned(taken())), naming(['/lines/0/amountFen'])).ok).toBe(false);
    const twice = moved(back, naming(['/contractNumber']));
    expect(attempt(again(twice, { claim: { ...FIXED, contractNumber: 'KD-2026-20' } }), naming(['/lines/0/amountFen'])).ok).toBe(false);
  });

  it('is told to the head of the office from the third one on, which counts none that was cancelled', () => {
    const why = '税务机关的回函今天才到';
    const once = moved(again(returned(taken())), naming(['/year'], why));
    const cancelled = moved(once, { event: 'cancel-correction', by: 'intake', detail: because });
    const twice = moved(cancelled, naming(['/year'], why));
    expect(cardOf(twice)).not.toHaveProperty('returns');
    const thrice = moved(again(twice), naming(['/year'], why));
    expect(cardOf(thrice)).toMatchObject({ queue: null, returns: 3 });
    expect(cardOf(again(thrice))).toMatchObject({ queue: 'intake', returns: 3 });
  });

  it('may be about a clause whose fact was settled since', () => {
    const back = again(returned(taken()), { claim: FIXED });
    const [clause] = back.record.appraisal?.clauses ?? [];
    if (!clause) throw new Error('no clause');
    const asking = naming([`/clauses/${clause.id}`]);
    const settledAt = (at: string): CaseFile => ({
      ...back,
      record: {
        ...back.record,
        appraisal: back.record.appraisal && { ...back.record.appraisal, clauses: [{ ...clause, fact: 'firm.employees' }] },
        settled: [{ fact: 'firm.employees', value: 12, evidence: ['paper-1'], reason: '社保名单', by: PEOPLE.reviewer, at }],
      },
    });
    expect(attempt(back, asking).ok).toBe(false);
    expect(attempt(settledAt(`${addDays(MONDAY, -1)}T02:00:00.000Z`), asking).ok).toBe(false);
    expect(attempt(settledAt(`${addDays(MONDAY, 1)}T02:00:00.000Z`), asking).ok).toBe(true);
  });

  it('that was cancelled has asked for nothing: the next is a first one still', () => {
    const cancelled = moved(returned(taken()), { event: 'cancel-correction', by: 'intake', detail: because });
    expect(attempt(cancelled, naming(['/year'])).ok).toBe(true);
  });

  it('that is answered is the open one, in whatever order its rows come', () => {
    const twice = returned(again(returned(taken()), { claim: FIXED }));
    const turned = { ...twice, corrections: twice.corrections.toReversed() };
    const detail = answersTo({ ...twice, corrections: twice.corrections.filter(({ state }) => state === 'open') });
    const move = { event: 'resubmit', by: 'signatory', brought: BROUGHT } as const;
    expect(attempt(turned, { ...move, detail }).ok).toBe(true);
    expect(attempt(turned, { ...move, detail: { answers: [] } })).toMatchObject({ ok: false, refusal: { code: 'defects-unanswered' } });
    const mute = { answers: (detail.answers ?? []).map((one) => ({ ...one, kind: 'disputed' as const, text: ' ' })) };
    expect(attempt(turned, { ...move, detail: mute })).toMatchObject({ ok: false, refusal: { code: 'defects-unanswered' } });
  });

  it('is due when the clock says, as its programme has it, and keeps the day that counted in the end', () => {
    const limit = { days: 3, unit: 'working-days' as const, onSilence: 'lapse' as const, confidence: 'invented' as const, source: '-' };
    const short = returned({ ...taken(), record: { ...taken().record, terms: { limits: { returned: limit } } } });
    expect(short.corrections).toMatchObject([{ dueOn: '2026-05-14' }]);
    expect(short.record.clock?.shown?.day).toBe('2026-05-14');
    expect(returned(taken()).corrections).toMatchObject([{ dueOn: '2026-05-25' }]);
    const { clock } = short.record;
    const later = {
      ...short,
      record: { ...short.record, clock: clock && { ...clock, shown: { day: addDays(MONDAY, 4), exact: true, stops: 0 } } },
    };
    expect(again(later).corrections).toMatchObject([{ state: 'resolved', dueOn: addDays(MONDAY, 4) }]);
    expect(moved(later, { event: 'cancel-correction', by: 'intake', detail: because }).corrections).toMatchObject([
      { state: 'cancelled', dueOn: addDays(MONDAY, 4) },
    ]);
  });

  it('lets nobody go whom the case concerned', () => {
    const file = returned(moved(declared(), usual(declared(), 'accept-intake')));
    const other = {
      memberKeys: ['key-of-new'],
      relatedKeys: ['key-of-trainee'],
      relatedNames: [],
      relatedOrganisationNames: ['乙公司'],
      relatedCodes: ['CODE-2'],
      hostIds: ['host-2'],
    };
    expect(again(file, { concern: other }).record.concern).toEqual({
      memberKeys: ['key-of-lin', 'key-of-new'],
      relatedKeys: ['key-of-mentor', 'key-of-trainee'],
      relatedNames: ['吴批'],
      relatedOrganisationNames: ['甲公司', '乙公司'],
      relatedCodes: ['CODE-1', 'CODE-2'],
      hostIds: ['host-1', 'host-2'],
    });
  });

  const upheld = (): CaseFile => moved(upholding(), { event: 'uphold-objection', by: 'notice2', detail: FINDING });
  const sentBackOnce = (): CaseFile => {
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    return moved(signed, { event: 'send-back', by: 'approver2', detail: because });
  };
  it.each([
    ['an upheld objection', upheld, 'reviewer2'],
    ['a first signature', sentBackOnce, 'reviewer'],
  ] as const)('after %s lets no changed account in without cooling off', (_, make, by) => {
    expect(make().record).toMatchObject({ approvals: [], payeeChangedOn: null });
    const open = moved(make(), { event: 'return', by, detail: DEFECTS });
    expect(again(open, { payee: OTHER_PAYEE }).record).toMatchObject({ payee: OTHER_PAYEE, payeeChangedOn: MONDAY });
    expect(again(open).record.payeeChangedOn).toBeNull();
    const changed = moved(make(), { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    expect(changed.record.payeeChangedOn).toBe(MONDAY);
  });

  it('before any signature changes the account at once', () =>
    expect(again(aCaseIn('returned'), { payee: OTHER_PAYEE }).record).toMatchObject({ payee: OTHER_PAYEE, payeeChangedOn: null }));
});

describe('a confirmation', () => {
  const again = (file: CaseFile, claim: unknown): CaseFile =>
    moved(file, { event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, claim }, detail: answersTo(file) });
  const reviewed = (): CaseFile => moved(aCaseIn('under_review'), { event: 'return', by: 'reviewer', detail: DEFECTS });

  it('falls with a claim that comes back to intake changed, and is asked again', () => {
    const changed = again(aCaseIn('returned'), FIXED);
    expect(changed.record.confirmation).toBeNull();
    expect(attempt(changed, usual(changed, 'admit'))).toMatchObject({ ok: false, refusal: { code: 'residence-unconfirmed' } });
    const confirmed = moved(changed, usual(changed, 'confirm'));
    expect(attempt(confirmed, usual(confirmed, 'admit'))).toMatchObject({ ok: true });
  });

  it('stands where nothing of the claim was changed, and where the review asked', () => {
    expect(again(aCaseIn('returned'), structuredClone(CLAIM)).record.confirmation).toMatchObject({ by: PEOPLE.operator });
    expect(again(reviewed(), FIXED).record.confirmation).toMatchObject({ by: PEOPLE.operator });
  });
});

describe('the clock of a state one comes back to', () => {
  it('goes on with the days the office had left when it returned the case', () => {
    const before = aCaseIn('completeness_check');
    expect(lastDay(before)).toBe('2026-05-18');
    const away = moved(before, { event: 'return', by: 'intake', detail: DEFECTS, today: addDays(MONDAY, 2) });
    const back = moved(away, { event: 'cancel-correction', by: 'intake', detail: because, today: addDays(MONDAY, 9) });
    expect(lastDay(back)).toBe('2026-05-25');
  });

  it('goes on with the days a notice had left when the objection came', () => {
    const object: Move = { event: 'object', by: 'citizen', detail: { text: '不符' }, today: addDays(MONDAY, 3) };
    const stopped = moved(aCaseIn('public_notice'), object);
    const [first, second] = (['notice', 'notice2'] as const).map(
      (by): Move => ({ event: 'dismiss-objection', by, detail: FINDING, today: addDays(MONDAY, 10) }),
    ) as [Move, Move];
    expect(moved(moved(stopped, first), second).record.notice).toEqual({ from: MONDAY, until: '2026-05-26' });
  });
});
