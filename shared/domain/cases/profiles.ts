import type { Role } from '../parties/kinds.ts';
import type { ExhaustedRule } from '../policy/handling-terms.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import type { CaseState, Stage } from './states.ts';

/** One limit: how long the state may last, and what silence does at its end. */
export interface Limit {
  readonly days: number;
  readonly unit: 'working-days' | 'calendar-days';
  /** `escalate`: it is shown as late and told to the head of the office; nothing is decided by silence. */
  readonly onSilence: 'lapse' | 'escalate' | 'accept' | 'pass';
  readonly confidence: Confidence;
  readonly source: string;
}

/** Who signs a decision of which amount, in this order; the last one that applies decides. */
export interface Level {
  readonly level: number;
  readonly role: Role;
  /** Amounts above this need the level; 0: always. */
  readonly fromFen: number;
}

/** What can have a limit: a state, and the time in which an appeal is decided, while the case stays in the end it is against. */
export type Limited = CaseState | 'appeal';

export interface Profile {
  readonly name: Bilingual;
  /** The states a case of this kind passes, in order; it may pass over a state only along an edge of the table. */
  readonly path: readonly CaseState[];
  readonly limits: Partial<Record<Limited, Limit>>;
  /** How many persons have to judge the matter under seal before the review is complete: the reviewer, and specialists for the rest. */
  readonly opinions: number;
  /** Whether a specialist judges without being told whose case it is. */
  readonly blindOpinions: boolean;
  readonly levels: readonly Level[];
  /** Who acts in the other stages of an office, in the order in which work is offered to them. */
  readonly roles: Partial<Record<Stage, readonly Role[]>>;
  /**
   * What its approval takes of what is available: `paid`: money, which then goes out (the path leads over `disbursing`) · `exposure`: a
   * capacity, which is used as long as the case runs and given back when it ends (a guarantee) · `none`: nothing of ours (a bank's own loan).
   */
  readonly money: 'paid' | 'exposure' | 'none';
  /** Whether the community or carrier has to confirm before it is admitted. */
  readonly confirmation: boolean;
  /** 免申即享: the system drafts, the applicant confirms, and it is admitted without a desk where every clause is met from trusted sources. */
  readonly automatic: boolean;
  /** What becomes of the cases a used-up budget does not suffice for, where the programme does not say. */
  readonly onBudgetExhausted: ExhaustedRule;
  /** Calendar days in which a decision can be appealed against; how long the appeal may take is a limit (`appeal`). */
  readonly appealDays: number;
}

const limit = (
  days: number,
  onSilence: Limit['onSilence'],
  confidence: Confidence,
  source: string,
  unit: Limit['unit'] = 'working-days',
): Limit => ({ days, unit, onSilence, confidence, source });

/** `reference.md` 6: time limits of each step. */
const SUBSIDY_LIMITS: Profile['limits'] = {
  draft: limit(60, 'lapse', 'invented', '-', 'calendar-days'),
  submitted: limit(2, 'accept', 'invented', '-'),
  completeness_check: limit(5, 'escalate', 'typical', '行政许可法 32 (S63)'),
  returned: limit(10, 'lapse', 'invented', '-'),
  under_review: limit(10, 'escalate', 'typical', '-'),
  decision_pending: limit(5, 'escalate', 'invented', '-'),
  // Where conditions name their own due dates, the latest of them counts instead.
  conditional: limit(30, 'lapse', 'invented', '-'),
  public_notice: limit(7, 'pass', 'sourced', 'S64', 'calendar-days'),
  objection_review: limit(10, 'escalate', 'invented', '-'),
  disbursing: limit(60, 'escalate', 'sourced', 'S65'),
  monitoring: limit(365, 'escalate', 'typical', '-', 'calendar-days'),
  // Of an administrative reconsideration: 自受理申请之日起六十日内. The appeal here is the office's own and takes no longer.
  appeal: limit(60, 'escalate', 'typical', '行政复议法（2023 修订）62', 'calendar-days'),
};

