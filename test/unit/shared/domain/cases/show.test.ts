import { describe, expect, it } from 'vitest';
import { recounted, startClock, startOfficeClock } from '../../../../../shared/domain/cases/clock/clock.ts';
import { dueTimer, isEscalated, lastInTime, nextTimer, timersOf } from '../../../../../shared/domain/cases/clock/timers.ts';
import { tryTimer } from '../../../../../shared/domain/cases/clock/try-timer.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import { caseAnswerOf, owedBy, publicLabelOf, waitsFor } from '../../../../../shared/domain/cases/shown/show.ts';
import { STATE_NAMES, STATES } from '../../../../../shared/domain/cases/states.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  aDraft,
  aRecovery,
  attempt,
  consulted,
  contextOf,
  HOLIDAYS,
  inPaymentState,
  MONDAY,
  moved,
  PEOPLE,
  REPORT,
  STILL_MISSING,
} from '../../../../support/case-files.ts';

const because = { reason: '理由' };
const withRecord = (file: CaseFile, more: Partial<CaseFile['record']>): CaseFile => ({ ...file, record: { ...file.record, ...more } });
const UNASKED = { instrument: 'automatic_subsidy' } as const;
const HALT = { ground: '核查', by: PEOPLE.reviewer, from: MONDAY, until: addDays(MONDAY, 7) };
/** The applicant was reminded of the day that is shown. */
const toldOn = (on: string, record: CaseFile['record']): CaseFile['record'] => {
  const { day, exact } = record.clock?.shown ?? { day: MONDAY, exact: true };
  return { ...record, reminded: { on: on as CivilDate, since: record.since, dueOn: day, exact } };
};
const draft = (): CaseFile => withRecord(aDraft(), { clock: startClock(aDraft().record, 'draft', { today: MONDAY, holidays: HOLIDAYS }) });

describe('who has to act', () => {
  const ROWS: readonly (readonly [string, () => CaseFile, string, string | null])[] = [
    ['in a draft', aDraft, 'applicant', null],
    ['when it is handed in', () => aCaseIn('submitted'), 'intake', null],
    [
      'before the body has confirmed',
      () => withRecord(aCaseIn('completeness_check'), { confirmation: null }),
      'confirming-body',
      'confirmation',
    ],
    [
      'where the bureau itself confirms',
      () => withRecord(aCaseIn('completeness_check'), { confirmation: null, confirmingBodyId: null }),
      'intake',
      null,
    ],
    ['after it has', () => aCaseIn('completeness_check'), 'intake', null],
    ['once it is returned', () => aCaseIn('returned'), 'applicant', 'correction'],
    ['handed in, where nobody applied', () => aCaseIn('submitted', UNASKED), 'system', 'own-check'],
    ['taken in, where nobody applied', () => aCaseIn('completeness_check', UNASKED), 'system', 'own-check'],
    ['held, where nobody applied', () => withRecord(aCaseIn('submitted', UNASKED), { halt: HALT }), 'intake', 'hold'],
    ['admitted, where nobody applied', () => aCaseIn('decision_pending', UNASKED), 'approvers', null],
    ['in review', () => aCaseIn('under_review'), 'reviewers', null],
    ['while a specialist is asked', () => consulted(), 'experts', 'opinion'],
    ['once the specialist has answered', () => consulted('given'), 'reviewers', null],
    ['on hold', () => withRecord(aCaseIn('under_review'), { halt: HALT }), 'reviewers', 'hold'],
    [
      'on the waiting list',
      () => moved(aCaseIn('decision_pending'), { event: 'queue', by: 'approver', detail: because }),
      'approvers',
      'budget',
    ],
    ['while a proposal waits', () => moved(aCaseIn('monitoring'), { event: 'close', by: 'monitor' }), 'closing-office', 'second-person'],
    ['approved on conditions', () => aCaseIn('conditional'), 'applicant', null],
    ['once it is reported that they are met', () => moved(aCaseIn('conditional'), REPORT), 'condition-checker', 'conditions-check'],
    ['once it was said what is missing', () => moved(moved(aCaseIn('conditional'), REPORT), STILL_MISSING), 'applicant', null],
    ['while an objection is open', () => aCaseIn('objection_review'), 'notice-officer', null],
    ['on notice', () => aCaseIn('public_notice'), 'public', null],
    ['while the bank is silent', () => inPaymentState(aCaseIn('disbursing'), 'unknown'), 'finance', 'bank'],
    ['while money is asked back', () => ({ ...aCaseIn('monitoring'), recoveries: [aRecovery()] }), 'applicant', 'repayment'],
    ['while it is, after the end', () => ({ ...aDraft({ state: 'closed' }), recoveries: [aRecovery()] }), 'applicant', 'repayment'],
    ['once it has come back', () => ({ ...aCaseIn('monitoring'), recoveries: [aRecovery({ state: 'settled' })] }), 'closing-office', null],
    ['after the end', () => aCaseIn('rejected'), 'nobody', null],
    ['on appeal', () => moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: because }), 'appeal-reviewer', 'appeal'],
  ];
  it.each(ROWS)('%s', (_, make, who, why) => expect([owedBy(make()), waitsFor(make())]).toEqual([who, why]));

  it.each(STATE_NAMES)('has a public label in %s', (state) => expect(publicLabelOf(aDraft({ state }))).toBe(STATES[state].label));
});

