import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { inputsOf } from '../../../shared/domain/policy/fact-dictionary.ts';

/**
 * The questions to put for a fact: itself, or for a derived one the facts it follows from. The standing of a community is asked as it
 * is, since people know it and not its dates; what the product finds by itself is not asked at all.
 */
export function askedFor(id: string, dictionary: FactDictionary): string[] {
  const definition = dictionary.get(id);
  if (!definition?.asked) return [];
  const { derived } = definition;
  if (!derived || derived.kind === 'community-status') return [id];
  return inputsOf(derived).flatMap((input) => askedFor(input, dictionary));
}
