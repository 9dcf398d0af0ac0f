import { describe, expect, it } from 'vitest';
import { holdCase, LONGEST_HALT_DAYS, liftHold } from '../../../../../shared/domain/cases/clock/halt.ts';
import { type Handler, handBack, openStages, reassignStage, takeStage } from '../../../../../shared/domain/cases/people/assign.ts';
import type { Actor } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { STATE_NAMES } from '../../../../../shared/domain/cases/states.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  actorOf,
  aDraft,
  attempt,
  contextOf,
  MONDAY,
  moved,
  NOBODY_CONCERNED,
  OTHER_PAYEE,
  PEOPLE,
  type Who,
} from '../../../../support/case-files.ts';

const UNTIL = addDays(MONDAY, 7);
const because = { reason: '理由' };
const hold = (file: CaseFile, by: Who | Actor, { ground = '等待司法裁定', until = UNTIL, today = MONDAY } = {}) =>
  holdCase(file.record, actorOf(by), { ground, until }, contextOf(file, { by, today }));
const lift = (file: CaseFile, by: Who | Actor, today: CivilDate) => liftHold(file.record, actorOf(by), contextOf(file, { by, today }));
const held = (file: CaseFile, by: Who): CaseFile => {
  const done = hold(file, by);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return { ...file, record: done.value };
};

