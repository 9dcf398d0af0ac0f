import { addWorkingDays, type HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { StepContext } from '../../../shared/domain/cases/step.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import { actorOf, concernedOf } from '../../../shared/http/case-people.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';

export { actorOf, concernedOf };

interface Known {
  readonly record: CaseRecord;
  readonly applicant: OrganisationFile | undefined;
  readonly holidays: HolidayLists;
  readonly budget?: Budget | undefined;
}

/** What the rules cannot know by themselves, for one request. */
export function contextOf(request: Allowed, { record, applicant, holidays, budget }: Known): Omit<StepContext, 'brought'> {
  const { now, who } = request;
  const today = dayInShanghai(now);
  return {
    now: now.toISOString(),
    today,
    newId,
    workingDaysAhead: (days) => {
      const due = addWorkingDays(today, days, holidays);
      return due.kind === 'day' ? due.day : due.notBefore;
    },
    concerned: concernedOf(record, applicant, request),
    organisationIds: who.memberships.map(({ organisationId }) => organisationId),
    missing: [],
    callOpen: true,
    holidays,
    ...(budget && { budget }),
    sha256Hex,
    hashOf: contentHash,
  };
}