const SUBSIDY: Omit<Profile, 'name'> = {
  path: [
    'draft',
    'submitted',
    'completeness_check',
    'under_review',
    'decision_pending',
    'public_notice',
    'disbursing',
    'monitoring',
    'closed',
  ],
  limits: SUBSIDY_LIMITS,
  opinions: 1,
  // Bills, leases and contracts name the applicant, and a specialist has to know whom there must be no conflict with.
  blindOpinions: false,
  levels: [
    { level: 1, role: 'finance-approver', fromFen: 0 },
    // Above 200,000 yuan a second approver signs; a default of ours.
    { level: 2, role: 'finance-approver', fromFen: 20_000_001 },
  ],
  roles: {
    intake: ['intake-officer', 'scitech-officer'],
    review: ['finance-reviewer'],
    opinion: ['expert'],
    notice: ['notice-officer'],
    payment: ['finance-payer'],
    monitoring: ['finance-reviewer'],
    appeal: ['appeal-reviewer'],
  },
  money: 'paid',
  confirmation: true,
  automatic: false,
  onBudgetExhausted: 'waiting-list',
  appealDays: 60,
};

const subsidy = (zh: string, en: string): Profile => ({ ...SUBSIDY, name: { zh, en } });

/** An instrument is a profile of the one machine. */
export const PROFILES = {
  broadband_subsidy: subsidy('宽带接入补贴', 'Broadband subsidy'),
  training_subsidy: subsidy('教育培训补贴', 'Training subsidy'),
  mentor_subsidy: subsidy('导师服务补贴', 'Mentor subsidy'),
  event_subsidy: subsidy('创业活动补贴', 'Event subsidy'),
  rent_subsidy: subsidy('办公用房补贴', 'Rent subsidy'),
  utility_discount: subsidy('用水用能优惠', 'Water and energy discount'),
  /** 免申即享. */
  automatic_subsidy: {
    ...SUBSIDY,
    name: { zh: '免申即享补贴', en: 'Subsidy without application' },
    path: ['draft', 'submitted', 'completeness_check', 'decision_pending', 'public_notice', 'disbursing', 'monitoring', 'closed'],
    confirmation: false,
    automatic: true,
  },
} as const satisfies Record<string, Profile>;

export type InstrumentName = keyof typeof PROFILES;
export const INSTRUMENT_NAMES = Object.keys(PROFILES) as [InstrumentName, ...InstrumentName[]];

const ALL: Record<InstrumentName, Profile> = PROFILES;
export const profileOf = (instrument: InstrumentName): Profile => ALL[instrument];

/** States that only those cases pass whose profile has them on its path. */
const PASSED_OVER: readonly CaseState[] = ['due_diligence', 'public_notice', 'contracting', 'disbursing'];
/** May a case of this kind ever be in this state? */
export const knows = ({ path }: Profile, state: CaseState): boolean => !PASSED_OVER.includes(state) || path.includes(state);

/** The first of several targets that lies on the path of a profile; undefined: the profile knows none of them. */
export const targetOn = (profile: Profile, targets: readonly CaseState[]): CaseState | undefined =>
  profile.path.find((state) => targets.includes(state));

/** The levels that have to sign an amount, in their order. */
export const levelsFor = ({ levels }: Pick<Profile, 'levels'>, amountFen: number): readonly Level[] =>
  levels.filter(({ fromFen }) => amountFen >= fromFen);

/** Who acts in a stage of a case of this kind; undefined: nobody of an office. Who confirms is said by the case itself. */
export const rolesIn = ({ roles, levels }: Profile, stage: Stage): readonly Role[] | undefined =>
  stage === 'decision' ? [...new Set(levels.map(({ role }) => role))] : roles[stage];

/** May this role act in this stage of a case of this kind? In a stage that names no roles nobody of an office does: the confirming body's own. */
export const suits = (instrument: InstrumentName, stage: Stage, role: string): boolean =>
  rolesIn(profileOf(instrument), stage)?.some((one) => one === role) ?? false;
