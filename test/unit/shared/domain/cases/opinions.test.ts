import { describe, expect, it } from 'vitest';
import { nextTimer, timersOf } from '../../../../../shared/domain/cases/clock/timers.ts';
import {
  askedOf,
  basisOf,
  expertsOf,
  isLate,
  isOpposed,
  judgesOf,
  mayBeAsked,
  sealedPart,
} from '../../../../../shared/domain/cases/opinions/opinion.ts';
import { opinionCardOf } from '../../../../../shared/domain/cases/opinions/opinion-card.ts';
import { opinion } from '../../../../../shared/domain/cases/records/beside.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { addDays } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  anAppraisal,
  answering,
  asking,
  attempt,
  BROUGHT,
  CLAIM,
  conditional,
  consulted,
  DEFECTS,
  hashOf,
  MONDAY,
  moved,
  NOBODY_CONCERNED,
  opposed,
  PEOPLE,
  withHash,
} from '../../../../support/case-files.ts';

const DUE = '2026-05-18';
const both = (): CaseFile => moved(moved(consulted('declared'), asking('expert2')), { event: 'accept-opinion', by: 'expert2' });
const refusal = (done: ReturnType<typeof attempt>) => (done.ok ? 'none' : done.refusal.code);
const rule = (done: ReturnType<typeof attempt>) => (done.ok ? 'none' : done.refusal.faults?.[0]?.code);

describe('a specialist who may be asked', () => {
  const expert = { by: PEOPLE.expert, organisationIds: ['joint'], concerned: NOBODY_CONCERNED };
  it('has neither a tie nor another part in the case', () => {
    const file = aCaseIn('under_review');
    expect(mayBeAsked(file, expert)).toBe(true);
    expect(mayBeAsked(file, { ...expert, by: PEOPLE.intake })).toBe(false);
    expect(mayBeAsked(file, { ...expert, by: { ...PEOPLE.expert, personKey: PEOPLE.operator.personKey } })).toBe(false);
    expect(mayBeAsked(file, { ...expert, organisationIds: ['joint', 'startup'] })).toBe(false);
    const tied = [
      { memberKeys: [PEOPLE.expert.personKey] },
      { relatedKeys: [PEOPLE.expert.personKey] },
      { relatedOrganisations: ['joint'] },
      { relatedNames: [' 许 专'] },
    ];
    for (const more of tied) expect(mayBeAsked(file, { ...expert, concerned: { ...NOBODY_CONCERNED, ...more } })).toBe(false);
  });

  it('is asked once at a time, and never again after a conflict', () => {
    expect(mayBeAsked(consulted(), expert)).toBe(false);
    expect(mayBeAsked(consulted('given'), expert)).toBe(true);
    const declined = (ground: 'conflict' | 'no-time'): CaseFile =>
      moved(consulted(), { event: 'decline-opinion', by: 'expert', detail: { ground } });
    expect(mayBeAsked(declined('no-time'), expert)).toBe(true);
    expect(mayBeAsked(declined('conflict'), expert)).toBe(false);
  });

  it('under another account is the same person', () => {
    const again = { ...expert, by: { ...PEOPLE.expert, personId: 'xu-2' } };
    expect(mayBeAsked(consulted(), again)).toBe(false);
  });
});

describe('four eyes', () => {
  it('bars whoever gave an opinion from every other stage, and whoever acted elsewhere from giving one', () => {
    const given = consulted('given');
    expect(rule(attempt(given, { event: 'complete-review', by: { ...PEOPLE.expert, role: 'finance-reviewer' } }))).toBe(
      'acted-in-other-stage',
    );
    const asked = consulted();
    const acted = { event: 'admit', stage: 'intake', by: PEOPLE.expert, at: `${MONDAY}T02:00:00.000Z` } as const;
    const busy: CaseFile = { ...asked, record: { ...asked.record, acts: [...asked.record.acts, acted] } };
    expect(rule(attempt(busy, { event: 'accept-opinion', by: 'expert' }))).toBe('acted-in-other-stage');
  });

  it('lets a specialist with a tie decline, and nothing else', () => {
    const context = { concerned: { ...NOBODY_CONCERNED, memberKeys: ['key-of-lin', PEOPLE.expert.personKey] } };
    const file = consulted('declared');
    expect(rule(attempt(file, { event: 'give-opinion', by: 'expert', detail: answering(file), context }))).toBe('member-of-applicant');
    expect(attempt(file, { event: 'decline-opinion', by: 'expert', detail: { ground: 'conflict' }, context }).ok).toBe(true);
  });

  it('leaves asking to whoever has the review in hand', () => {
    expect(refusal(attempt(consulted('given'), { ...asking('expert2'), by: 'reviewer2' }))).toBe('not-assigned');
    expect(refusal(attempt(aCaseIn('decision_pending'), asking()))).toBe('case-state');
  });

  it('takes no specialist for somebody in charge of the case', () =>
    expect(consulted('given').record.assigned.map(({ by }) => by.role)).not.toContain('expert'));
});