describe('the answer about a case', () => {
  it('says what the contract names', () => {
    const file = aCaseIn('returned');
    expect(caseAnswerOf(file, MONDAY)).toMatchObject({
      id: 'case-1',
      version: file.record.version,
      instrument: 'broadband_subsidy',
      programmeId: 'broadband',
      state: 'returned',
      publicLabel: { zh: '请补正', en: 'Please correct' },
      owedBy: 'applicant',
      since: `${MONDAY}T02:00:00.000Z`,
      dueOn: '2026-05-25',
      provisional: false,
      late: false,
      computedFen: 360_000,
      openCorrections: [{ dueOn: '2026-05-25', defects: [{ pointer: '/lines/0/amountFen', text: '金额与发票不符' }] }],
    });
  });

  it('says of a correction the day its clock has now, when a list of days off has moved it', () => {
    const file = aCaseIn('returned');
    const { clock } = file.record;
    const shown = { day: '2026-06-01' as CivilDate, exact: true, stops: 0 };
    const later = { ...file, record: { ...file.record, clock: clock && { ...clock, shown } } };
    expect(caseAnswerOf(later, MONDAY)).toMatchObject({ dueOn: '2026-06-01', openCorrections: [{ dueOn: '2026-06-01' }] });
  });

  it('says since when whoever has to act now has to, where that is later than the state', () => {
    const later = addDays(MONDAY, 3);
    const appealed = moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: { reason: '请复核' }, today: later });
    expect(caseAnswerOf(appealed, later)).toMatchObject({ owedBy: 'appeal-reviewer', since: `${later}T02:00:00.000Z` });
    const closing = moved(aCaseIn('monitoring'), { event: 'close', by: 'monitor', today: addDays(MONDAY, 30) });
    expect(caseAnswerOf(closing, later).since).toBe(`${addDays(MONDAY, 30)}T02:00:00.000Z`);
    expect(caseAnswerOf(aCaseIn('under_review'), MONDAY).since).toBe(`${MONDAY}T02:00:00.000Z`);
  });

  it('says until when an appeal is to be decided, and when that is late; an appeal that nobody reads is told to the head', () => {
    const filed = addDays(MONDAY, 20);
    const appealed = moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: { reason: '请复核' }, today: filed });
    const last = addDays(filed, 60);
    expect(caseAnswerOf(appealed, last)).toMatchObject({ owedBy: 'appeal-reviewer', dueOn: last, provisional: false, late: false });
    expect(caseAnswerOf(appealed, addDays(last, 1)).late).toBe(true);
    expect(nextTimer(appealed.record)).toEqual({ on: addDays(last, 1), event: 'escalate' });
    const told = tryTimer(appealed, contextOf(appealed, { by: 'system', today: addDays(last, 1) }));
    if (!told.ok || told.value.kind !== 'work') throw new Error('nobody is told');
    expect(told.value.work.event).toBe('escalated');
    expect(cardOf(told.value.work.file)).toMatchObject({ queue: 'appeal', dueOn: last, escalated: true });
    const dismissed = moved(appealed, { event: 'dismiss-appeal', by: 'appeals', detail: { reason: '维持' }, today: filed });
    expect(caseAnswerOf(dismissed, addDays(last, 1))).toMatchObject({ dueOn: null, late: false });
    const appeal = { days: 30, unit: 'calendar-days', onSilence: 'escalate', confidence: 'typical', source: '-' } as const;
    const shorter = { ...aCaseIn('rejected').record, terms: { limits: { appeal } } };
    expect(startOfficeClock(shorter, 'appeal', { today: filed, holidays: HOLIDAYS })?.shown?.day).toBe(addDays(filed, 30));
  });

  it('says from which day on it can be approved while a changed account cools off, and no longer', () => {
    const anew = moved(aCaseIn('disbursing'), {
      event: 'change-payee-after-approval',
      by: 'signatory',
      brought: { payee: { holderName: '甲公司', holderIdKey: null, bankName: '乙银行', bankAccount: '32009999999999999', cnaps: null } },
    });
    expect(caseAnswerOf(anew, '2026-05-18' as CivilDate)).toMatchObject({
      owedBy: 'approvers',
      waitsFor: {
        code: 'cooling-off',
        zh: expect.stringContaining('最早2026年5月19日可以批准'),
        en: expect.stringContaining('2026-05-19'),
      },
    });
    expect(caseAnswerOf(anew, '2026-05-19' as CivilDate).waitsFor).toBeNull();
  });

  it('says since when a specialist is asked, and not who', () => {
    const { waitsFor: why } = caseAnswerOf(consulted(), MONDAY);
    expect(why).toEqual({
      code: 'opinion',
      zh: '已请专家出具意见（自2026年5月11日起）',
      en: 'a specialist is asked for an opinion (since 2026-05-11)',
    });
  });

  it('shows no day while the clock stands, and is late only after the last day', () => {
    const file = aCaseIn('under_review');
    expect(caseAnswerOf(file, '2026-05-25' as CivilDate)).toMatchObject({ dueOn: '2026-05-25', late: false });
    expect(caseAnswerOf(file, '2026-05-26' as CivilDate).late).toBe(true);
    expect(caseAnswerOf(aCaseIn('objection_review'), MONDAY).openCorrections).toEqual([]);
    expect(caseAnswerOf(aDraft(), MONDAY)).toMatchObject({ dueOn: null, computedFen: null });
  });
});

