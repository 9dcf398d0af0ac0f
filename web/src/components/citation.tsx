import type { Clause, Confidence } from '../../../shared/domain/policy/text.ts';
import { useWords } from '../words/use-words.ts';
import { Mark } from './badges.tsx';

export type Cited = {
  readonly title: string | null;
  readonly year: number | null;
  readonly url: string | null;
  readonly article: string | null;
  readonly quote: string;
  readonly ref: string;
};

type Source = { readonly ref: string; readonly title: string; readonly year: number | null; readonly url: string | null };

/** The clause of a programme with the document it comes from, as the API's answers give it. */
export function citedFrom(clause: Clause, sources: readonly Source[]): Cited {
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

export const isWebAddress = (text: string | null): text is string => text !== null && /^https?:\/\//.test(text);

/** Where a rule is written: document, article, the quoted words, year and link, and how far to trust it. */
export function Citation({ cited, confidence }: { readonly cited: Cited | null; readonly confidence: Confidence }) {
  const { t } = useWords();
  return (
    <details className="citation">
      <summary>
        <span>{t('citation.open')}</span> <Mark confidence={confidence} />
      </summary>
      <div className="citation-body">
        {cited ? (
          <>
            <p className="citation-source">
              {cited.title ?? cited.ref}
              {cited.article ? <span> · {cited.article}</span> : null}
              {cited.year === null ? null : <span> · {t('citation.year', { year: cited.year })}</span>}
            </p>
            <blockquote lang="zh-CN">{cited.quote}</blockquote>
            {isWebAddress(cited.url) ? (
              <p>
                <a href={cited.url} target="_blank" rel="noreferrer">
                  {t('citation.link')}
                </a>
              </p>
            ) : null}
          </>
        ) : (
          <p>{t('citation.none')}</p>
        )}
        <p className="muted">{t(`marks.${confidence}.long`)}</p>
      </div>
    </details>
  );
}