describe('an opinion', () => {
  it('is sealed: its hash is that of all it says, and no step changes it', () => {
    const file = both();
    const given = moved(file, { event: 'give-opinion', by: 'expert', detail: answering(file) });
    const [mine] = given.opinions;
    expect(mine && opinion.parse(structuredClone(mine))).toEqual(mine);
    expect(mine?.sealHash).toBe(mine && hashOf(sealedPart(mine)));
    expect(mine && hashOf(sealedPart({ ...mine, verdict: 'support' }))).not.toBe(mine?.sealHash);
    expect(refusal(attempt(given, { event: 'give-opinion', by: 'expert', detail: answering(file) }))).toBe('opinion-unknown');
    expect(
      refusal(attempt(given, { event: 'withdraw-opinion', by: 'reviewer', detail: { opinionId: mine?.id ?? '', reason: '不合意' } })),
    ).toBe('opinion-unknown');
    const later = moved(given, { event: 'give-opinion', by: 'expert2', detail: answering(file, { verdict: 'oppose' }) });
    expect(later.opinions[0]).toBe(mine);
  });

  it('keeps the review open until every one that was asked for is given, declined or taken back', () => {
    const file = both();
    const one = moved(file, { event: 'give-opinion', by: 'expert', detail: answering(file) });
    const complete = { event: 'complete-review', by: 'reviewer', detail: { verdict: 'support', reason: '同意' } } as const;
    expect(refusal(attempt(one, complete))).toBe('opinion-open');
    const declined = moved(one, { event: 'decline-opinion', by: 'expert2', detail: { ground: 'no-time' } });
    expect(moved(declined, complete).record.state).toBe('decision_pending');
    const taken = moved(one, {
      event: 'withdraw-opinion',
      by: 'reviewer',
      detail: { opinionId: one.opinions[1]?.id ?? '', reason: '逾期' },
    });
    expect(moved(taken, complete).record.state).toBe('decision_pending');
  });

  it('counts for the matter it was given on, and each person once', () => {
    const given = consulted('given');
    const basis = hashOf(basisOf(given.record));
    const own = moved(given, { event: 'complete-review', by: 'reviewer' });
    expect(judgesOf(own.opinions, basis)).toBe(2);
    expect(judgesOf([...own.opinions, ...own.opinions], basis)).toBe(2);
    expect(judgesOf(own.opinions, hashOf('another'))).toBe(0);
    expect(judgesOf(consulted('declared').opinions, basis)).toBe(0);
    // A row that is struck leaves the matter what it was.
    const struck = moved(given, { event: 'strike-line', by: 'reviewer', detail: { lineId: 'l1', reason: '见专家意见' } });
    expect(judgesOf(struck.opinions, hashOf(basisOf(struck.record)))).toBe(1);
  });

  it('that opposes the matter has to be answered by each who approves it, for the office alone', () => {
    const file = opposed();
    const signing = (event: 'approve' | 'approve-conditional', reason: string) => {
      const { detail } = event === 'approve' ? { detail: withHash(file) } : conditional(file);
      return { event, by: 'approver', detail: { ...detail, reason } } as const;
    };
    for (const event of ['approve', 'approve-conditional'] as const) {
      expect(attempt(file, signing(event, ' '))).toMatchObject({
        ok: false,
        refusal: { code: 'opposition-unanswered', faults: [{ pointer: '/reason' }] },
      });
      const { approvals, decision } = moved(file, signing(event, '单价已另行询价核实')).record;
      expect([approvals[0]?.reason, decision?.reason]).toEqual(['单价已另行询价核实', '']);
    }
    const large = { ...file, record: { ...file.record, appraisal: anAppraisal({ computedFen: 30_000_000 }) } };
    expect(refusal(attempt(large, { event: 'approve-step', by: 'approver', detail: withHash(large) }))).toBe('opposition-unanswered');
  });

  it('opposes the matter it was given on, as its author said last', () => {
    const file = opposed();
    expect(isOpposed(file.record, hashOf)).toBe(true);
    expect(isOpposed({ ...file.record, claim: { ...CLAIM, contractNumber: 'KD-2026-19' } }, hashOf)).toBe(false);
    expect(isOpposed(consulted('given').record, hashOf)).toBe(false);
    const review = aCaseIn('under_review');
    const against = moved(review, { event: 'complete-review', by: 'reviewer', detail: { verdict: 'oppose', reason: '不符' } });
    expect(isOpposed(against.record, hashOf)).toBe(true);
    const back = moved(against, { event: 'send-back', by: 'approver', detail: { reason: '请再核' } });
    const today = addDays(MONDAY, 1);
    const other = moved(back, { event: 'complete-review', by: 'reviewer', detail: { verdict: 'support', reason: '已核' }, today });
    expect(isOpposed(other.record, hashOf)).toBe(false);
  });

  it('is not asked for any more once the case has ended', () => {
    const ended = moved(consulted(), { event: 'withdraw', by: 'signatory' });
    expect(ended.opinions).toMatchObject([{ state: 'withdrawn' }]);
    expect(expertsOf(ended)).toEqual([]);
    expect(ended.record.opinionDueOn).toBeNull();
  });

  it('waits while the case is with the applicant, and has its days anew when it comes back', () => {
    const away = moved(consulted('declared'), { event: 'return', by: 'reviewer', detail: DEFECTS });
    expect(refusal(attempt(away, { event: 'give-opinion', by: 'expert', detail: answering(away) }))).toBe('case-state');
    expect(attempt(away, { event: 'decline-opinion', by: 'expert', detail: { ground: 'no-time' } }).ok).toBe(true);
    const [asked] = away.opinions;
    const answers = away.corrections[0]?.defects.map(({ id }) => ({ defectId: id, kind: 'corrected' as const, text: '' })) ?? [];
    const today = addDays(MONDAY, 9);
    expect(asked && isLate(asked, away.record, today)).toBe(false);
    const claim = { ...CLAIM, contractNumber: 'KD-2' };
    const back = moved(away, { event: 'resubmit', by: 'signatory', detail: { answers }, brought: { ...BROUGHT, claim }, today });
    expect(back.opinions).toMatchObject([{ state: 'asked', dueOn: '2026-05-27' }]);
    expect(back.record.opinionDueOn).toBe('2026-05-27');
    // What was seen before is not what is judged now.
    expect(refusal(attempt(back, { event: 'give-opinion', by: 'expert', detail: answering(away), today }))).toBe('content-changed');
  });
});

