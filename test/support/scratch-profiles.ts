import { INSTRUMENT_NAMES, type InstrumentName, PROFILES, type Profile } from '../../shared/domain/cases/profiles.ts';
import type { CaseState } from '../../shared/domain/cases/states.ts';

/**
 * Kinds of case the kernel has to carry beside the subsidies, as a later instrument would bring them: a row of the table and nothing else. Their
 * figures are made for these tests and say nothing of any policy.
 */
const limit = (days: number, onSilence: 'lapse' | 'escalate' | 'pass' | 'accept') =>
  ({ days, unit: 'working-days', onSilence, confidence: 'invented', source: '-' }) as const;

const LIMITS: Profile['limits'] = {
  ...PROFILES.broadband_subsidy.limits,
  due_diligence: limit(20, 'escalate'),
  contracting: limit(30, 'lapse'),
};
const OPENING = ['draft', 'submitted', 'completeness_check', 'under_review'] as const satisfies readonly CaseState[];

const BASE: Omit<Profile, 'path' | 'levels' | 'roles' | 'money'> = {
  name: { zh: '试用', en: 'Scratch' },
  limits: LIMITS,
  opinions: 1,
  blindOpinions: false,
  confirmation: false,
  automatic: false,
  onBudgetExhausted: 'waiting-list',
  appealDays: 60,
};
const OFFICE: Profile['roles'] = {
  intake: ['intake-officer'],
  opinion: ['expert'],
  notice: ['notice-officer'],
  payment: ['finance-payer'],
  appeal: ['appeal-reviewer'],
};

const SCRATCH = {
  /** Equity: two judges under seal, due diligence, three levels of three roles, a contract, money in instalments. */
  scratch_equity: {
    ...BASE,
    opinions: 2,
    blindOpinions: true,
    path: [...OPENING, 'due_diligence', 'decision_pending', 'contracting', 'disbursing', 'monitoring', 'closed'],
    levels: [
      { level: 1, role: 'investment-partner', fromFen: 0 },
      { level: 2, role: 'fund-manager', fromFen: 0 },
      { level: 3, role: 'guidance-officer', fromFen: 20_000_001 },
    ],
    roles: {
      ...OFFICE,
      review: ['finance-reviewer'],
      diligence: ['guarantee-officer'],
      contract: ['fund-manager'],
      monitoring: ['fund-manager'],
    },
    money: 'paid',
  },
  /** Guidance money: on public notice first, then a contract, then paid at once. */
  scratch_guidance: {
    ...BASE,
    path: [...OPENING, 'decision_pending', 'public_notice', 'contracting', 'disbursing', 'monitoring', 'closed'],
    levels: [
      { level: 1, role: 'guidance-officer', fromFen: 0 },
      { level: 2, role: 'finance-approver', fromFen: 0 },
    ],
    roles: { ...OFFICE, review: ['guidance-officer'], contract: ['fund-manager'], monitoring: ['guidance-officer'] },
    money: 'paid',
  },
  /** A guarantee: uses up a capacity while it runs, and pays nothing. */
  scratch_guarantee: {
    ...BASE,
    path: [...OPENING, 'due_diligence', 'decision_pending', 'contracting', 'monitoring', 'closed'],
    levels: [{ level: 1, role: 'fund-manager', fromFen: 0 }],
    roles: {
      ...OFFICE,
      review: ['guarantee-officer'],
      diligence: ['guarantee-officer'],
      contract: ['fund-manager'],
      monitoring: ['guarantee-officer'],
    },
    money: 'exposure',
  },
  /** A bank's own loan: nothing of ours is taken. */
  scratch_loan: {
    ...BASE,
    path: [...OPENING, 'decision_pending', 'public_notice', 'monitoring', 'closed'],
    levels: [{ level: 1, role: 'finance-approver', fromFen: 0 }],
    roles: { ...OFFICE, review: ['finance-reviewer'], monitoring: ['finance-reviewer'] },
    money: 'none',
  },
} as const satisfies Record<string, Profile>;

/** Puts them into the table, for the tests of this file alone: a new kind of case is no more than that. */
Object.assign(PROFILES, SCRATCH);

export const SCRATCH_NAMES = Object.keys(SCRATCH) as unknown as readonly InstrumentName[];
export const scratch = (name: keyof typeof SCRATCH): InstrumentName => name as unknown as InstrumentName;
/** Every kind of case there is, and those that may come. */
export const ALL_NAMES: readonly InstrumentName[] = [...INSTRUMENT_NAMES, ...SCRATCH_NAMES];
