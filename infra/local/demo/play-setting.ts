import { addWorkingDays, type HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { type Actor, SYSTEM } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { StepContext } from '../../../shared/domain/cases/step-context.ts';
import { addDays, type CivilDate, dayInShanghai, toEpochDay } from '../../../shared/domain/kernel/civil-date.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import type { Commitment } from '../../../shared/store/commit.ts';
import type { DemoSetting } from './demo-records.ts';
import { dayFrom, instantOn } from './relative-day.ts';

/** What the cases of the demo are played in: the demo, its catalogue and the days off. */
export interface PlaySetting extends DemoSetting {
  readonly catalogue: LoadedCatalogue;
  readonly holidays: HolidayLists;
}

/** One command of the past, as it is written now. */
export type DemoCommit = Pick<Commitment, 'writes' | 'entry'>;

/** Who had no words of their own had these. */
const NO_WORDS = '示例数据 example data';

/** The entry of a command in its chain: by whom and when it was, as the demo tells it. */
export const entryOf = (
  action: string,
  at: string,
  { personId, role, organisationId }: Actor,
  audit: Pick<Commitment['entry'], 'aggregate' | 'changed'>,
  reason = NO_WORDS,
): Commitment['entry'] => ({ ...audit, action, at, by: { personId, role, organisationId }, reason });

/** Offices are closed at the weekend: what would fall on it was done on the Friday before. 1970-01-01 was a Thursday. */
function openDay(day: CivilDate): CivilDate {
  const weekday = (toEpochDay(day) + 4) % 7;
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

const STEP_MS = 7 * 60_000;

/** The instant of the nth thing of a story; in the order of the story also where several fall on one day. The clock knows no weekend. */
export function momentOf({ today }: PlaySetting, distance: string, nth: number, byClock = false): Date {
  const day = dayFrom(today, distance);
  return new Date(Date.parse(instantOn(byClock ? day : openDay(day))) + nth * STEP_MS);
}

/** A person of the demo in a role, with the one organisation where they hold it; `public` is a role nobody is given. */
export function actorIn({ demo }: DemoSetting, personId: string | undefined, as: string | undefined): Actor {
  if (personId === undefined) return SYSTEM;
  const places = [...demo.members].flatMap(([organisationId, members]) =>
    members.filter(({ person }) => person.id === personId).map(({ person, roles }) => ({ organisationId, person, roles })),
  );
  const place = places.find(({ roles }) => as !== undefined && (as === 'public' || (roles as readonly string[]).includes(as)));
  if (!place || as === undefined) throw new Error(`nobody of the demo is ${personId} as ${as}`);
  const { personKey, name } = place.person;
  return { personId, personKey, name, role: as, organisationId: as === 'public' ? null : place.organisationId };
}

/** What the rules cannot know by themselves, for one step of a story. Ids count up, so that a story told again is the same. */
export function contextAt(
  { holidays, demo }: PlaySetting,
  { record }: CaseFile,
  by: Actor,
  now: Date,
  nth: number,
): Omit<StepContext, 'brought'> {
  const today = dayInShanghai(now);
  let made = 0;
  return {
    now: now.toISOString(),
    today,
    newId: () => {
      made += 1;
      return `${record.id}-${nth}-${made}`;
    },
    workingDaysAhead: (days) => {
      const due = addWorkingDays(today, days, holidays);
      return due.kind === 'day' ? due.day : due.notBefore;
    },
    concerned: {
      memberKeys: (demo.members.get(record.applicant.organisationId) ?? []).map(({ person }) => person.personKey),
      relatedKeys: record.concern.relatedKeys,
      relatedNames: record.concern.relatedNames,
      relatedOrganisations: [],
      hosts: record.concern.hostIds,
    },
    organisationIds: by.organisationId === null ? [] : [by.organisationId],
    missing: [],
    callOpen: true,
    holidays,
    sha256Hex,
    hashOf: contentHash,
  };
}
