import type { Bilingual } from '../../../shared/domain/policy/text.ts';
import { touches } from './claim-parts.ts';
import type { CaseFileView } from './wire.ts';

type Known = Pick<CaseFileView, 'appraisal' | 'flags' | 'limits' | 'settled' | 'claim' | 'corrections'>;

/** A defect the system knows of by itself, at its place: a condition, a limit that is passed, a bill of a row with a flag nobody has answered. */
export type KnownDefect = { readonly pointer: string } & (
  | { readonly kind: 'failed' | 'unknown' | 'limit'; readonly text: Bilingual }
  | { readonly kind: 'flag'; readonly flags: readonly string[]; readonly row: number }
);

/** The last return that was answered; undefined: the next one is the first, which names all that is known. */
const lastReturn = ({ corrections }: Pick<Known, 'corrections'>) => corrections.findLast(({ state }) => state === 'resolved');

/** Has to be said of this place why it was not named before? The machine asks the same (guard `defects-new`). */
export function isOld(file: Known, pointer: string): boolean {
  const last = lastReturn(file);
  if (!last || touches(pointer, [...last.requestedChanges, ...last.unrequestedChanges])) return false;
  const fact = file.appraisal?.clauses.find(({ id }) => pointer === `/clauses/${id}`)?.fact;
  return !file.settled.some((one) => one.fact === fact && one.at > last.openedAt);
}

const rowsOf = (claim: unknown): readonly { readonly invoiceId?: unknown }[] => {
  const { lines } = (claim ?? {}) as { readonly lines?: unknown };
  return Array.isArray(lines) ? lines : [];
};

/** What is not met or not certain, what is beyond a limit of a place, and the bills that unanswered flags are about: each place once. */
export function knownDefects({ appraisal, flags, limits, claim }: Known): KnownDefect[] {
  const clauses = (appraisal?.clauses ?? []).flatMap(({ id, outcome, text }): KnownDefect[] =>
    outcome === 'met' ? [] : [{ pointer: `/clauses/${id}`, kind: outcome, text }],
  );
  const passed = limits.flatMap(({ pointer, text, exceeded }): KnownDefect[] =>
    exceeded && pointer !== '' ? [{ pointer, kind: 'limit', text }] : [],
  );
  const bills = rowsOf(claim).flatMap(({ invoiceId }, at): KnownDefect[] => {
    const open = flags
      .filter(({ about, answer }) => about === invoiceId && answer === null)
      .map(({ id }) => id.replace(`.${invoiceId}`, ''));
    return open.length === 0 ? [] : [{ pointer: `/lines/${at}/invoiceId`, kind: 'flag', flags: open, row: at + 1 }];
  });
  const all = [...clauses, ...passed, ...bills];
  return all.filter(({ pointer }, at) => all.findIndex((one) => one.pointer === pointer) === at);
}
