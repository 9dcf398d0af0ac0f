import type { CatalogueAnswer } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { useWords } from '../words/use-words.ts';

type Reference = CatalogueAnswer['reference'];

/** The divisions of the province, as the catalogue in force has them, and how to say one. */
export function useRegions(): { readonly reference: Reference | undefined; say(code: string | null): string } {
  const { of } = useWords();
  const reference = useResource<CatalogueAnswer>('/v1/catalogue/current').data?.reference;
  const name = (code: string): string => {
    const found = reference?.divisions.find((division) => division.code === code);
    return found ? of(found.name) : code;
  };
  const say = (code: string | null): string => {
    if (code === null) return '';
    const city = `${code.slice(0, 4)}00`;
    return city === code || code.endsWith('0000') ? name(code) : `${name(city)} ${name(code)}`;
  };
  return { reference, say };
}
