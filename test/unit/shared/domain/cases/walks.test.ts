import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseClock } from '../../../../../shared/domain/calendar/clock-record.ts';
import { isWorkingDay } from '../../../../../shared/domain/calendar/working-days.ts';
import { shownDue } from '../../../../../shared/domain/cases/clock/due.ts';
import { holdCase, liftHold } from '../../../../../shared/domain/cases/clock/halt.ts';
import { timersOf } from '../../../../../shared/domain/cases/clock/timers.ts';
import { tryTimer } from '../../../../../shared/domain/cases/clock/try-timer.ts';
import { eventsOf } from '../../../../../shared/domain/cases/edges.ts';
import { type CaseEvent, EVENT_NAMES, edgeFrom } from '../../../../../shared/domain/cases/machine.ts';
import { isPaid } from '../../../../../shared/domain/cases/money/money-step.ts';
import { isLive } from '../../../../../shared/domain/cases/money/payments-of-case.ts';
import { dueFen, tranchesLeft } from '../../../../../shared/domain/cases/money/tranches.ts';
import { coverStage, handBack, takeStage } from '../../../../../shared/domain/cases/people/assign.ts';
import { profileOf } from '../../../../../shared/domain/cases/profiles.ts';
import { isWorker } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { owedBy, publicLabelOf } from '../../../../../shared/domain/cases/shown/show.ts';
import { type CaseState, isEnd, TAKEN_STAGES } from '../../../../../shared/domain/cases/states.ts';
import { contentOf } from '../../../../../shared/domain/cases/step.ts';
import { addDays, type CivilDate, toEpochDay } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { Result } from '../../../../../shared/domain/kernel/result.ts';
import { heldFen } from '../../../../../shared/domain/ledger/case-money.ts';
import { A_BUDGET, attempt, contextOf, HOLIDAYS, hashOf, PEOPLE, type Who } from '../../../../support/case-files.ts';
import { restored, type Taken, walk, walkPlan } from '../../../../support/case-walks.ts';
import { ownMoves } from '../../../../support/own-moves.ts';

/** The invariants of the case machine, each on random ways through it. */
const always = (holds: (taken: readonly Taken[]) => void, numRuns = 120): void =>
  fc.assert(
    fc.property(walkPlan, (plan) => holds(walk(plan))),
    { numRuns },
  );
const each = (holds: (one: Taken) => void, numRuns?: number) => always((taken) => taken.forEach(holds), numRuns);
/** Who has to sign, said once more apart from the machine: as the programme says above which amounts, else as its kind does. */
function signersOf({ instrument, terms, appraisal }: CaseRecord): string[] {
  const amount = appraisal?.computedFen ?? 0;
  const { levels } = profileOf(instrument);
  if (!terms?.signsAboveFen) return levels.filter(({ fromFen }) => fromFen <= amount).map(({ role }) => role);
  const above = terms.signsAboveFen.filter((fen) => amount > fen);
  return [0, ...above].map((_, at) => (levels[at] ?? levels.at(-1))?.role ?? '');
}

/** The last day of a clock, counted day by day: left out are the days after one on which it was stopped, up to and with the one on which it went on. */
function lastDayOf({ start, limit, stops }: CaseClock): CivilDate | undefined {
  const runs = (day: CivilDate) => !stops.some(({ from, to }) => from < day && (to === null || day <= to));
  const works = (day: CivilDate) => isWorkingDay(day, HOLIDAYS);
  let day = start;
  for (let left = limit.days; left > 0; ) {
    day = addDays(day, 1);
    if (works(day) === 'unlisted') return undefined;
    if (runs(day) && (limit.unit === 'calendar-days' || works(day))) left -= 1;
  }
  // One in calendar days that would end on a day off ends on the next working day.
  while (limit.unit === 'calendar-days' && !(runs(day) && works(day))) day = addDays(day, 1);
  return works(day) === 'unlisted' ? undefined : day;
}

