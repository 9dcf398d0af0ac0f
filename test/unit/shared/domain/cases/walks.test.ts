import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownDue } from '../../../../../shared/domain/cases/due.ts';
import { EVENT_NAMES } from '../../../../../shared/domain/cases/machine.ts';
import { isPaid } from '../../../../../shared/domain/cases/money-step.ts';
import { isLive } from '../../../../../shared/domain/cases/payments-of-case.ts';
import { levelsFor, profileOf } from '../../../../../shared/domain/cases/profiles.ts';
import { isWorker } from '../../../../../shared/domain/cases/records.ts';
import { owedBy, publicLabelOf } from '../../../../../shared/domain/cases/show.ts';
import { isEnd } from '../../../../../shared/domain/cases/states.ts';
import { contentOf, eventsOf } from '../../../../../shared/domain/cases/step.ts';
import { timersOf } from '../../../../../shared/domain/cases/timers.ts';
import { dueFen, tranchesLeft } from '../../../../../shared/domain/cases/tranches.ts';
import { toEpochDay } from '../../../../../shared/domain/kernel/civil-date.ts';
import { heldFen } from '../../../../../shared/domain/ledger/case-money.ts';
import { A_BUDGET, aDraft, attempt, hashOf, PEOPLE, type Who } from '../../../../support/case-files.ts';
import { restored, type Taken, walk, walkPlan } from '../../../../support/case-walks.ts';
import { OWNERS_WITHOUT_A_MOVE, ownMoves } from '../../../../support/own-moves.ts';

/** The invariants of the case machine, each on random ways through it. */
const always = (holds: (taken: readonly Taken[]) => void, numRuns = 120): void =>
  fc.assert(
    fc.property(walkPlan, (plan) => holds(walk(plan))),
    { numRuns },
  );
const each = (holds: (one: Taken) => void) => always((taken) => taken.forEach(holds));
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
      expect(approvals.size).toBe(levelsFor(profileOf(record.instrument), record.appraisal?.computedFen ?? 0).length);
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
      if (isEnd(record.state) || OWNERS_WITHOUT_A_MOVE.some((state) => state === record.state)) return;
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

  it('6: the same steps again, each on what the store gives back, make the same case', () =>
    always((taken) => {
      const first = taken[0];
      if (!first) return;
      const again = taken.reduce(
        (file, { again: repeat }) => restored(repeat(file)),
        restored(aDraft({ instrument: first.before.record.instrument })),
      );
      expect(again).toEqual(restored(taken.at(-1)?.after ?? first.before));
    }, 60));

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
      const levels = levelsFor(profileOf(record.instrument), record.appraisal?.computedFen ?? 0);
      expect(record.approvals.map(({ by }) => by.role)).toEqual(levels.slice(0, record.approvals.length).map(({ role }) => role));
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
      ].filter((event) => !events.has(event as never)),
    ).toEqual([]);
  });
});
