import { describe, expect, it } from 'vitest';
import { dueTimer, nextTimer, timersOf } from '../../../../../shared/domain/cases/clock/timers.ts';
import { tryTimer } from '../../../../../shared/domain/cases/clock/try-timer.ts';
import { openReport } from '../../../../../shared/domain/cases/conditions.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import { lettersFor } from '../../../../../shared/domain/cases/shown/letters.ts';
import { caseAnswerOf } from '../../../../../shared/domain/cases/shown/show.ts';
import { papersOfCase } from '../../../../../shared/domain/instruments/papers-of-case.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  allMet,
  attempt,
  conditional,
  contextOf,
  MONDAY,
  moved,
  OTHER_PAYEE,
  REPORT,
  STILL_MISSING,
} from '../../../../support/case-files.ts';

/** Due on Monday the 1st of June; a worker reminds a week before. */
const asked = (): CaseFile => aCaseIn('conditional');
/** The first is due a week before. */
function two(): CaseFile {
  const decision = aCaseIn('decision_pending');
  const move = conditional(decision);
  const [one] = move.detail?.conditions ?? [];
  if (!one) throw new Error('no condition');
  const other = { ...one, text: '落户' };
  return moved(decision, { ...move, detail: { ...move.detail, conditions: [{ ...one, dueOn: addDays(MONDAY, 14) }, other] } });
}
const shownBy = (conditionId = '') => ({ conditionId, evidence: ['paper-9'], source: null });
const LAST = addDays(MONDAY, 21);
const on = (today: CivilDate) => ({ today });
const reportedOn = (today: CivilDate, file = asked()): CaseFile => moved(file, { ...REPORT, today });

/** What a worker does that comes on a day; undefined: nothing. */
function worker(file: CaseFile, today: CivilDate) {
  const tried = tryTimer(file, contextOf(file, { by: 'system', today }));
  if (!tried.ok) throw new Error(tried.refusal.code);
  return tried.value.kind === 'work' ? tried.value.work : undefined;
}
const reminded = (): CaseFile => worker(asked(), addDays(LAST, -7))?.file as CaseFile;

