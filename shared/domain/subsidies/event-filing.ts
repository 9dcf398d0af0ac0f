import * as z from 'zod/mini';
import { type CivilDate, civilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldFault, RuleRefusal } from '../parties/refusal.ts';
import { plainText } from './claim-parts.ts';
import { fen, id, words } from './claim-rows.ts';

/** What is filed of an event before it is held. */
export const eventPlan = z.strictObject({
  title: words,
  category: z.string().check(z.minLength(1), z.maxLength(64)),
  plannedOn: civilDate,
  place: words,
  plannedSpendFen: fen,
});
export type EventPlan = z.infer<typeof eventPlan>;

/** An event on file: what was said of it, by whom and when. It is never changed; another plan is another filing. */
export const eventFiling = z.object({
  id,
  organisationId: id,
  ...eventPlan.shape,
  filedAt: z.string(),
  filedBy: id,
  version: z.int().check(z.positive()),
});
export type EventFiling = z.infer<typeof eventFiling>;

/** Nobody plans further ahead than this; a day beyond it is a slip of the pen. [invented] */
const MOST_YEARS_AHEAD = 2;

const LATE: FieldFault = {
  pointer: '/plannedOn',
  code: 'event-filed-late',
  detail: {
    zh: '活动须在举办前备案：计划日期必须晚于今天',
    en: 'an event is filed before it is held: the day planned must lie after today',
  },
};
const FAR: FieldFault = {
  pointer: '/plannedOn',
  code: 'event-too-far-ahead',
  detail: { zh: `计划日期最多在 ${MOST_YEARS_AHEAD} 年之内`, en: `the day planned must lie within ${MOST_YEARS_AHEAD} years` },
};

const again = ({ id: first, title, filedAt }: EventFiling): FieldFault => {
  const on = dayInShanghai(new Date(filedAt));
  return {
    pointer: '/title',
    code: 'event-filed-already',
    detail: {
      zh: `同一天的“${title}”已于 ${on} 备案（编号 ${first}）；同一场活动只备案一次，另一场请用不同的名称`,
      en: `“${title}” of the same day was filed on ${on} already (number ${first}); an event is filed once, and another one goes by another title`,
    },
  };
};

/** A title has 120 letters; a few of Unicode stand for a whole phrase each, and a key must end somewhere. */
const MOST_OF_TITLE = 200;

/**
 * Which event of an applicant it is: one title on one day. Not the place, which is easily written another way: who holds two events of one
 * title on a day tells them apart by their titles.
 */
export const eventKeyOf = ({ title }: Pick<EventPlan, 'title'>, on: CivilDate): string =>
  `${on}.${plainText(title).slice(0, MOST_OF_TITLE)}`;

function faultOf(plan: EventPlan, filings: readonly EventFiling[], today: CivilDate): FieldFault | undefined {
  const { plannedOn } = plan;
  if (plannedOn <= today) return LATE;
  if (Number(plannedOn.slice(0, 4)) - Number(today.slice(0, 4)) > MOST_YEARS_AHEAD) return FAR;
  const first = filings.find((one) => eventKeyOf(one, one.plannedOn) === eventKeyOf(plan, plannedOn));
  return first && again(first);
}

/**
 * Takes a plan on file at an instant; refuses one for a day that is today or past, and one of an event that is on file.
 * @param filings those the applicant has
 */
export function fileEvent(
  plan: EventPlan,
  by: Pick<EventFiling, 'id' | 'organisationId' | 'filedBy'>,
  filings: readonly EventFiling[],
  now: Date,
): Result<EventFiling, RuleRefusal<'event-refused'>> {
  const fault = faultOf(plan, filings, dayInShanghai(now));
  return fault ? refuse({ code: 'event-refused', faults: [fault] }) : ok({ ...by, ...plan, filedAt: now.toISOString(), version: 1 });
}

/** The filing a claim of an event names; null: it names one the applicant does not have; undefined: it names none, as claims of other kinds. */
export function filingNamedBy(
  claim: { readonly kind: string; readonly filingId?: string | undefined },
  filings: readonly EventFiling[],
): EventFiling | null | undefined {
  const { kind, filingId } = claim;
  return kind !== 'events' || filingId === undefined ? undefined : (filings.find(({ id: one }) => one === filingId) ?? null);
}

/** What else is on file for the day an event was planned for, or held: one event under two titles would be paid for twice. */
export const othersOfDay = (
  { id: own, plannedOn }: EventFiling,
  filings: readonly EventFiling[],
  heldOn = plannedOn,
): readonly EventFiling[] => filings.filter((one) => one.id !== own && (one.plannedOn === plannedOn || one.plannedOn === heldOn));

/** Was it on file before the day it was held? The day of filing is a day in China. */
export const filedBeforeHeld = ({ filedAt }: Pick<EventFiling, 'filedAt'>, heldOn: CivilDate): boolean =>
  dayInShanghai(new Date(filedAt)) < heldOn;