describe('the day on which a worker comes', () => {
  const ROWS: readonly (readonly [string, () => CaseFile, readonly (readonly [string, string])[]])[] = [
    [
      'reminds of a draft a week before it lapses',
      draft,
      [
        ['2026-07-03', 'remind'],
        ['2026-07-11', 'lapse'],
      ],
    ],
    ['takes in what nobody took in', () => aCaseIn('submitted'), [['2026-05-14', 'accept-intake']]],
    [
      'reminds of a correction, then lets it lapse',
      () => aCaseIn('returned'),
      [
        ['2026-05-22', 'remind'],
        ['2026-05-26', 'lapse'],
      ],
    ],
    [
      'tells the head that an office is late, twice',
      () => aCaseIn('under_review'),
      [
        ['2026-05-26', 'escalate'],
        ['2026-06-02', 'escalate'],
      ],
    ],
    ['ends a notice on the first day that is not in it', () => aCaseIn('public_notice'), [['2026-05-19', 'notice-passed']]],
    ['lifts a hold, and nothing else meanwhile', () => withRecord(aCaseIn('under_review'), { halt: HALT }), [['2026-05-18', 'unhold']]],
    ['never comes to what has ended', () => aCaseIn('rejected'), []],
  ];
  it.each(ROWS)('%s', (_, make, expected) => expect(timersOf(make().record).map(({ on, event }) => [on, event])).toEqual(expected));

  it('is the reminder, and once that was told the end', () => {
    const { record } = draft();
    expect(nextTimer(record)).toEqual({ on: '2026-07-03', event: 'remind' });
    expect(nextTimer(toldOn('2026-07-03', record))).toEqual({ on: '2026-07-11', event: 'lapse' });
    // Told of another day, or in another stay in the state, is not told of this one.
    const told = toldOn('2026-07-03', record);
    for (const other of [
      { ...told, since: '2026-05-12T02:00:00.000Z' },
      { ...told, reminded: told.reminded && { ...told.reminded, dueOn: '2026-07-09' as CivilDate } },
    ])
      expect(nextTimer(other)?.event).toBe('remind');
  });

  it('lets nothing lapse before a whole day has gone by after the reminder, however late that came', () => {
    const { record } = draft();
    const LATE = '2026-09-01' as CivilDate;
    expect(dueTimer(record, LATE)?.event).toBe('remind');
    const told = toldOn(LATE, record);
    expect(lastInTime(told)).toBe('2026-09-02');
    expect(dueTimer(told, addDays(LATE, 1))).toBeNull();
    expect(dueTimer(told, addDays(LATE, 2))?.event).toBe('lapse');
  });

  it('shows that the head was told, until the clock shows another day', () => {
    const { record } = aCaseIn('under_review');
    expect(isEscalated(record)).toBe(false);
    const told = { ...record, seenOn: '2026-05-26' as CivilDate };
    expect(isEscalated(told)).toBe(true);
    expect(
      isEscalated({ ...told, clock: startClock(record, 'under_review', { today: '2026-05-26' as CivilDate, holidays: HOLIDAYS }) }),
    ).toBe(false);
  });

  it.each([
    ['submitted', 'accept-intake'],
    ['returned', 'lapse'],
    ['public_notice', 'notice-passed'],
  ] as const)('is never a day early nor late: in %s, %s is refused the day before and done on it', (state, event) => {
    const file = aCaseIn(state);
    const timer = timersOf(file.record).find((one) => one.event === event);
    const on = timer?.on ?? MONDAY;
    if (event !== 'accept-intake') expect(attempt(file, { event, by: 'system', today: addDays(on, -1) })).toMatchObject({ ok: false });
    expect(attempt(file, { event, by: 'system', today: on })).toMatchObject({ ok: true });
  });
});