const AWAY = ['returned', 'objection_review'];
/** Where a case is, since when and where it will come back to, as its acts alone tell it: the table, and nothing else of the machine. */
function toldBy({ acts, instrument }: CaseRecord) {
  let told: { state: CaseState; resumeState: CaseState | null; since?: string } = { state: 'draft', resumeState: null };
  let objections = 0;
  for (const { event, at } of acts) {
    const edge = EVENT_NAMES.includes(event as CaseEvent) ? edgeFrom(event as CaseEvent, told.state) : undefined;
    if (!edge) continue;
    if (event === 'object') objections += 1;
    if (event === 'dismiss-objection') objections -= 1;
    if (event === 'uphold-objection') objections = 0;
    const targets = edge.to.map((to) => (to === 'same' ? told.state : to === 'resume' ? told.resumeState : to));
    const onPath = profileOf(instrument).path.find((state) => targets.includes(state));
    const to = objections > 0 && event === 'dismiss-objection' ? told.state : ((targets.length > 1 ? onPath : targets[0]) ?? told.state);
    if (to !== told.state) told = { state: to, resumeState: AWAY.includes(to) ? told.state : null, since: at };
  }
  return told;
}

/** Whatever can be done to a case beside the events of its table. */
const HANDLING: Readonly<Record<string, (file: CaseFile, by: Who, today: CivilDate) => Result<unknown, unknown>>> = {
  hold: (file, by, today) =>
    holdCase(file.record, PEOPLE[by], { ground: '核查', until: addDays(today, 3) }, contextOf(file, { by, today })),
  unhold: (file, by, today) => liftHold(file.record, PEOPLE[by], contextOf(file, { by, today })),
  ...Object.fromEntries(
    TAKEN_STAGES.flatMap((stage) => [
      [`take ${stage}`, (file, by) => takeStage(file, stage, { by: PEOPLE[by], organisationIds: [] }, contextOf(file, { by }))],
      [`cover ${stage}`, (file, by) => coverStage(file, stage, { by: PEOPLE[by], organisationIds: [] }, contextOf(file, { by }))],
      [`hand back ${stage}`, (file, by) => handBack(file, stage, { by: PEOPLE[by], organisationIds: [] }, '出差', contextOf(file, { by }))],
    ]) as [string, (file: CaseFile, by: Who) => Result<unknown, unknown>][],
  ),
};

const DECIDING = ['confirmation', 'intake', 'review', 'decision'];

