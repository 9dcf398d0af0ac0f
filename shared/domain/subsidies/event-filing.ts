import * as z from 'zod/mini';
import { type CivilDate, civilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldFault, RuleRefusal } from '../parties/refusal.ts';
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

/** Takes a plan on file at an instant; refuses one for a day that is today or past. */
export function fileEvent(
  plan: EventPlan,
  by: Pick<EventFiling, 'id' | 'organisationId' | 'filedBy'>,
  now: Date,
): Result<EventFiling, RuleRefusal<'event-refused'>> {
  const today = dayInShanghai(now);
  const fault =
    plan.plannedOn <= today ? LATE : Number(plan.plannedOn.slice(0, 4)) - Number(today.slice(0, 4)) > MOST_YEARS_AHEAD ? FAR : undefined;
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

/** Was it on file before the day it was held? The day of filing is a day in China. */
export const filedBeforeHeld = ({ filedAt }: Pick<EventFiling, 'filedAt'>, heldOn: CivilDate): boolean =>
  dayInShanghai(new Date(filedAt)) < heldOn;
