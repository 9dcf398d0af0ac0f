import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../../../shared/domain/cases/money/pay-case.ts';
import { coverStage, reassignStage, takeStage } from '../../../../../shared/domain/cases/people/assign.ts';
import type { Actor } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import {
  aCaseIn,
  aDraft,
  anAppraisal,
  attempt,
  BROUGHT,
  FINDING,
  HOLIDAYS,
  MONDAY,
  type Move,
  moved,
  NOBODY_CONCERNED,
  PEOPLE,
  sha256Hex,
  type Who,
} from '../../../../support/case-files.ts';

/** `who` in the role of a colleague. */
const standIn = (who: Who, principal: Who, uptoFen: number | null = null): Actor => {
  const { personId, personKey, name, role, organisationId } = PEOPLE[principal];
  return { ...PEOPLE[who], role, organisationId, onBehalf: { delegationId: 'd1', personId, personKey, name, uptoFen } };
};
const approve =
  (by: Actor, event: 'approve' | 'approve-step' = 'approve') =>
  (file: CaseFile): Move => ({ event, by, detail: { contentHash: file.record.contentHash ?? '' } });
const decided = () => aCaseIn('decision_pending');
const large = (): CaseFile =>
  [
    { event: 'submit', by: 'signatory', brought: { ...BROUGHT, appraisal: anAppraisal({ computedFen: 30_000_000 }) } },
    { event: 'accept-intake', by: 'intake' },
    { event: 'confirm', by: 'operator' },
    { event: 'admit', by: 'intake' },
    { event: 'complete-review', by: 'reviewer', detail: { verdict: 'support', reason: '同意' } },
  ].reduce((file, move) => moved(file, move as Move), aDraft());
const objected = () => aCaseIn('objection_review');
const DISMISS = { event: 'dismiss-objection', detail: FINDING } as const;
const refusalOf = (file: CaseFile, move: Move) => {
  const done = attempt(file, move);
  return done.ok ? undefined : [done.refusal.code, ...(done.refusal.faults ?? []).map(({ code }) => code)];
};
const tied = (file: CaseFile, more: Partial<typeof NOBODY_CONCERNED>, by: Actor): Move => ({
  ...approve(by)(file),
  context: { concerned: { ...NOBODY_CONCERNED, ...more } },
});

describe('a stand-in and whom they stand in for are one person to four eyes', () => {
  it('lets the stand-in decide, and keeps for whom with the act', () => {
    const by = standIn('payer', 'approver', 1_000_000_000);
    const file = moved(decided(), approve(by)(decided()));
    expect(file.record.acts.at(-1)).toMatchObject({ event: 'approve', by });
    expect(file.record.approvals.at(-1)?.by).toEqual(by);
  });

  it.each<[string, () => CaseFile, (file: CaseFile) => Move, string[]]>([
    ['who reviewed, through another', decided, approve(standIn('payer', 'reviewer')), ['four-eyes', 'represented-barred']],
    [
      'who admitted, through another',
      decided,
      approve({ ...standIn('payer', 'intake'), role: 'finance-approver' }),
      ['four-eyes', 'represented-barred'],
    ],
    [
      'who confirmed, through another',
      decided,
      approve({ ...standIn('payer', 'operator'), role: 'finance-approver' }),
      ['four-eyes', 'represented-barred'],
    ],
    ['who reviewed, for another', decided, approve(standIn('reviewer', 'approver')), ['four-eyes', 'acted-in-other-stage']],
    [
      'who signed for the applicant, for another',
      decided,
      approve(standIn('signatory', 'approver')),
      ['four-eyes', 'signed-for-applicant'],
    ],
    [
      'for a member of the applicant',
      decided,
      (file) => tied(file, { memberKeys: [PEOPLE.approver.personKey] }, standIn('payer', 'approver')),
      ['four-eyes', 'represented-barred'],
    ],
    [
      'for a relative by name',
      decided,
      (file) => tied(file, { relatedNames: [PEOPLE.approver.name] }, standIn('payer', 'approver')),
      ['four-eyes', 'represented-barred'],
    ],
    ['above the amount', decided, approve(standIn('payer', 'approver', 1)), ['above-authority', 'd1']],
    [
      'the second level for who signed the first',
      () => moved(large(), approve(PEOPLE.approver, 'approve-step')(large())),
      approve(standIn('payer', 'approver')),
      ['four-eyes', 'signed-before'],
    ],
    [
      'the second level by whom the first was signed for',
      () => moved(large(), approve(standIn('payer', 'approver'), 'approve-step')(large())),
      approve(PEOPLE.approver),
      ['four-eyes', 'signed-before'],
    ],
    [
      'the second level for another by who signed the first',
      () => moved(large(), approve(standIn('payer', 'approver'), 'approve-step')(large())),
      approve(standIn('payer', 'approver2')),
      ['four-eyes', 'signed-before'],
    ],
    [
      'what whoever is represented proposed',
      () => moved(objected(), { ...DISMISS, by: 'notice' }),
      () => ({ ...DISMISS, by: standIn('payer', 'notice') }),
      ['four-eyes', 'proposed-it'],
    ],
    [
      'what was proposed in one’s place',
      () => moved(objected(), { ...DISMISS, by: standIn('payer', 'notice') }),
      () => ({ ...DISMISS, by: 'notice' }),
      ['four-eyes', 'proposed-it'],
    ],
    [
      'the work of a colleague before it is taken over',
      () => moved(aCaseIn('under_review'), { event: 'return', by: 'reviewer', detail: { defects: [{ pointer: '/lines', text: '不清' }] } }),
      () => ({ event: 'cancel-correction', by: standIn('payer', 'reviewer'), detail: { reason: '误退' } }),
      ['not-assigned'],
    ],
  ])('refuses %s', (_what, file, move, refusal) => {
    const before = file();
    expect(refusalOf(before, move(before))).toEqual(refusal);
  });

  it('counts what was done in somebody’s place as theirs from then on', () => {
    const reviewed = moved(aCaseIn('under_review'), {
      event: 'complete-review',
      by: standIn('payer', 'reviewer2'),
      detail: { verdict: 'support', reason: '同意' },
    });
    const asApprover = (who: Who): Actor => ({ ...PEOPLE[who], role: 'finance-approver' });
    for (const who of ['payer', 'reviewer2'] as const)
      expect(refusalOf(reviewed, approve(asApprover(who))(reviewed))).toEqual(['four-eyes', 'acted-in-other-stage']);
    expect(refusalOf(reviewed, approve(PEOPLE.approver)(reviewed))).toBeUndefined();
  });

  const ASKED = { sha256Hex, holidays: HOLIDAYS, today: MONDAY };
  it('pays for nobody who decided', () => {
    const { record } = moved(decided(), approve(PEOPLE.approver)(decided()));
    const payer = { ...standIn('monitor', 'approver'), organisationIds: [] };
    expect(standingOf(record, payer, NOBODY_CONCERNED, ASKED).actedInCase).toEqual([payer.personKey]);
    expect(standingOf(record, { ...payer, onBehalf: standIn('monitor', 'payer').onBehalf }, NOBODY_CONCERNED, ASKED).actedInCase).toEqual(
      [],
    );
  });
});

