import { useMemo } from 'react';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import type { CatalogueAnswer } from '../api/types.ts';
import { type Resource, useResource } from '../api/use-resource.ts';
import { useCommunities } from './use-communities.ts';
import { useWords } from './use-words.ts';
import type { Lexicon } from './values.ts';

/** The dictionary, the regions and the names of programmes of the catalogue in force, to say values in words. */
export function useLexicon(): Resource<CatalogueAnswer> & { readonly lexicon: Lexicon | undefined } {
  const words = useWords();
  const resource = useResource<CatalogueAnswer>('/v1/catalogue/current');
  const communities = useCommunities();
  const { data } = resource;
  const lexicon = useMemo<Lexicon | undefined>(
    () =>
      data && {
        dictionary: toDictionary(data.facts),
        reference: data.reference,
        words,
        ...(communities && { communities }),
        names: Object.fromEntries(data.programmes.map((programme) => [programme.id, words.of(programme.name)])),
      },
    [data, words, communities],
  );
  return { ...resource, lexicon };
}
