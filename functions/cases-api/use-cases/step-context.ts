import { addWorkingDays, type HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { Concerned } from '../../../shared/domain/cases/four-eyes.ts';
import type { Actor, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { StepContext } from '../../../shared/domain/cases/step.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';

/** Who takes a step, as the case records it. */
export const actorOf = ({ who, grounds }: Allowed): Actor => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  role: grounds.role,
  organisationId: grounds.membership?.organisationId ?? null,
});

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/** Whom the case concerns now: who was pinned when it was handed in, and whoever belongs to the applicant today. */
export function concernedOf({ concern }: CaseRecord, applicant: OrganisationFile | undefined, { who }: Pick<Allowed, 'who'>): Concerned {
  const names = concern.relatedOrganisationNames.map(plain);
  return {
    memberKeys: [...concern.memberKeys, ...(applicant?.members ?? []).map(({ personKey }) => personKey)],
    relatedKeys: [],
    relatedNames: concern.relatedNames,
    relatedOrganisations: who.memberships
      .filter(({ organisationName }) => names.includes(plain(organisationName)))
      .map(({ organisationId }) => organisationId),
  };
}

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