describe('a hold', () => {
  it('stands still with ground, owner and end, and leaves the state as it is', () => {
    const file = aCaseIn('under_review');
    const { record } = held(file, 'reviewer');
    expect(record).toMatchObject({
      state: 'under_review',
      halt: { ground: '等待司法裁定', by: PEOPLE.reviewer, from: MONDAY, until: UNTIL },
      clock: { stops: [{ from: MONDAY, to: null, ground: 'hold' }] },
      version: file.record.version + 1,
    });
    expect(record.acts.at(-1)).toMatchObject({ event: 'hold', stage: 'review', by: PEOPLE.reviewer });
  });

  it('keeps every office from every step, and no right from the applicant', () => {
    const file = held(aCaseIn('under_review'), 'reviewer');
    for (const event of ['complete-review', 'return', 'strike-line'] as const)
      expect(attempt(file, { event, by: 'reviewer', detail: because })).toMatchObject({ ok: false, refusal: { code: 'case-halted' } });
    expect(attempt(file, { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } })).toMatchObject({ ok: true });
    expect(moved(file, { event: 'withdraw', by: 'signatory' }).record).toMatchObject({ state: 'withdrawn', halt: null, clock: null });
  });

  it('goes with the case into the state a changed payee brings it to', () => {
    const file = held(aCaseIn('disbursing'), 'payer');
    const { record } = moved(file, { event: 'change-payee-after-approval', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    expect(record).toMatchObject({
      state: 'decision_pending',
      halt: { until: UNTIL },
      clock: { stops: [{ ground: 'payee-cooling-off' }, { to: null, ground: 'hold' }] },
    });
  });

  it('that is over but not lifted yet takes nothing from a state that begins meanwhile', () => {
    const late = addDays(UNTIL, 2);
    const changed = moved(held(aCaseIn('disbursing'), 'payer'), {
      event: 'change-payee-after-approval',
      by: 'signatory',
      brought: { payee: OTHER_PAYEE },
      today: late,
    });
    expect(lift(changed, 'system', late)).toMatchObject({
      ok: true,
      value: { clock: { start: late, stops: [{ ground: 'payee-cooling-off' }, { from: late, to: late }] } },
    });
  });

  it('gives back exactly the days it took', () => {
    const file = aCaseIn('under_review');
    const lifted = lift(held(file, 'reviewer'), 'system', UNTIL);
    expect(lifted).toMatchObject({
      ok: true,
      value: { halt: null, clock: { stops: [{ from: MONDAY, to: UNTIL }], shown: { day: '2026-06-01' } } },
    });
    expect(file.record.clock?.shown?.day).toBe('2026-05-25');
  });

  it('that a worker lifts late has still ended on its day', () => {
    const late = lift(held(aCaseIn('under_review'), 'reviewer'), 'system', addDays(UNTIL, 3));
    expect(late).toMatchObject({ ok: true, value: { clock: { stops: [{ to: UNTIL }], shown: { day: '2026-06-01' } } } });
  });

  const REFUSED: readonly (readonly [string, () => unknown, string])[] = [
    ['a second one', () => hold(held(aCaseIn('under_review'), 'reviewer'), 'reviewer'), 'case-halted'],
    ['without a ground', () => hold(aCaseIn('under_review'), 'reviewer', { ground: ' ' }), 'reason-missing'],
    ['that ends today', () => hold(aCaseIn('under_review'), 'reviewer', { until: MONDAY }), 'halt-end-invalid'],
    [
      'that lasts too long',
      () => hold(aCaseIn('under_review'), 'reviewer', { until: addDays(MONDAY, LONGEST_HALT_DAYS + 1) }),
      'halt-end-invalid',
    ],
    ['by who acted in another stage', () => hold(aCaseIn('under_review'), { ...PEOPLE.intake, role: 'finance-reviewer' }), 'four-eyes'],
    [
      'by a colleague of the one in charge',
      () => hold(moved(aCaseIn('under_review'), { event: 'answer-flag', by: 'reviewer', detail: because }), 'reviewer2'),
      'not-assigned',
    ],
    ['by a worker', () => hold(aCaseIn('under_review'), 'system'), 'not-your-role'],
    ['of the applicant’s time', () => hold(aCaseIn('returned'), 'intake'), 'case-state'],
    ['of a public notice', () => hold(aCaseIn('public_notice'), 'notice'), 'case-state'],
    ['of what has ended', () => hold(aCaseIn('rejected'), 'approver'), 'case-state'],
    ['lifted where there is none', () => lift(aCaseIn('under_review'), 'reviewer', MONDAY), 'case-state'],
    ['lifted by a worker before its end', () => lift(held(aCaseIn('under_review'), 'reviewer'), 'system', addDays(UNTIL, -1)), 'not-due'],
    [
      'lifted by who acted elsewhere',
      () => lift(held(aCaseIn('under_review'), 'reviewer'), { ...PEOPLE.intake, role: 'finance-reviewer' }, MONDAY),
      'four-eyes',
    ],
  ];
  it.each(REFUSED)('%s is refused', (_, tries, code) => expect(tries()).toMatchObject({ ok: false, refusal: { code } }));
});

const handler = (by: Who | Actor): Handler => ({ by: actorOf(by), organisationIds: [actorOf(by).organisationId ?? ''] });
const context = { now: `${MONDAY}T03:00:00.000Z`, concerned: NOBODY_CONCERNED };
const take = (file: CaseFile, stage: Parameters<typeof takeStage>[1], by: Who | Actor) => takeStage(file, stage, handler(by), context);
const taken = (file: CaseFile, stage: Parameters<typeof takeStage>[1], by: Who): CaseFile => {
  const done = take(file, stage, by);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return { ...file, record: done.value };
};
const pass = (file: CaseFile, by: Who | Actor, from: Who | null, to: Who | Actor, { head = false, reason = '休假' } = {}) =>
  reassignStage(file, 'review', handler(by), { from: from && PEOPLE[from], to: handler(to), reason, head }, context);
const HEAD: Actor = { personId: 'kong', personKey: 'key-of-kong', name: '孔主任', role: 'owner', organisationId: 'finance' };

describe('a stage of a case', () => {
  it('is there to be taken where an edge of it leaves the state', () => {
    expect(openStages(aCaseIn('completeness_check'))).toEqual(['confirmation', 'intake']);
    expect(openStages(aCaseIn('returned'))).toEqual(['intake']);
    expect(openStages(aCaseIn('rejected'))).toEqual([]);
    expect(openStages(moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: because }))).toEqual(['appeal']);
    expect(openStages(aDraft())).toEqual([]);
  });

  it('is one person’s once taken, and taking counts as acting', () => {
    const file = taken(aCaseIn('under_review'), 'review', 'reviewer');
    expect(file.record.assigned.at(-1)).toEqual({ stage: 'review', by: PEOPLE.reviewer, since: context.now });
    expect(attempt(file, { event: 'complete-review', by: 'reviewer2' })).toMatchObject({ ok: false, refusal: { code: 'not-assigned' } });
    const later = moved(file, { event: 'complete-review', by: 'reviewer' });
    expect(later.record.assigned.filter(({ stage }) => stage === 'review')).toHaveLength(1);
    expect(take(later, 'decision', { ...PEOPLE.reviewer, role: 'finance-approver' })).toMatchObject({
      ok: false,
      refusal: { code: 'four-eyes' },
    });
  });

  it('that names no roles of an office is nobody’s to take on: whoever may confirm does so at once', () => {
    for (const by of ['operator', 'intake', 'reviewer'] as const)
      expect(take(aCaseIn('completeness_check'), 'confirmation', by)).toMatchObject({ ok: false, refusal: { code: 'not-your-role' } });
  });

  it('is given back: to be taken by another, and no other stage by the same', () => {
    const file = taken(aCaseIn('under_review'), 'review', 'reviewer');
    const back = handBack(file, 'review', handler('reviewer'), '回避', context);
    if (!back.ok) throw new Error('refused');
    const free = { ...file, record: back.value };
    expect(take(free, 'review', 'reviewer2')).toMatchObject({ ok: true });
    const decided = moved(free, { event: 'complete-review', by: 'reviewer2' });
    expect(take(decided, 'decision', { ...PEOPLE.reviewer, role: 'finance-approver' })).toMatchObject({
      ok: false,
      refusal: { code: 'four-eyes' },
    });
  });

  it('goes to a colleague from who has it, or by the head, who may still have no tie to the case', () => {
    const file = taken(aCaseIn('under_review'), 'review', 'reviewer');
    const given = pass(file, 'reviewer', 'reviewer', 'reviewer2');
    expect(given).toMatchObject({ ok: true });
    if (given.ok) expect(given.value.assigned.filter(({ stage }) => stage === 'review').map(({ by }) => by)).toEqual([PEOPLE.reviewer2]);
    const byHead = pass(file, HEAD, 'reviewer', 'reviewer2', { head: true });
    expect(byHead).toMatchObject({ ok: true });
    if (byHead.ok) {
      expect(byHead.value.acts.slice(-2)).toMatchObject([
        { event: 'reassign', stage: 'system', by: HEAD },
        { event: 'take', stage: 'review', by: PEOPLE.reviewer2 },
      ]);
      expect(byHead.value.version).toBe(file.record.version + 1);
    }
    expect(pass(aCaseIn('under_review'), HEAD, null, 'reviewer2', { head: true })).toMatchObject({ ok: true });
    const ties = { ...context, concerned: { ...NOBODY_CONCERNED, relatedKeys: ['key-of-kong'] } };
    const move = { from: PEOPLE.reviewer, to: handler('reviewer2'), reason: '休假', head: true };
    expect(reassignStage(file, 'review', handler(HEAD), move, ties)).toMatchObject({ ok: false, refusal: { code: 'four-eyes' } });
  });

  const inReview = (): CaseFile => taken(aCaseIn('under_review'), 'review', 'reviewer');
  const REFUSED: readonly (readonly [string, () => unknown, string])[] = [
    [
      'taken by who took the case in',
      () => take(aCaseIn('under_review'), 'review', { ...PEOPLE.intake, role: 'finance-reviewer' }),
      'four-eyes',
    ],
    [
      'taken by the signatory',
      () => take(aCaseIn('under_review'), 'review', { ...PEOPLE.signatory, role: 'finance-reviewer' }),
      'four-eyes',
    ],
    ['taken while a colleague has it', () => take(inReview(), 'review', 'reviewer2'), 'not-assigned'],
    ['taken twice', () => take(inReview(), 'review', 'reviewer'), 'not-assigned'],
    ['taken in another role', () => take(aCaseIn('under_review'), 'review', 'payer'), 'not-your-role'],
    ['taken before its time', () => take(aCaseIn('under_review'), 'decision', 'approver'), 'case-state'],
    ['passed on without a reason', () => pass(inReview(), 'reviewer', 'reviewer', 'reviewer2', { reason: '' }), 'reason-missing'],
    ['passed on by who has it not', () => pass(inReview(), 'reviewer2', 'reviewer', 'monitor'), 'not-assigned'],
    [
      'passed to another office',
      () => pass(inReview(), 'reviewer', 'reviewer', { ...PEOPLE.citizen, role: 'finance-reviewer' }),
      'not-your-role',
    ],
    ['passed to another role', () => pass(inReview(), 'reviewer', 'reviewer', 'payer'), 'not-your-role'],
    ['passed to oneself', () => pass(inReview(), 'reviewer', 'reviewer', 'reviewer'), 'not-your-role'],
    [
      'passed by the head to who acted elsewhere',
      () => pass(inReview(), HEAD, 'reviewer', { ...PEOPLE.intake, role: 'finance-reviewer', organisationId: 'finance' }, { head: true }),
      'four-eyes',
    ],
    [
      'passed by the head of another office',
      () => pass(inReview(), { ...HEAD, organisationId: 'scitech' }, 'reviewer', 'reviewer2', { head: true }),
      'not-your-role',
    ],
    ['given back by who has it not', () => handBack(inReview(), 'review', handler('reviewer2'), '回避', context), 'not-assigned'],
    ['given back without a reason', () => handBack(inReview(), 'review', handler('reviewer'), ' ', context), 'reason-missing'],
  ];
  it.each(REFUSED)('is not %s', (_, tries, code) => expect(tries()).toMatchObject({ ok: false, refusal: { code } }));

  it('lets nobody take what they could not finish: a stage once taken has an edge for its holder', () => {
    const states: readonly CaseRecord['state'][] = STATE_NAMES.filter((state) => state === 'under_review' || state === 'decision_pending');
    expect(states.map((state) => openStages(aCaseIn(state)))).toEqual([['review'], ['decision']]);
  });
});
