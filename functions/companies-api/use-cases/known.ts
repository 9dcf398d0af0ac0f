import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { type FieldGroupId, groupOfFact } from '../../../shared/domain/parties/field-groups.ts';
import { knownFacts, standingsOf } from '../../../shared/domain/parties/profile.ts';
import { sourcesOn } from '../../../shared/domain/parties/residence-facts.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';

type Reader = { readonly asOf?: CivilDate; readonly groups?: readonly FieldGroupId[] };

/**
 * What is said of a company, and what of it can be used for a question about a day. Freshness is that of the day where it lies ahead, so that
 * an answer given ahead is the one given on the day; for a day past it is that of today.
 * @param groups those the reader may see; left out: all
 */
export function knownOf(file: ProfileFile, { dictionary, reference }: LoadedCatalogue, now: Date, { asOf, groups }: Reader = {}) {
  const today = dayInShanghai(now);
  const visible = (fact: string): boolean => !groups || groups.some((group) => group === groupOfFact(fact));
  const day = asOf !== undefined && asOf > today ? asOf : today;
  const standings = standingsOf(sourcesOn(file, day), dictionary, day).filter(({ fact }) => visible(fact));
  return { today, standings, known: knownFacts(standings, dictionary, reference, asOf ?? today) };
}