describe('an approval on conditions', () => {
  it('lapses where nobody reports, after a reminder', () => {
    expect(timersOf(asked().record).map(({ event }) => event)).toEqual(['remind', 'lapse']);
    expect(worker(reminded(), addDays(LAST, 1))).toMatchObject({ event: 'lapse', file: { record: { state: 'lapsed' } } });
  });

  it('never lapses once it is reported that they are met, however long nobody checks it: that is told to the head of the office', () => {
    const reported = reportedOn(addDays(LAST, -2), reminded());
    expect(timersOf(reported.record).map(({ event }) => event)).toEqual(['escalate', 'escalate']);
    const { dueOn } = caseAnswerOf(reported, LAST);
    const late = addDays(dueOn as CivilDate, 1);
    const told = worker(reported, late);
    expect(told).toMatchObject({ event: 'escalated', file: { record: { state: 'conditional' } } });
    expect(cardOf(told?.file as CaseFile)).toMatchObject({ queue: 'monitoring', owedBy: 'condition-checker', escalated: true });
    expect(attempt(reported, { event: 'lapse', by: 'system', today: addDays(LAST, 400) })).toMatchObject({
      ok: false,
      refusal: { code: 'conditions-reported' },
    });
  });

  it('does not lapse by a worker who comes for the day of before the report, and lapses for good where the worker was first', () => {
    const late = addDays(LAST, 1);
    expect(dueTimer(reminded().record, late)).toMatchObject({ event: 'lapse' });
    const reported = reportedOn(late, reminded());
    expect(worker(reported, late)).toBeUndefined();
    const lapsed = worker(reminded(), late)?.file as CaseFile;
    expect(attempt(lapsed, { ...REPORT, ...on(late) })).toMatchObject({ ok: false, refusal: { code: 'case-state' } });
  });

  it('is reported late, as long as it has not lapsed', () => {
    const late = addDays(LAST, 3);
    expect(openReport(reportedOn(late).record)).toMatchObject({ at: `${late}T02:00:00.000Z` });
  });

  it('is reported once, by whoever signs for the applicant, until it was said what is missing', () => {
    const reported = reportedOn(MONDAY);
    expect(attempt(reported, REPORT)).toMatchObject({ ok: false, refusal: { code: 'conditions-reported' } });
    expect(reported.record.conditionReports).toHaveLength(1);
    const again = moved(moved(reported, STILL_MISSING), { ...REPORT, detail: { reason: '第二页已补' } });
    expect(again.record.conditionReports).toMatchObject([{ missing: { reason: '缺第二页' } }, { text: '第二页已补', missing: null }]);
    expect(papersOfCase(again)).toContain('paper-9');
  });

  it('gives the applicant, for what is missing, the days of the state from then on, or their own day where that is later', () => {
    const soon = moved(reportedOn(MONDAY), STILL_MISSING);
    expect(caseAnswerOf(soon, MONDAY)).toMatchObject({ owedBy: 'applicant', dueOn: '2026-06-23' });
    expect(nextTimer(soon.record)).toEqual({ on: '2026-06-16', event: 'remind' });
    const far = addDays(MONDAY, 120);
    const decision = aCaseIn('decision_pending');
    const move = conditional(decision);
    const [one] = move.detail?.conditions ?? [];
    const longer = moved(decision, { ...move, detail: { ...move.detail, conditions: one ? [{ ...one, dueOn: far }] : [] } });
    expect(caseAnswerOf(moved(reportedOn(MONDAY, longer), STILL_MISSING), MONDAY)).toMatchObject({ dueOn: far });
  });

  it('is due to be checked from the report on, and shows so', () => {
    const later = addDays(MONDAY, 3);
    expect(caseAnswerOf(reportedOn(later), later)).toMatchObject({
      since: `${later}T02:00:00.000Z`,
      dueOn: '2026-05-28',
      waitsFor: { code: 'conditions-check' },
    });
  });

  it('asks for no letter of a last day that is no longer the applicant’s', () => {
    const at = `${addDays(LAST, -7)}T01:00:00.000Z`;
    const { id, version } = reminded().record;
    const message = { type: 'case.reminded', caseId: id, version, state: 'conditional', at } as never;
    expect(lettersFor(message, reminded())).toMatchObject([{ kind: 'deadline' }]);
    expect(lettersFor(message, reportedOn(addDays(LAST, -7), reminded()))).toEqual([]);
  });

  it('begins anew with another approval: what was reported of the conditions of before is no report of these', () => {
    const elsewhere = moved(reportedOn(MONDAY), { event: 'change-payee-after-approval', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    const later = addDays(MONDAY, 14);
    const anew = moved(elsewhere, { ...conditional(elsewhere), today: later });
    expect([openReport(anew.record), anew.record.conditionReports?.length]).toEqual([undefined, 1]);
    expect(caseAnswerOf(anew, later).owedBy).toBe('applicant');
    expect(openReport(reportedOn(later, anew).record)).toMatchObject({ at: anew.record.since });
  });

  it('is found met condition by condition: what is met stays so, and only the rest is waited for, until its own day', () => {
    const open = reportedOn(MONDAY, two());
    const [first, second] = open.record.conditions;
    expect(attempt(open, { ...allMet(open), detail: { met: [shownBy(first?.id)] } })).toMatchObject({
      ok: false,
      refusal: { code: 'conditions-open', faults: [{ pointer: '/met', code: second?.id, detail: { zh: '落户' } }] },
    });
    const half = moved(open, { ...STILL_MISSING, detail: { reason: '还没有落户', met: [shownBy(first?.id)] } });
    expect(half.record.conditions).toMatchObject([
      { metBy: { personId: 'shen' }, found: { evidence: ['paper-9'], source: null } },
      { metAt: null, found: null },
    ]);
    expect(attempt(half, { ...allMet(half), detail: { met: [shownBy(first?.id), shownBy(second?.id)] } })).toMatchObject({
      ok: false,
      refusal: { code: 'conditions-unfounded', faults: [{ pointer: '/met/0/conditionId' }] },
    });
    const done = moved(half, allMet(half));
    expect([done.record.state, done.record.conditions.every(({ found }) => found !== null)]).toEqual(['public_notice', true]);
  });

  it.each([
    ['nothing of the case', (id: string) => [{ conditionId: id, evidence: [], source: ' ' }], '/met/0/evidence'],
    ['a condition that is not there', () => [shownBy('none')], '/met/0/conditionId'],
    ['one condition twice', (id: string) => [shownBy(id), shownBy(id)], '/met/1/conditionId'],
  ])('is not met by %s, and the refusal names the place', (_, met, pointer) => {
    const open = reportedOn(MONDAY);
    const refusal = { code: 'conditions-unfounded', faults: [{ pointer, detail: { zh: expect.any(String) } }] };
    for (const move of [allMet(open), STILL_MISSING])
      expect(attempt(open, { ...move, detail: { ...move.detail, met: met(open.record.conditions[0]?.id ?? '') } })).toMatchObject({
        ok: false,
        refusal,
      });
  });

  it('reminds of the day of each condition, and ends by the last alone', () => {
    const early = addDays(MONDAY, 14);
    expect(timersOf(two().record)).toEqual([
      { on: addDays(early, -7), event: 'remind' },
      { on: addDays(LAST, -7), event: 'remind' },
      { on: addDays(LAST, 1), event: 'lapse' },
    ]);
    const once = worker(two(), addDays(early, -7))?.file as CaseFile;
    expect(once.record.reminded).toMatchObject({ dueOn: early, exact: true });
    expect(worker(once, addDays(early, 1))).toMatchObject({ event: 'reminded', file: { record: { reminded: { dueOn: LAST } } } });
    expect(timersOf(once.record).map(({ event }) => event)).toEqual(['remind', 'lapse']);
    // A worker that comes late tells of one day, the latest.
    const late = worker(two(), addDays(LAST, -7))?.file as CaseFile;
    expect([late.record.reminded?.dueOn, timersOf(late.record).map(({ event }) => event)]).toEqual([LAST, ['lapse']]);
  });

  it('reminds of no day of a condition that is found met', () => {
    const open = reportedOn(MONDAY, two());
    const half = moved(open, { ...STILL_MISSING, detail: { reason: '还没有落户', met: [shownBy(open.record.conditions[0]?.id)] } });
    expect(timersOf(half.record).filter(({ event }) => event === 'remind')).toHaveLength(1);
  });

  it('is said to be met without a report as well: an office may know it from its own registers', () => {
    expect(moved(asked(), allMet(asked())).record.state).toBe('public_notice');
    expect(openReport(moved(reportedOn(MONDAY), allMet(reportedOn(MONDAY))).record)).toBeUndefined();
  });
});