describe('beyond the last list of holidays', () => {
  const early = HOLIDAYS.filter(({ year }) => year < 2026);
  const file = aCaseIn('submitted');
  const provisional = withRecord(aCaseIn('public_notice'), {});
  const clock = startClock(provisional.record, 'public_notice', { today: MONDAY, holidays: early });
  const waiting = withRecord(provisional, { clock, notice: { from: MONDAY, until: addDays(clock?.shown?.day ?? MONDAY, 1) } });

  it('a worker comes to count again, and no window closes until the list has come', () => {
    expect(file.record.state).toBe('submitted');
    expect(clock?.shown?.exact).toBe(false);
    expect(timersOf(waiting.record)).toEqual([{ on: clock?.shown?.day, event: 'recount', awaits: 2026 }]);
    const late = addDays(MONDAY, 30);
    expect(attempt(waiting, { event: 'notice-passed', by: 'system', today: late })).toMatchObject({
      ok: false,
      refusal: { code: 'window-running' },
    });
    expect(attempt(waiting, { event: 'object', by: 'citizen', today: late, detail: { text: '不符' } })).toMatchObject({ ok: true });
  });

  it('the list makes the day certain, and the window with it', () => {
    const after = recounted(waiting.record, { today: MONDAY, holidays: HOLIDAYS });
    expect(after).toMatchObject({
      notice: { from: MONDAY, until: '2026-05-19' },
      clock: { shown: { day: '2026-05-18', exact: true } },
      version: waiting.record.version + 1,
    });
    expect(after && recounted(after, { today: MONDAY, holidays: HOLIDAYS })).toBeUndefined();
  });
});
