import type { HolidayLists } from '../domain/calendar/working-days.ts';
import type { CaseRecord } from '../domain/cases/records.ts';
import type { StepContext } from '../domain/cases/step-context.ts';
import type { Budget } from '../domain/ledger/records.ts';
import type { Member } from '../domain/parties/records.ts';
import { concernedOf } from './case-people.ts';
import type { Allowed } from './request.ts';
import { systemStep } from './system-step.ts';

/** What was read for one step of a case. */
export interface Known {
  readonly record: CaseRecord;
  /** Who belongs to the applicant today; undefined where it is known as pinned alone. */
  readonly applicant: { readonly members: readonly Pick<Member, 'personKey'>[] } | undefined;
  readonly holidays: HolidayLists;
  readonly budget?: Budget | undefined;
}

/** What the case machine needs for a step of a person: what follows from time, and whose hands it is in. */
export function personStep(request: Allowed, { record, applicant, holidays, budget }: Known, newId: () => string): StepContext {
  return {
    ...systemStep(request.now, holidays, newId),
    concerned: concernedOf(record, applicant, request),
    organisationIds: request.who.memberships.map(({ organisationId }) => organisationId),
    callOpen: true,
    ...(budget && { budget }),
  };
}
