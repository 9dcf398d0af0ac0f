import type { InstrumentName } from '../cases/profiles.ts';
import type { Instrument, Programme } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';

type SubsidyKind = Bilingual & {
  /** The instrument of the programmes that pay it. */
  readonly instrument: Instrument;
  /** Whether the amount is counted from bills: then a claim without one line is no claim. */
  readonly countsBills: boolean;
};

/** The six subsidies (苏政办发〔2016〕150号 四(二)), each with the form its claims have. */
export const SUBSIDY_KINDS = {
  broadband: { zh: '宽带接入', en: 'Broadband', instrument: 'broadband_subsidy', countsBills: true },
  training: { zh: '教育培训', en: 'Training', instrument: 'training_subsidy', countsBills: false },
  mentoring: { zh: '导师服务', en: 'Mentoring', instrument: 'mentor_subsidy', countsBills: false },
  events: { zh: '创业活动', en: 'Events', instrument: 'event_subsidy', countsBills: true },
  rent: { zh: '办公用房', en: 'Office rent', instrument: 'rent_subsidy', countsBills: true },
  utilities: { zh: '用房、用水、用能', en: 'Premises, water and energy', instrument: 'utility_discount', countsBills: true },
} as const satisfies Record<string, SubsidyKind>;

export type ClaimKind = keyof typeof SUBSIDY_KINDS;
/** In the order in which they are offered. */
export const CLAIM_KINDS = Object.keys(SUBSIDY_KINDS) as [ClaimKind, ...ClaimKind[]];

/** 免申即享 beside the six: nobody writes such a claim. The system puts it together from facts others vouch for (`entitlement.ts`). */
export const ALL_CLAIM_KINDS = [...CLAIM_KINDS, 'automatic'] as const;
export type AnyClaimKind = (typeof ALL_CLAIM_KINDS)[number];

/** What a case of an instrument claims; undefined: it is no case of a subsidy. */
export const kindOfInstrument = (instrument: InstrumentName): AnyClaimKind | undefined =>
  instrument === 'automatic_subsidy' ? 'automatic' : CLAIM_KINDS.find((kind) => SUBSIDY_KINDS[kind].instrument === instrument);

/** The form in which a programme is claimed; undefined where it is none of the six subsidies. */
export const kindOfProgramme = ({ instrument }: Pick<Programme, 'instrument'>): ClaimKind | undefined =>
  CLAIM_KINDS.find((kind) => SUBSIDY_KINDS[kind].instrument === instrument);
