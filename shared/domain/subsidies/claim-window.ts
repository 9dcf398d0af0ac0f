import { addMonths, type CivilDate } from '../kernel/civil-date.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import type { Confidence } from '../policy/text.ts';

/** When a year's costs may be claimed, both ends included, and how far that rule can be trusted. */
export type ClaimWindow = {
  /** First and last day of the costs. */
  readonly costsFrom: CivilDate;
  readonly costsTo: CivilDate;
  /** Last day to hand in. */
  readonly submitTo: CivilDate;
  readonly confidence: Confidence;
};

/** Where a programme does not say: until the end of March of the year after. [invented] */
const USUAL = { submitMonthsAfterYear: 3, confidence: 'invented' } as const;

/** The window for the costs of a calendar year under a version of a programme. */
export function claimWindowOf({ claimWindow = USUAL }: Pick<ProgrammeVersion, 'claimWindow'>, year: number): ClaimWindow {
  const day = (of: number, monthAndDay: string) => `${of}-${monthAndDay}` as CivilDate;
  const yearEnd = day(year, '12-31');
  return {
    costsFrom: day(year, '01-01'),
    costsTo: yearEnd,
    submitTo: addMonths(yearEnd, claimWindow.submitMonthsAfterYear),
    confidence: claimWindow.confidence,
  };
}

export const within = (day: CivilDate, { costsFrom, costsTo }: ClaimWindow): boolean => costsFrom <= day && day <= costsTo;
