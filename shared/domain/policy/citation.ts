import type { Clause } from './text.ts';

/** A source's place, as the reader sees it. */
export type Citation = {
  readonly ref: string;
  readonly title: string | null;
  readonly year: number | null;
  readonly url: string | null;
  readonly article: string | null;
  readonly quote: string;
};

/** In the place of a document: a rule that stands in none that we know. What is quoted there is a note of whoever wrote it down, no wording. */
export const NOWHERE = '-';

/** Whether there is a document to read. */
export const isWritten = ({ ref }: Pick<Citation, 'ref'>): boolean => ref !== NOWHERE;

type Source = Pick<Citation, 'ref' | 'title' | 'year' | 'url'>;

/** A clause with the document it stands in; null where there is no clause. */
export function cite({ sources }: { readonly sources: readonly Source[] }, clause: Clause): Citation;
export function cite({ sources }: { readonly sources: readonly Source[] }, clause: Clause | undefined): Citation | null;
export function cite({ sources }: { readonly sources: readonly Source[] }, clause: Clause | undefined): Citation | null {
  if (!clause) return null;
  const source = sources.find((entry) => entry.ref === clause.ref);
  return {
    ref: clause.ref,
    title: source?.title ?? null,
    year: source?.year ?? null,
    url: source?.url ?? null,
    article: clause.article ?? null,
    quote: clause.quote,
  };
}
