import type { CaseRecord } from '../records.ts';
import type { Brought, FlagRaised } from '../step-input.ts';

type Flags = CaseRecord['flags'];

/** What the reviewer has to answer of what is on record and what is raised now; what was answered stays so. */
export const flagsRaised = (known: Flags, flags: readonly FlagRaised[]): Flags => [
  ...known,
  ...flags.filter(({ id }) => !known.some((one) => one.id === id)).map(({ id, about }) => ({ id, about, answer: null })),
];

/**
 * The flags of a claim that is handed in again: its own, and of a bill it still names whatever is on record, since only a look at all applicants
 * raises some of them. An answer is about a bill as it was: where the claim names it otherwise, it is to be given again.
 */
export function flaggedAnew(known: Flags, { flags = [], bills = [] }: Pick<Brought, 'flags' | 'bills'>): Flags {
  const named = new Map(bills.map(({ id, same }) => [id, same]));
  const kept = known.filter(({ id, about }) => named.has(about) || flags.some((one) => one.id === id));
  const asked = kept.map((flag) => (named.get(flag.about) === false ? { ...flag, answer: null } : flag));
  return flagsRaised(asked, flags);
}
