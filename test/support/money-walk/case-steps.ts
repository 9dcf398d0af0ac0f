import { UNMET } from '../subsidy-house.ts';
import { APPROVERS, INTAKE, NOTICE, PAYERS, REVIEWERS, type Shot, WHY } from './shot.ts';
import { type Known, todayOf, type World } from './world.ts';

const ACCOUNTS = ['9900583000000000025', '9900583000000000033'];

export interface Step {
  readonly weight: number;
  readonly states: readonly string[];
  readonly event: string;
  /** Who takes it in life; without any, the applicant. */
  readonly by?: readonly string[];
  readonly stage?: string;
  /** Where it would come to nothing, which is rarely tried. */
  readonly idle?: (known: Known) => boolean;
  readonly body?: (known: Known, world: World) => unknown;
  readonly done?: (known: Known, world: World, answer: Record<string, unknown>, shot: Shot) => void;
}

const promised = ({ id, programmeId }: Known, world: World): void => {
  const { oracle } = world;
  const budgetId = `${todayOf(world).slice(0, 4)}.finance.${programmeId}`;
  oracle.handedOut(budgetId);
  oracle.promise(id, budgetId);
};
const openObjection = ({ file }: Known): string => file.objections.find(({ state }) => state === 'open')?.id ?? 'none';
const withHash = ({ file }: Known) => ({ contentHash: file.contentHash ?? 'f'.repeat(64) });
const before = (world: World, days: number): string => new Date(Date.parse(todayOf(world)) + days * 86_400_000).toISOString().slice(0, 10);
const OPEN = ['submitted', 'completeness_check', 'under_review', 'decision_pending'];
const LEFT = [...OPEN, 'returned', 'conditional', 'public_notice', 'objection_review', 'disbursing'];

