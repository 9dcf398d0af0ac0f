import { addWorkingDays, type HolidayLists } from '../domain/calendar/working-days.ts';
import type { StepContext } from '../domain/cases/step-context.ts';
import { dayInShanghai } from '../domain/kernel/civil-date.ts';
import { sha256Hex } from './access-token.ts';
import { contentHash } from './content-hash.ts';

/** What the case machine needs for a step of no person: of a worker, or one that follows from the bank's word. Nobody's hands are looked at. */
export function systemStep(now: Date, holidays: HolidayLists, newId: () => string): StepContext {
  const today = dayInShanghai(now);
  return {
    now: now.toISOString(),
    today,
    brought: {},
    newId,
    workingDaysAhead: (days) => {
      const due = addWorkingDays(today, days, holidays);
      return due.kind === 'day' ? due.day : due.notBefore;
    },
    concerned: { memberKeys: [], relatedKeys: [], relatedNames: [], relatedOrganisations: [], hosts: [] },
    organisationIds: [],
    missing: [],
    callOpen: false,
    holidays,
    sha256Hex,
    hashOf: contentHash,
  };
}