describe('covering', () => {
  const context = { now: '2026-05-12T01:00:00.000Z', concerned: NOBODY_CONCERNED };
  const handler = (by: Actor, more = {}) => ({ by, organisationIds: [by.organisationId ?? ''], ...more });
  const stand = standIn('payer', 'reviewer');
  const taken = (): CaseFile => {
    const file = aCaseIn('under_review');
    const done = takeStage(file, 'review', handler(PEOPLE.reviewer), context);
    if (!done.ok) throw new Error(done.refusal.code);
    return { ...file, record: done.value };
  };
  const landed = (file: CaseFile, done: ReturnType<typeof takeStage>): CaseFile => {
    if (!done.ok) throw new Error(done.refusal.code);
    return { ...file, record: done.value };
  };
  const holders = ({ record }: CaseFile) => record.assigned.filter(({ stage }) => stage === 'review').map(({ by }) => by.name);

  it('moves what a colleague has to who stands in, and back', () => {
    const covered = landed(taken(), coverStage(taken(), 'review', handler(stand), context));
    expect([holders(covered), covered.record.acts.at(-1)]).toMatchObject([
      [PEOPLE.payer.name],
      { event: 'cover', stage: 'review', by: stand },
    ]);
    const back = landed(covered, takeStage(covered, 'review', handler(PEOPLE.reviewer), context));
    expect(holders(back)).toEqual([PEOPLE.reviewer.name]);
  });

  it.each<[string, Actor, object, string]>([
    ['without a delegation', PEOPLE.reviewer2, {}, 'not-delegated'],
    ['for somebody else', standIn('payer', 'reviewer2'), {}, 'not-delegated'],
    ['in another role', { ...stand, role: 'finance-approver' }, {}, 'not-your-role'],
    ['who is away too', stand, { away: true }, 'away'],
    ['who acted in another stage', { ...stand, personKey: PEOPLE.intake.personKey }, {}, 'four-eyes'],
  ])('is refused %s', (_what, by, more, code) => {
    expect(coverStage(taken(), 'review', handler(by, more), context)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('moves what one stand-in took on to the next, in the same role, and to nobody else', () => {
    const covered = landed(taken(), coverStage(taken(), 'review', handler(stand), context));
    const next = standIn('monitor', 'reviewer');
    const passed = landed(covered, coverStage(covered, 'review', handler(next), context));
    expect([holders(passed), passed.record.acts.at(-1)]).toMatchObject([
      [PEOPLE.monitor.name],
      { event: 'cover', stage: 'review', by: next },
    ]);
    expect(holders(landed(passed, takeStage(passed, 'review', handler(PEOPLE.reviewer), context)))).toEqual([PEOPLE.reviewer.name]);
    for (const by of [standIn('monitor', 'reviewer2'), PEOPLE.monitor, { ...next, role: 'finance-approver' }])
      expect(coverStage(covered, 'review', handler(by), context)).toMatchObject({ ok: false, refusal: { code: 'not-delegated' } });
    // What is theirs already is not taken over again.
    expect(coverStage(covered, 'review', handler(stand), context)).toMatchObject({ refusal: { code: 'not-delegated' } });
  });

  it('gives nothing new to whoever is away', () => {
    const free = aCaseIn('under_review');
    expect(takeStage(free, 'review', handler(PEOPLE.reviewer, { away: true }), context)).toMatchObject({ refusal: { code: 'away' } });
    const move = { from: PEOPLE.reviewer, to: handler(PEOPLE.reviewer2, { away: true }), reason: '休假', head: true };
    expect(reassignStage(taken(), 'review', handler(PEOPLE.monitor), move, context)).toMatchObject({ refusal: { code: 'away' } });
    const given = reassignStage(taken(), 'review', handler(PEOPLE.monitor), { ...move, to: handler(stand) }, context);
    expect(given).toMatchObject({ ok: true });
  });
});