describe('a day', () => {
  it('is five working days ahead unless it is named, and at most ten', () => {
    const due = (dueOn?: string) =>
      attempt(aCaseIn('under_review'), asking('expert', dueOn === undefined ? {} : { dueOn: dueOn as typeof MONDAY }));
    expect(consulted().opinions[0]?.dueOn).toBe(DUE);
    expect(due('2026-05-25').ok).toBe(true);
    for (const day of [MONDAY, '2026-05-10', '2026-05-26']) expect(refusal(due(day))).toBe('opinion-day-invalid');
  });

  it('is in time on its last day, and late after it', () => {
    const file = consulted();
    const asked = askedOf(file, PEOPLE.expert);
    expect(asked && isLate(asked, file.record, addDays(MONDAY, 7))).toBe(false);
    expect(asked && isLate(asked, file.record, addDays(MONDAY, 8))).toBe(true);
  });

  it('is told of before and after it, beside the day of the review', () => {
    const { record } = consulted();
    const told = timersOf(record).filter(({ event }) => event.startsWith('opinion'));
    expect(told).toEqual([
      { on: '2026-05-16', event: 'opinion-due' },
      { on: '2026-05-19', event: 'opinion-late' },
      { on: '2026-05-26', event: 'opinion-late' },
    ]);
    expect(nextTimer(record)).toEqual(told[0]);
    expect(timersOf(consulted('given').record).filter(({ event }) => event.startsWith('opinion'))).toEqual([]);
  });
});

it('stands in the list of its specialist without what is claimed', () => {
  const { record, opinions } = consulted();
  const card = opinions[0] && opinionCardOf(record, opinions[0]);
  expect(card).toEqual({
    caseId: 'case-1',
    opinionId: opinions[0]?.id,
    programmeName: record.programmeName,
    applicantName: record.applicant.name,
    // What is asked is told after the declaration.
    question: null,
    askedAt: `${MONDAY}T02:00:00.000Z`,
    dueOn: DUE,
    declared: false,
    givenAt: null,
    closedAt: null,
  });
});
