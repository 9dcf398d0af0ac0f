import { describe, expect, it } from 'vitest';
import type { Concerned, FourEyesRule } from '../../../../../shared/domain/cases/people/four-eyes.ts';
import { type Actor, SYSTEM } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  aClause,
  actorOf,
  aDraft,
  anAppraisal,
  attempt,
  BROUGHT,
  conditional,
  FINDING,
  MONDAY,
  type Move,
  moved,
  NOBODY_CONCERNED,
  OTHER_PAYEE,
  PEOPLE,
  sha256Hex,
  UNMET,
  type Who,
} from '../../../../support/case-files.ts';

/** One natural person under another account, role or office. */
const alias = (who: Who, more: Partial<Actor>): Actor => ({ ...PEOPLE[who], personId: `${PEOPLE[who].personId}-2`, ...more });
const asApprover = (who: Who): Actor => alias(who, { role: 'finance-approver', organisationId: 'finance' });
const asReviewer = (who: Who): Actor => alias(who, { role: 'finance-reviewer', organisationId: 'finance' });
const asNotice = (who: Who): Actor => alias(who, { role: 'notice-officer', organisationId: 'scitech' });
const asAppeals = (who: Who): Actor => alias(who, { role: 'appeal-reviewer', organisationId: 'scitech' });
const asPayer = (who: Who): Actor => alias(who, { role: 'finance-payer', organisationId: 'finance' });
const asIntake = (who: Who): Actor => alias(who, { role: 'intake-officer', organisationId: 'scitech' });

type Rule = FourEyesRule | null;
interface Attack {
  readonly name: string;
  readonly file: () => CaseFile;
  readonly move: (file: CaseFile) => Move;
  readonly code: string;
  readonly rule: Rule;
}
const attack = (
  name: string,
  file: () => CaseFile,
  move: Move | ((file: CaseFile) => Move),
  code = 'four-eyes',
  rule: Rule = null,
): Attack => ({
  name,
  file,
  move: typeof move === 'function' ? move : () => move,
  code,
  rule,
});

const large = anAppraisal({ computedFen: 30_000_000 });
const inState = (state: CaseRecord['state'], more?: Partial<CaseRecord>) => () => aCaseIn(state, more);
const approve =
  (by: Who | Actor, event: 'approve' | 'approve-step' = 'approve') =>
  (file: CaseFile): Move => ({ event, by, detail: { contentHash: file.record.contentHash ?? '' } });
const because = { reason: '理由' };
const concerned = (more: Partial<Concerned>) => ({ concerned: { ...NOBODY_CONCERNED, ...more } });

/** Two levels have to sign 300,000 yuan; the first one has. */
const bigCase = (): CaseFile =>
  [
    { event: 'submit', by: 'signatory', brought: { ...BROUGHT, appraisal: large } },
    { event: 'accept-intake', by: 'intake' },
    { event: 'confirm', by: 'operator' },
    { event: 'admit', by: 'intake' },
    { event: 'complete-review', by: 'reviewer' },
  ].reduce((file, move) => moved(file, move as Move), aDraft());
const signedOnce = (): CaseFile => moved(bigCase(), approve('approver', 'approve-step')(bigCase()));
const payeeChanged = (): CaseFile => moved(signedOnce(), { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } });
const LATER = '2026-06-01' as CivilDate;

const refusing = (): CaseFile => {
  const file = aCaseIn('completeness_check');
  return { ...file, record: { ...file.record, appraisal: anAppraisal({ clauses: [aClause('registered', 'failed')] }) } };
};
const REFUSE: Move = { event: 'refuse-intake', by: 'intake', detail: { clauses: ['registered'], reason: '未注册' } };
const refusalProposed = (): CaseFile => moved(refusing(), REFUSE);
const dismissProposed = (): CaseFile => moved(aCaseIn('objection_review'), { event: 'dismiss-objection', by: 'notice', detail: FINDING });
const closeProposed = (): CaseFile => moved(aCaseIn('monitoring'), { event: 'close', by: 'monitor' });
const terminateProposed = (): CaseFile => moved(aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: because });
const appealed = (): CaseFile => moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: because });
const upheldAppeal = (): CaseFile => moved(appealed(), { ...APPEAL, brought: { holds: [] } });
const reviewedAnew = (): CaseFile => moved(upheldAppeal(), { ...REVIEW, by: 'reviewer2' });
const upheldObjection = (): CaseFile =>
  (['notice', 'notice2'] as const).reduce(
    (file, by) => moved(file, { event: 'uphold-objection', by, detail: FINDING }),
    aCaseIn('objection_review'),
  );
