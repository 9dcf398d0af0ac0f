import type { TraceLine } from '../../../shared/domain/matching/benefit.ts';
import { type Citation as Cited, cite, isWritten } from '../../../shared/domain/policy/citation.ts';
import type { Clause, Confidence } from '../../../shared/domain/policy/text.ts';
import { useWords } from '../words/use-words.ts';
import { Mark } from './badges.tsx';

/** The clause of a programme with the document it comes from, as the API's answers give it. */
export const citedFrom = (clause: Clause, sources: Parameters<typeof cite>[0]['sources']): Cited => cite({ sources }, clause);

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
        {cited && isWritten(cited) ? (
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

export type ShownLine = Pick<TraceLine, 'text' | 'minFen' | 'maxFen' | 'citation' | 'confidence'>;

/** The lines of a reckoning as items of a list: what each comes to as far as it is known, its clause, and how far that can be trusted. */
export function TraceLines({ trace }: { readonly trace: readonly ShownLine[] }) {
  const { t, of, money } = useWords();
  const said = ({ minFen, maxFen }: ShownLine): string => {
    if (maxFen === null) return t('check.atLeastAmount', { amount: money(minFen) });
    return minFen === maxFen ? money(minFen) : t('benefit.range', { min: money(minFen), max: money(maxFen) });
  };
  return trace.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a reckoning have no name but their place.
    <li key={at}>
      {of(line.text)} <strong>{said(line)}</strong>
      {line.confidence ? <Citation cited={line.citation} confidence={line.confidence} /> : null}
    </li>
  ));
}