describe('on every random way through the machine', () => {
  it('1: nothing is paid that fewer than two persons decided, unless it is granted without application', () =>
    each(({ after: { record } }) => {
      if (record.money.postedFen === 0) return;
      const deciders = new Set(
        record.acts.filter(({ stage, by }) => DECIDING.includes(stage) && !isWorker(by)).map(({ by }) => by.personKey),
      );
      expect(deciders.size).toBeGreaterThanOrEqual(profileOf(record.instrument).automatic ? 1 : 2);
      const approvals = new Set(record.approvals.map(({ by }) => by.personKey));
      expect(approvals.size).toBe(signersOf(record).length);
    }));

  it('2: every state but an end has an owner, and so has an end with an open appeal; a worker comes on a day, or a person holds the clock', () =>
    each(({ after }) => {
      const { record } = after;
      const isAppealed = after.appeals.some(({ state }) => state === 'filed');
      if (isEnd(record.state)) expect(record.clock?.owner === 'office').toBe(isAppealed);
      if (isEnd(record.state) && !isAppealed) return;
      expect(owedBy(after)).not.toBe('nobody');
      if (isAppealed || record.clock) expect(timersOf(record).length).toBeGreaterThan(0);
    }));

  it('2a: while it is paid there is a payment to be made, or all has arrived: nobody waits for a payment there is none of', () =>
    each(({ after: { record, payments } }) => {
      if (record.state === 'disbursing') expect(payments.some(isLive) || isPaid(record)).toBe(true);
    }));

  it('2b: whoever is named as the owner of the next move has an event of their own to take it with', () =>
    each(({ after }) => {
      const { record } = after;
      if (isEnd(record.state)) return;
      expect(ownMoves(record, owedBy(after)), `${record.state}: ${owedBy(after)}`).not.toEqual([]);
    }));

  it('3: what an applicant or the public was shown never gets earlier', () =>
    always((taken) => {
      for (const { before, after } of taken) {
        const [old, now] = [before.record.clock, after.record.clock];
        if (!old || !now || old.start !== now.start || before.record.state !== after.record.state || now.owner === 'office') continue;
        const [shown, shows] = [shownDue(old).dueOn, shownDue(now).dueOn];
        if (shown && shows) expect(shows >= shown).toBe(true);
      }
    }));

  it('3a: every last day is the day it began, the days of its limit and the days it stood still; nothing else moves it', () =>
    each(({ after: { record } }) => {
      const { clock } = record;
      if (!clock?.shown?.exact || clock.stops.at(-1)?.to === null) return;
      const last = lastDayOf(clock);
      if (last) expect(clock.shown.day, `${record.state} from ${clock.start}`).toBe(last);
    }));

  it('3b: what comes back goes on with the time it had: from the same day, for as long, less the one stop that is recorded', () =>
    always((taken) => {
      let left: { readonly record: CaseRecord; readonly on: CivilDate } | undefined;
      for (const { before, after, today } of taken) {
        const [was, is] = [before.record, after.record];
        if (was.state === is.state) continue;
        if (AWAY.includes(was.state) && left?.record.state === is.state) {
          const { clock } = left.record;
          const stop = { from: left.on, to: today, ground: was.state === 'returned' ? 'correction' : 'objection' };
          expect(is.clock).toMatchObject({
            start: clock?.start,
            limit: clock?.limit,
            owner: clock?.owner,
            stops: [...(clock?.stops ?? []), stop],
          });
        }
        left = AWAY.includes(is.state) ? { record: was, on: today } : undefined;
      }
    }));

  it('3c: a stop is on record for good: once begun it is only closed, and where time stood still it has one', () =>
    each(({ event, before, after, today }) => {
      const [was, is] = [before.record, after.record];
      if (was.state !== is.state || !was.clock || was.clock.start !== is.clock?.start) return;
      // Who lifts a hold after its last day takes no more time from the applicant than it had.
      const to = was.halt && was.halt.until < today ? was.halt.until : today;
      const open = was.clock.stops.findIndex(({ to }) => to === null);
      const stops = was.clock.stops.map((stop, at) =>
        event === 'unhold' && at === open ? { ...stop, to: to < stop.from ? stop.from : to } : stop,
      );
      // An account that is changed before the decision has begun one more, which ends by itself; a hold stays the last.
      const cools = event === 'change-payee' && is.clock.stops.length > stops.length;
      const at = is.clock.stops.findLastIndex(({ ground, from }) => ground === 'payee-cooling-off' && from === today);
      if (cools) expect(was.state === 'decision_pending' && at >= 0).toBe(true);
      const others = cools ? is.clock.stops.toSpliced(at, 1) : is.clock.stops;
      expect(others).toEqual(event === 'hold' ? [...stops, { from: today, to: null, ground: 'hold' }] : stops);
    }));

  it('4: reserved, paid and given back add up after every step, never below zero, and an end holds nothing', () =>
    each(({ after: { record } }) => {
      const { reservedFen, postedFen, voidedFen } = record.money;
      const left = reservedFen - postedFen - voidedFen;
      expect(left).toBe(heldFen(record.money));
      expect(left).toBeGreaterThanOrEqual(0);
      expect(heldFen(record.money)).toBeLessThanOrEqual(A_BUDGET.availableFen);
      if (isEnd(record.state)) expect(left).toBe(0);
      if (['public_notice', 'objection_review', 'conditional'].includes(record.state)) {
        const none = profileOf(record.instrument).money === 'none';
        expect(left).toBe(none ? 0 : record.appraisal?.computedFen);
      }
    }));

  it('5: a closed case never changes, and a refused one by an appeal only', () =>
    always((taken) => {
      const last = taken.at(-1)?.after;
      if (!last || !isEnd(last.record.state)) return;
      const copy = structuredClone(last);
      const people = Object.keys(PEOPLE) as Who[];
      for (const event of EVENT_NAMES) {
        const may = eventsOf(last.record).includes(event);
        if (may) expect(['appeal', 'uphold-appeal', 'dismiss-appeal']).toContain(event);
        else
          for (const by of people)
            expect(attempt(last, { event, by, detail: { reason: '再议' } })).toMatchObject({ ok: false, refusal: { code: 'case-state' } });
      }
      expect(last).toEqual(copy);
    }, 60));

  it('5a: nothing else is done to it either: nobody holds it, takes it or gives it back, and no worker moves it, however late', () =>
    always((taken) => {
      for (const { after, today } of taken) {
        if (!isEnd(after.record.state) || after.appeals.some(({ state }) => state === 'filed')) continue;
        expect(after.payments.filter(isLive)).toEqual([]);
        const handlers = Object.keys(PEOPLE) as Who[];
        for (const [what, handle] of Object.entries(HANDLING))
          for (const by of handlers) expect(handle(after, by, today), `${what} by ${by}`).toMatchObject({ ok: false });
        for (const days of [1, 10, 100, 200]) {
          const late = addDays(today, days);
          const tried = tryTimer(after, contextOf(after, { by: 'system', today: late }));
          expect(tried.ok && tried.value.kind, `${after.record.state} on ${late}`).not.toBe('work');
        }
      }
    }, 60));

  it('6: the same steps again, each on what the store gives back, make the same case', () =>
    always((taken) => {
      const first = taken[0];
      if (!first) return;
      const again = taken.reduce((file, { again: repeat }) => restored(repeat(file)), restored(first.before));
      expect(again).toEqual(restored(taken.at(-1)?.after ?? first.before));
    }, 60));

  it('6a: its acts alone, read by the table, tell where it is, since when, and where it comes back to', () =>
    each(({ after: { record } }) => {
      const { since, ...told } = toldBy(record);
      expect(told).toEqual({ state: record.state, resumeState: record.resumeState });
      if (since) expect(record.since).toBe(since);
    }, 400));

  it('6b: nothing waits for its decision or is on notice that nobody confirmed, where the body has to', () =>
    each(({ after: { record } }) => {
      if (!profileOf(record.instrument).confirmation) return;
      if (['under_review', 'decision_pending', 'public_notice'].includes(record.state)) expect(record.confirmation).not.toBeNull();
    }));

  it('7: a signature stands for the content it was given to and for no other', () =>
    each(({ before, after }) => {
      const { record } = after;
      for (const { contentHash } of record.approvals) expect(contentHash).toBe(record.contentHash);
      if (record.submittedAt !== null) expect(record.contentHash).toBe(hashOf(contentOf(record)));
      const edited = before.record.contentHash !== record.contentHash;
      if (edited) expect(record.approvals).toEqual([]);
    }));

  it('8: a returned case comes back to where it left', () =>
    always((taken) => {
      let left: string | undefined;
      for (const { event, before, after } of taken) {
        if (event === 'return') left = before.record.state;
        if (event === 'resubmit' || event === 'cancel-correction') expect(after.record.state).toBe(left);
        expect(publicLabelOf(after).zh).not.toBe('');
      }
    }));

  it('9: nobody acts in two stages, so none who reviewed or approved decides the appeal', () =>
    each(({ after: { record } }) => {
      const stages = new Map<string, Set<string>>();
      for (const { stage, by } of record.acts) {
        if (isWorker(by) || stage === 'public' || stage === 'system') continue;
        stages.set(by.personKey, (stages.get(by.personKey) ?? new Set()).add(stage));
      }
      for (const of of stages.values()) expect(of.size).toBe(1);
    }));

  it('10: an objection never shortens a notice: it is open for its whole days before anything is paid', () =>
    always((taken) => {
      let open = 0;
      taken.forEach(({ event, before, after, today }, index) => {
        const { notice } = after.record;
        if (before.record.state === 'public_notice') {
          const since = taken[index - 1]?.today ?? today;
          open += toEpochDay(today) - toEpochDay(since);
        }
        if (event === 'approve' || event === 'approve-conditional') open = 0;
        if (before.record.notice && notice && before.record.notice.from === notice.from)
          expect(notice.until >= before.record.notice.until).toBe(true);
        if (event === 'notice-passed') expect(open).toBeGreaterThanOrEqual(7);
      });
    }));

  it('every step counts one version on, and leaves one act', () =>
    each(({ event, before, after }) => {
      if (event === 'bank') return;
      expect(after.record.version).toBe(before.record.version + 1);
      expect(after.record.acts.slice(0, -1)).toEqual(before.record.acts);
    }));

  it('11: no objection is left open once the notice runs again or has come to its end', () =>
    each(({ after: { record, objections } }) => {
      if (record.state === 'objection_review' || record.state === 'withdrawn') return;
      expect(objections.filter(({ state }) => state === 'open')).toEqual([]);
    }));

  it('12: no instalment is paid before it is released, and all of them together are what was granted', () =>
    each(({ after: { record } }) => {
      const plan = record.appraisal?.tranches ?? [];
      const granted = record.approvals.at(-1)?.amountFen;
      if (plan.length === 0 || granted === undefined || record.money.postedFen === 0 || isEnd(record.state)) return;
      expect(record.money.postedFen + heldFen(record.money)).toBe(granted);
      const released = plan.slice(0, record.released).reduce((sum, { shareBp }) => sum + shareBp, 0);
      expect(record.money.postedFen).toBeLessThanOrEqual(Math.ceil((granted * released) / 10_000));
      if (tranchesLeft(record) === 0 && dueFen(record) === 0) expect(record.money.postedFen).toBe(granted);
    }));

  it('13: nothing is paid of what is a capacity, or not ours', () =>
    each(({ after: { record, payments } }) => {
      if (profileOf(record.instrument).money === 'paid') return;
      expect([record.money.postedFen, payments, record.state === 'disbursing']).toEqual([0, [], false]);
    }));

  it('14: each level was signed by its own role, in order, and each side signed the one contract', () =>
    each(({ after: { record } }) => {
      const signers = signersOf(record);
      expect(record.approvals.map(({ by }) => by.role)).toEqual(signers.slice(0, record.approvals.length));
      expect(new Set(record.approvals.map(({ by }) => by.personKey)).size).toBe(record.approvals.length);
      if (heldFen(record.money) > 0) expect(record.approvals).toHaveLength(signers.length);
      if (!record.contract) return;
      const sides = record.contract.signatures.map(({ by }) => by.organisationId === record.applicant.organisationId);
      expect(sides.toSorted()).toEqual([false, true]);
    }));
});

describe('the random ways', () => {
  it('get everywhere: to every state, and past payment', () => {
    const ways = fc.sample(walkPlan, { numRuns: 1500, seed: 20261123 }).map(walk);
    const states = new Set(ways.flat().map(({ after }) => after.record.state));
    const expected = [
      'submitted',
      'completeness_check',
      'returned',
      'under_review',
      'due_diligence',
      'decision_pending',
      'conditional',
      'public_notice',
      'objection_review',
      'contracting',
      'disbursing',
      'monitoring',
      'rejected',
      'ineligible',
      'withdrawn',
      'lapsed',
      'terminated',
      'closed',
    ];
    expect(expected.filter((state) => !states.has(state as never))).toEqual([]);
    const events = new Set(ways.flat().map(({ event }) => event));
    expect(
      [
        'hold',
        'unhold',
        'bank',
        'uphold-appeal',
        'dismiss-objection',
        'approve-step',
        'complete-dd',
        'sign',
        'next-tranche',
        'pay-again',
        'report-conditions',
        'return-conditions',
      ].filter((event) => !events.has(event as never)),
    ).toEqual([]);
  });
});
