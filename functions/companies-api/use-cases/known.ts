import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { type FieldGroupId, groupOfFact } from '../../../shared/domain/parties/field-groups.ts';
import { knownFacts, standingsOf } from '../../../shared/domain/parties/profile.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';

type Reader = { readonly asOf?: CivilDate; readonly groups?: readonly FieldGroupId[] };

/**
 * What is said of a company today, and what of it can be used for a question about a day: freshness is always that of today.
 * @param groups those the reader may see; left out: all
 */
export function knownOf(file: ProfileFile, { dictionary, reference }: LoadedCatalogue, now: Date, { asOf, groups }: Reader = {}) {
  const today = dayInShanghai(now);
  const visible = (fact: string): boolean => !groups || groups.some((group) => group === groupOfFact(fact));
  const standings = standingsOf(file.sources, dictionary, today).filter(({ fact }) => visible(fact));
  return { today, standings, known: knownFacts(standings, dictionary, reference, asOf ?? today) };
}