const appealed = ({ file }: Known): boolean => file.appeals.length > 0;
const notAppealed = ({ file }: Known): boolean => !file.appeals.some(({ state }) => state === 'filed');
const isProposed = ({ file }: Known): boolean => file.proposal !== null;
const isHeld = ({ file }: Known): boolean => file.halted;
/** Steps of a case: what is likely where, and how likely. */
export const STEPS: readonly Step[] = [
  { weight: 20, states: ['draft'], event: 'submit' },
  {
    weight: 20,
    states: ['submitted', 'completeness_check'],
    event: 'confirm',
    by: ['operator'],
    stage: 'confirmation',
    idle: ({ file }) => file.confirmation !== null,
    body: () => ({}),
  },
  { weight: 20, states: ['submitted'], event: 'accept-intake', by: INTAKE, stage: 'intake' },
  {
    weight: 20,
    states: ['completeness_check'],
    event: 'admit',
    by: INTAKE,
    stage: 'intake',
    idle: ({ file }) => file.confirmation === null,
  },
  {
    weight: 1,
    states: ['completeness_check'],
    event: 'return',
    by: INTAKE,
    stage: 'intake',
    body: () => ({ defects: [{ pointer: '/contractNumber', text: '不清楚' }] }),
  },
  {
    weight: 12,
    states: ['returned'],
    event: 'resubmit',
    body: ({ file }) => ({
      answers: (file.openCorrections[0]?.defects ?? []).map(({ id }) => ({ defectId: id, kind: 'disputed', text: '清楚' })),
    }),
  },
  { weight: 3, states: ['returned'], event: 'cancel-correction', by: INTAKE, stage: 'intake', body: () => WHY },
  { weight: 0.7, states: ['completeness_check'], event: 'refuse-intake', by: INTAKE, stage: 'intake', body: () => UNMET },
  {
    weight: 2,
    states: ['under_review'],
    event: 'strike-line',
    by: REVIEWERS,
    stage: 'review',
    body: (_known, { dice }) => ({ lineId: dice.oneOf(['l1', 'l2']), ...WHY }),
    done: ({ id }, { oracle }, _answer, { body }) => oracle.strike(id, (body as { lineId: string }).lineId),
  },
  {
    weight: 3,
    states: ['under_review'],
    event: 'restore-line',
    by: REVIEWERS,
    stage: 'review',
    body: (_known, { dice }) => ({ lineId: dice.oneOf(['l1', 'l2']) }),
    done: ({ id }, { oracle }, _answer, { body }) => oracle.restore(id, (body as { lineId: string }).lineId),
  },
  { weight: 1, states: ['under_review'], event: 'recount', by: REVIEWERS, stage: 'review' },
  {
    weight: 20,
    states: ['under_review'],
    event: 'complete-review',
    by: REVIEWERS,
    stage: 'review',
    body: () => ({ verdict: 'support', ...WHY }),
  },
  { weight: 16, states: ['decision_pending'], event: 'approve', by: APPROVERS, stage: 'decision', body: withHash, done: promised },
  {
    weight: 4,
    states: ['decision_pending'],
    event: 'approve-conditional',
    by: APPROVERS,
    stage: 'decision',
    body: (known, world) => ({
      ...withHash(known),
      conditions: [{ text: '补齐合同', dueOn: before(world, 20), checkerRole: 'finance-reviewer' }],
    }),
    done: promised,
  },
  { weight: 0.7, states: ['decision_pending'], event: 'reject', by: APPROVERS, stage: 'decision', body: () => UNMET },
  { weight: 1, states: ['decision_pending'], event: 'send-back', by: APPROVERS, stage: 'decision', body: () => WHY },
  { weight: 1, states: ['decision_pending'], event: 'queue', by: APPROVERS, stage: 'decision', body: () => WHY },
  { weight: 12, states: ['conditional'], event: 'report-conditions', body: () => ({ ...WHY, evidence: ['contract'] }) },
  {
    weight: 12,
    states: ['conditional'],
    event: 'satisfy',
    by: REVIEWERS,
    stage: 'monitoring',
    body: ({ file }) => ({ met: file.conditions.map(({ id }) => ({ conditionId: id, evidence: ['contract'] })) }),
  },
  { weight: 3, states: ['conditional'], event: 'return-conditions', by: REVIEWERS, stage: 'monitoring', body: () => WHY },
  ...(['dismiss-objection', 'uphold-objection', 'reject-on-objection'] as const).map(
    (event): Step => ({
      weight: event === 'dismiss-objection' ? 14 : 1,
      states: ['objection_review'],
      event,
      by: NOTICE,
      stage: 'notice',
      body: (known) => ({ objectionId: openObjection(known), ...WHY }),
    }),
  ),
  { weight: 1, states: ['disbursing'], event: 'cancel-payment', by: PAYERS, stage: 'payment', body: () => WHY },
  {
    weight: 2,
    states: ['disbursing'],
    event: 'keep-payment',
    idle: (known) => !isProposed(known),
    by: PAYERS,
    stage: 'payment',
    body: () => WHY,
  },
  { weight: 1, states: ['disbursing', 'monitoring'], event: 'terminate', by: APPROVERS, stage: 'decision', body: () => WHY },
  { weight: 3, states: ['monitoring'], event: 'close', by: REVIEWERS, stage: 'monitoring', body: () => ({}) },
  { weight: 0.5, states: LEFT, event: 'withdraw', body: () => WHY },
  {
    weight: 0.5,
    states: [...OPEN, 'conditional', 'public_notice', 'disbursing'],
    event: 'change-payee',
    body: (_known, { dice }) => ({ bankName: '示例银行', bankAccount: dice.oneOf(ACCOUNTS) }),
  },
  { weight: 6, states: ['ineligible', 'rejected', 'terminated'], event: 'appeal', idle: appealed, body: () => WHY },
  {
    weight: 6,
    states: ['ineligible', 'rejected', 'terminated'],
    event: 'uphold-appeal',
    by: ['appeals'],
    stage: 'appeal',
    idle: notAppealed,
    body: () => WHY,
  },
  {
    weight: 2,
    states: ['ineligible', 'rejected', 'terminated'],
    event: 'dismiss-appeal',
    by: ['appeals'],
    stage: 'appeal',
    idle: notAppealed,
    body: () => WHY,
  },
  { weight: 1, states: [...OPEN, 'disbursing'], event: 'take', by: [...INTAKE, ...REVIEWERS, ...APPROVERS, ...PAYERS] },
  {
    weight: 1,
    states: [...OPEN, 'disbursing'],
    event: 'hold',
    idle: isHeld,
    by: [...REVIEWERS, ...APPROVERS, ...PAYERS],
    body: (_known, world) => ({ ground: '等待核实', until: before(world, 3) }),
  },
  {
    weight: 3,
    states: [...OPEN, 'disbursing'],
    event: 'lift-hold',
    idle: (known) => !isHeld(known),
    by: [...REVIEWERS, ...APPROVERS, ...PAYERS],
  },
];