const ADMIT: Move = { event: 'admit', by: 'intake' };
const REVIEW: Move = { event: 'complete-review', by: 'reviewer' };
const APPEAL: Move = { event: 'uphold-appeal', by: 'appeals', detail: because };

/** The same person in every later stage, under another account and role. */
const ACROSS: readonly Attack[] = [
  attack('intake reviews', inState('under_review'), { ...REVIEW, by: asReviewer('intake') }, 'four-eyes', 'acted-in-other-stage'),
  attack('intake approves', inState('decision_pending'), approve(asApprover('intake')), 'four-eyes', 'acted-in-other-stage'),
  attack(
    'intake rejects',
    inState('decision_pending'),
    { event: 'reject', by: asApprover('intake'), detail: UNMET },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack('reviewer approves', inState('decision_pending'), approve(asApprover('reviewer')), 'four-eyes', 'acted-in-other-stage'),
  attack('reviewer signs the first level', bigCase, approve(asApprover('reviewer'), 'approve-step'), 'four-eyes', 'acted-in-other-stage'),
  attack(
    'reviewer approves on conditions',
    inState('decision_pending'),
    (file) => ({ ...conditional(file), by: asApprover('reviewer') }),
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'reviewer puts on the waiting list',
    inState('decision_pending'),
    { event: 'queue', by: asApprover('reviewer'), detail: because },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'reviewer sends back to themselves',
    inState('decision_pending'),
    { event: 'send-back', by: asApprover('reviewer'), detail: because },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack('confirming body approves', inState('decision_pending'), approve(asApprover('operator')), 'four-eyes', 'acted-in-other-stage'),
  attack(
    'confirming body admits',
    inState('completeness_check'),
    { ...ADMIT, by: asIntake('operator') },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'intake confirms for the body',
    () => ({ ...aCaseIn('completeness_check'), record: { ...aCaseIn('completeness_check').record, confirmation: null, assigned: [] } }),
    { event: 'confirm', by: alias('intake', { role: 'community-operator', organisationId: 'community' }) },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'approver settles the objection',
    inState('objection_review'),
    { event: 'dismiss-objection', by: asNotice('approver'), detail: FINDING },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'reviewer settles the objection',
    inState('objection_review'),
    { event: 'uphold-objection', by: asNotice('reviewer'), detail: FINDING },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'reviewer is the second person of the notice',
    dismissProposed,
    { event: 'dismiss-objection', by: asNotice('reviewer'), detail: FINDING },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'approver is the second person of the notice',
    dismissProposed,
    { event: 'dismiss-objection', by: asNotice('approver'), detail: FINDING },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'approver books the payment',
    inState('disbursing'),
    { event: 'pay-done', by: asPayer('approver') },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'reviewer books the payment',
    inState('disbursing'),
    { event: 'pay-done', by: asPayer('reviewer') },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack('reviewer monitors', inState('monitoring'), { event: 'close', by: 'reviewer' }, 'four-eyes', 'acted-in-other-stage'),
  attack('approver closes', inState('monitoring'), { event: 'close', by: asReviewer('approver') }, 'four-eyes', 'acted-in-other-stage'),
  attack('intake is the second to close', closeProposed, { event: 'close', by: asReviewer('intake') }, 'four-eyes', 'acted-in-other-stage'),
  attack(
    'reviewer is the second to terminate',
    terminateProposed,
    { event: 'terminate', by: asApprover('reviewer'), detail: because },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack('reviewer decides the appeal', appealed, { ...APPEAL, by: asAppeals('reviewer') }, 'four-eyes', 'acted-in-other-stage'),
  attack('approver decides the appeal', appealed, { ...APPEAL, by: asAppeals('approver') }, 'four-eyes', 'acted-in-other-stage'),
  attack(
    'intake decides the appeal',
    appealed,
    { ...APPEAL, event: 'dismiss-appeal', by: asAppeals('intake') },
    'four-eyes',
    'acted-in-other-stage',
  ),
  attack(
    'appeal reviewer reviews anew',
    () => moved(appealed(), { ...APPEAL, brought: { holds: [] } }),
    { ...REVIEW, by: asReviewer('appeals') },
    'four-eyes',
    'acted-in-other-stage',
  ),
];

const BOTH_SIDES: readonly Attack[] = [
  attack(
    'signatory takes it in',
    inState('submitted'),
    { event: 'accept-intake', by: asIntake('signatory') },
    'four-eyes',
    'signed-for-applicant',
  ),
  attack(
    'signatory confirms',
    inState('submitted'),
    { event: 'confirm', by: alias('signatory', { role: 'community-operator', organisationId: 'community' }) },
    'four-eyes',
    'signed-for-applicant',
  ),
  attack('signatory reviews', inState('under_review'), { ...REVIEW, by: asReviewer('signatory') }, 'four-eyes', 'signed-for-applicant'),
  attack('signatory approves', inState('decision_pending'), approve(asApprover('signatory')), 'four-eyes', 'signed-for-applicant'),
  attack(
    'signatory settles the objection',
    inState('objection_review'),
    { event: 'dismiss-objection', by: asNotice('signatory'), detail: FINDING },
    'four-eyes',
    'signed-for-applicant',
  ),
  attack('signatory decides their own appeal', appealed, { ...APPEAL, by: asAppeals('signatory') }, 'four-eyes', 'signed-for-applicant'),
  attack(
    'a member of the applicant admits',
    inState('completeness_check'),
    { ...ADMIT, context: concerned({ memberKeys: ['key-of-chen'] }) },
    'four-eyes',
    'member-of-applicant',
  ),
  attack(
    'a former member, pinned at submission, reviews',
    inState('under_review'),
    { ...REVIEW, context: concerned({ memberKeys: ['key-of-lin', 'key-of-qian'] }) },
    'four-eyes',
    'member-of-applicant',
  ),
  attack(
    'a member under an office account approves',
    inState('decision_pending'),
    (file) => ({ ...approve('approver')(file), context: { organisationIds: ['finance', 'startup'] } }),
    'four-eyes',
    'member-of-applicant',
  ),
  attack(
    'the community operator confirms its own claim',
    inState('submitted', { applicant: { ...aDraft().record.applicant, organisationId: 'community', kind: 'community_operator' } }),
    { event: 'confirm', by: 'operator' },
    'four-eyes',
    'member-of-applicant',
  ),
  attack(
    'an officer who reviewed changes the payee',
    inState('under_review', {}),
    (file) => ({
      event: 'change-payee',
      by: alias('intake', { role: 'signatory', organisationId: 'startup' }),
      brought: { payee: OTHER_PAYEE },
      today: file.record.submittedOn ?? MONDAY,
    }),
    'four-eyes',
    'acted-in-office',
  ),
  attack(
    'an officer who took it in withdraws it',
    inState('decision_pending'),
    { event: 'withdraw', by: alias('reviewer', { role: 'signatory', organisationId: 'startup' }) },
    'four-eyes',
    'acted-in-office',
  ),
];

/** Whoever objects is a party: neither of the office nor of the applicant. */
const OBJECT: Move = { event: 'object', by: 'citizen', detail: { text: '不符' } };
const asCitizen = (who: Who): Move => ({ ...OBJECT, by: alias(who, { role: 'public' }) });
const objectedBy = (who: Who) => (): CaseFile => moved(aCaseIn('public_notice'), asCitizen(who));
const upholdOwn = (by: Who): Move => ({ event: 'uphold-objection', by, detail: FINDING });
const OBJECTING: readonly Attack[] = [
  attack(
    'a notice officer dismisses their own objection',
    objectedBy('notice'),
    { event: 'dismiss-objection', by: 'notice', detail: FINDING },
    'four-eyes',
    'objected',
  ),
  attack(
    'and is the second person of it',
    () => moved(objectedBy('notice')(), upholdOwn('notice2')),
    upholdOwn('notice'),
    'four-eyes',
    'objected',
  ),
  attack(
    'who objected pays',
    () => ({ ...aCaseIn('disbursing'), record: { ...aCaseIn('disbursing').record, acts: objectedBy('payer')().record.acts } }),
    { event: 'pay-done', by: 'payer' },
    'four-eyes',
    'objected',
  ),
  attack('the reviewer objects', inState('public_notice'), asCitizen('reviewer'), 'four-eyes', 'handled-case'),
  attack('the approver objects', inState('public_notice'), asCitizen('approver'), 'four-eyes', 'handled-case'),
  attack('the signatory objects', inState('public_notice'), asCitizen('signatory'), 'four-eyes', 'signed-for-applicant'),
  attack(
    'a member of the applicant objects',
    inState('public_notice'),
    { ...OBJECT, context: concerned({ memberKeys: ['key-of-zhu'] }) },
    'four-eyes',
    'member-of-applicant',
  ),
  attack(
    'a member who is not pinned objects',
    inState('public_notice'),
    { ...OBJECT, context: { organisationIds: ['startup'] } },
    'four-eyes',
    'member-of-applicant',
  ),
];

const RELATED: readonly Attack[] = [
  attack(
    'a declared holder admits',
    inState('completeness_check'),
    { ...ADMIT, context: concerned({ relatedKeys: ['key-of-chen'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'the mentor of the claim reviews',
    inState('under_review'),
    { ...REVIEW, context: concerned({ relatedKeys: ['key-of-qian'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'somebody of the incubator the applicant sits in reviews',
    inState('under_review'),
    { ...REVIEW, context: { ...concerned({ hosts: ['incubator'] }), organisationIds: ['finance', 'incubator'] } },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a relative by name approves',
    inState('decision_pending'),
    (file) => ({ ...approve('approver')(file), context: concerned({ relatedNames: ['吴批'] }) }),
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a relative by a name with a space approves',
    inState('decision_pending'),
    (file) => ({ ...approve('approver')(file), context: concerned({ relatedNames: ['吴　批'] }) }),
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a relative by a name with an invisible character reviews',
    inState('under_review'),
    { ...REVIEW, context: concerned({ relatedNames: ['钱\u200b审'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a member of the seller reviews',
    inState('under_review'),
    { ...REVIEW, context: { ...concerned({ relatedOrganisations: ['telecom'] }), organisationIds: ['finance', 'telecom'] } },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'the landlord confirms',
    inState('submitted'),
    { event: 'confirm', by: 'operator', context: concerned({ relatedOrganisations: ['community'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a member of the training provider approves',
    inState('decision_pending'),
    (file) => ({
      ...approve('approver')(file),
      context: { ...concerned({ relatedOrganisations: ['school'] }), organisationIds: ['finance', 'school'] },
    }),
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'the seller by name books the payment',
    inState('disbursing'),
    { event: 'pay-done', by: 'payer', context: concerned({ relatedNames: ['蒋付'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a relative is the second person of the notice',
    dismissProposed,
    { event: 'dismiss-objection', by: 'notice2', detail: FINDING, context: concerned({ relatedKeys: ['key-of-he'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
  attack(
    'a relative decides the appeal',
    appealed,
    { ...APPEAL, context: concerned({ relatedNames: ['杨复'] }) },
    'four-eyes',
    'related-to-applicant',
  ),
];

const ALONE: readonly Attack[] = [
  attack('who proposed the refusal carries it out', refusalProposed, REFUSE, 'four-eyes', 'proposed-it'),
  attack('and with another account', refusalProposed, { ...REFUSE, by: asIntake('intake') }, 'four-eyes', 'proposed-it'),
  attack(
    'who proposed dismissal carries it out',
    dismissProposed,
    { event: 'dismiss-objection', by: 'notice', detail: FINDING },
    'four-eyes',
    'proposed-it',
  ),
  attack(
    'and as delegate of a colleague',
    dismissProposed,
    { event: 'dismiss-objection', by: alias('notice', { name: '何异' }), detail: FINDING },
    'four-eyes',
    'proposed-it',
  ),
  attack('who proposed the closing closes', closeProposed, { event: 'close', by: 'monitor' }, 'four-eyes', 'proposed-it'),
  attack(
    'who proposed termination terminates',
    terminateProposed,
    { event: 'terminate', by: 'approver', detail: because },
    'four-eyes',
    'proposed-it',
  ),
  attack(
    'a second person carries out something else',
    dismissProposed,
    { event: 'dismiss-objection', by: 'notice2', detail: { ...FINDING, reason: '另一理由' } },
    'proposal-differs',
  ),
  attack('one approver signs two levels', signedOnce, approve('approver'), 'four-eyes', 'signed-before'),
  attack('and the second with another account', signedOnce, approve(asApprover('approver')), 'four-eyes', 'signed-before'),
  attack('and the second on conditions', signedOnce, (file) => conditional(file), 'four-eyes', 'signed-before'),
  attack('an approver leaves the second level out', bigCase, approve('approver'), 'level-missing'),
  attack('a colleague admits what another took in', inState('completeness_check'), { ...ADMIT, by: 'intake2' }, 'not-assigned'),
  attack(
    'a second reviewer finishes what another began',
    () => moved(aCaseIn('under_review'), { event: 'answer-flag', by: 'reviewer', detail: because }),
    { ...REVIEW, by: 'reviewer2' },
    'not-assigned',
  ),
  attack(
    'both sides of a contract by one side',
    () => moved(aDraft({ state: 'contracting' }), { event: 'sign', by: 'signatory', detail: { documentHash: sha256Hex('contract') } }),
    {
      event: 'sign',
      by: { ...PEOPLE.citizen, personId: 'xu', personKey: 'key-of-xu', organisationId: 'startup' },
      detail: { documentHash: sha256Hex('contract') },
    },
    'four-eyes',
    'signed-other-side',
  ),
];

const REPLAYED: readonly Attack[] = [
  attack(
    'an approval after an edit of the payee',
    payeeChanged,
    (file) => ({
      ...approve('approver')(signedOnce()),
      today: LATER,
      detail: { contentHash: signedOnce().record.contentHash ?? '' },
      context: { callOpen: file.record.submittedAt !== null },
    }),
    'content-changed',
  ),
  attack(
    'the old first signature counts no more',
    payeeChanged,
    (file) => ({ ...approve('approver2')(file), today: LATER }),
    'level-missing',
  ),
  attack('a fresh signature before the payee has cooled off', payeeChanged, approve('approver2', 'approve-step'), 'payee-cooling-off'),
  attack(
    'an approval with the hash of another case',
    inState('decision_pending'),
    { event: 'approve', by: 'approver', detail: { contentHash: bigCase().record.contentHash ?? '' } },
    'content-changed',
  ),
  attack('an approval with no hash', inState('decision_pending'), { event: 'approve', by: 'approver' }, 'content-changed'),
  attack('an approval of what is approved', inState('public_notice'), approve('approver2'), 'case-state'),
  attack('a reviewer’s account approves', inState('decision_pending'), approve('reviewer2'), 'above-authority'),
  attack('the worker approves', inState('decision_pending'), approve('system'), 'not-your-role'),
  attack(
    'a person plays the worker’s part',
    inState('public_notice'),
    (file) => ({ event: 'notice-passed', by: 'notice', today: file.record.notice?.until ?? MONDAY }),
    'not-your-role',
  ),
];

/** What did not stand is judged by others. */
const OVERRULED: readonly Attack[] = [
  attack('reviewer reviews again after the appeal', upheldAppeal, REVIEW, 'four-eyes', 'decided-before'),
  attack('reviewer reviews again after the objection', upheldObjection, REVIEW, 'four-eyes', 'decided-before'),
  attack(
    'reviewer returns it again under another account',
    upheldAppeal,
    { event: 'return', by: alias('reviewer', {}), detail: { defects: [{ pointer: '/year', text: '年度' }] } },
    'four-eyes',
    'decided-before',
  ),
  attack(
    'who refused it refuses again',
    reviewedAnew,
    { event: 'reject', by: asApprover('approver'), detail: UNMET },
    'four-eyes',
    'decided-before',
  ),
  attack('who refused it approves', reviewedAnew, approve('approver'), 'four-eyes', 'decided-before'),
];

const ATTACKS = [...ACROSS, ...BOTH_SIDES, ...OBJECTING, ...RELATED, ...ALONE, ...REPLAYED, ...OVERRULED];

describe('attacks on four eyes', () => {
  it('are at least fifty, each by another name', () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
    expect(ATTACKS.length).toBeGreaterThanOrEqual(50);
  });

  it.each(ATTACKS)('$name: refused, and nothing has changed', ({ file: make, move, code, rule }) => {
    const file = make();
    const before = structuredClone(file);
    const done = attempt(file, move(file));
    expect(done).toMatchObject({ ok: false, refusal: { code, ...(rule && { faults: [{ code: rule }] }) } });
    expect(file).toEqual(before);
  });
});

describe('what four eyes allows', () => {
  const ALLOWED: readonly (readonly [string, () => CaseFile, (file: CaseFile) => Move])[] = [
    ['one person in one stage twice', inState('under_review'), () => REVIEW],
    ['a second approver after the first', signedOnce, (file) => approve('approver2')(file)],
    [
      'the first approver again, once a changed payee voided the signature',
      payeeChanged,
      (file) => ({ ...approve('approver', 'approve-step')(file), today: LATER }),
    ],
    ['a second person who carries out what the one in charge proposed', refusalProposed, () => ({ ...REFUSE, by: 'intake2' })],
    [
      'a relative of the applicant who objects',
      inState('public_notice'),
      () => ({ ...OBJECT, context: concerned({ relatedNames: ['朱民'] }) }),
    ],
    ['a second notice officer', dismissProposed, () => ({ event: 'dismiss-objection', by: 'notice2', detail: FINDING })],
    [
      'one person preparing, signing and withdrawing for the applicant',
      inState('decision_pending'),
      () => ({ event: 'withdraw', by: 'signatory' }),
    ],
    ['a colleague of the reviewer after an upheld appeal', upheldAppeal, () => ({ ...REVIEW, by: 'reviewer2' })],
    ['a colleague of who refused it', reviewedAnew, approve('approver2')],
    [
      'who approved what an objection overturned, when it was reviewed anew',
      () => moved(upheldObjection(), { ...REVIEW, by: 'reviewer2' }),
      approve('approver'),
    ],
    ['a namesake only of nobody', inState('under_review'), () => ({ ...REVIEW, context: concerned({ relatedNames: ['钱审核'] }) })],
    [
      'a person after a worker took it in',
      () => moved(aCaseIn('submitted'), { event: 'accept-intake', by: SYSTEM }),
      () => ({ event: 'return', by: 'intake', detail: { defects: [{ pointer: '/year', text: '年度' }] } }),
    ],
  ];
  it.each(ALLOWED)('%s', (_, make, move) => {
    const file = make();
    expect(attempt(file, move(file))).toMatchObject({ ok: true });
  });

  it('keeps a worker off the list of those in charge', () => {
    const file = moved(aCaseIn('submitted'), { event: 'accept-intake', by: SYSTEM });
    expect(file.record.assigned).toEqual([]);
    expect(file.record.acts.at(-1)?.by).toEqual(actorOf('system'));
  });
});
