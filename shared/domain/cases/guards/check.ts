import type { HolidayLists } from '../../calendar/working-days.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { FieldFault as Fault } from '../../parties/refusal.ts';
import { FIELD_REFUSALS } from '../common-refusals.ts';
import type { Actor } from '../records/actor.ts';
import type { CaseFile } from '../records.ts';
import type { CaseRefusalCode } from '../refusals.ts';
import type { Brought, StepDetail, StepInput } from '../step-input.ts';
import type { GuardName } from './guard-words.ts';

/** What a guard looks at: the case as it would stand with what this step brings, who wants to take it, and the day. */
export interface View {
  readonly file: CaseFile;
  readonly by: Actor;
  readonly detail: StepDetail;
  readonly today: CivilDate;
  readonly now: string;
  /** Said by the claim's own rules: what is missing or wrong, by JSON pointer into the claim. */
  readonly missing: readonly Fault[];
  readonly callOpen: boolean;
  /** Why it is not, by JSON pointer into the claim. */
  readonly closed?: readonly Fault[];
  readonly brought: Brought;
  /** What the approval draws from, where many are approved at once. */
  readonly run?: object;
  readonly line?: StepInput['line'];
  readonly workingDaysAhead: (days: number) => CivilDate;
  readonly hashOf: (value: unknown) => string;
  readonly holidays: HolidayLists;
}

/** What a guard asks, and what is answered when it does not hold. */
export type Check = {
  readonly code: CaseRefusalCode;
  readonly holds: (view: View) => boolean;
  readonly faults?: (view: View) => readonly Fault[];
};
/** The guards of one subject. */
export type Checks = Partial<Record<GuardName, Check>>;

/** A refusal that is about one field of what was said, in its own words. */
export const onField = (pointer: string, code: keyof typeof FIELD_REFUSALS) => (): Fault[] => [
  { pointer, code, detail: FIELD_REFUSALS[code] },
];
