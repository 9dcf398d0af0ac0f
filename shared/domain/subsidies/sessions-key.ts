import type { Hold } from '../cases/money/hold-row.ts';
import type { DraftOf } from './claim.ts';

/** Under which key a claim holds its sessions: those of one mentor at one firm in a year. Undefined: not told yet. */
export function sessionsKeyOf({ firm, mentor, year }: DraftOf<'mentoring'>, applicantId: string): string | undefined {
  if (!firm || mentor?.personKey === undefined || year === undefined) return undefined;
  return `sessions/${applicantId}/${firm.uscc}/${mentor.personKey}/${year}`;
}

/** A session as it is held: its day, and the paper it stands in, since one mentor may be at one firm twice on a day. */
export const sessionSlot = (on: string, logDocumentId: string): string => `${on}.${logDocumentId}`;
/** The day of a slot of a session; a month or a year is one word, and stays as it is. */
export const dayOfSlot = (slot: string): string => slot.split('.', 1)[0] ?? slot;

/** The days on which other claims of the applicant have this mentor at this firm. */
export function sessionDaysOf(
  claim: DraftOf<'mentoring'>,
  applicantId: string,
  others: readonly { readonly holds: readonly Hold[] }[],
): ReadonlySet<string> {
  const key = sessionsKeyOf(claim, applicantId);
  const held = others.flatMap(({ holds }) => holds).filter((hold) => hold.kind === 'slots' && hold.key === key);
  return new Set(held.flatMap(({ slots }) => [slots].flat().map((slot) => dayOfSlot(String(slot)))));
}
