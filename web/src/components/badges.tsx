import type { Confidence } from '../../../shared/domain/policy/text.ts';
import type { Honesty } from '../api/types.ts';
import { useWords } from '../words/use-words.ts';

/** How far a figure can be trusted, in words; `typical` and `invented` read "to be confirmed by the issuing body". */
export function Mark({ confidence }: { readonly confidence: Confidence }) {
  const { t } = useWords();
  return <span className={`mark mark-${confidence}`}>{t(`marks.${confidence}.short`)}</span>;
}

/** The standing of the whole text: unconfirmed, and from which year. */
export function HonestyBadge({ honesty }: { readonly honesty: Honesty }) {
  const { t } = useWords();
  const year = honesty.sourceYear;
  return (
    <span className={honesty.historical ? 'badge badge-old' : 'badge badge-unconfirmed'}>
      {t('honesty.unconfirmed')}
      {year === null ? t('honesty.noYear') : t('honesty.year', { year })}
      {honesty.historical ? t('honesty.historical') : ''}
    </span>
  );
}

export function TemplateBadge() {
  const { t } = useWords();
  return <span className="badge badge-template">{t('template.badge')}</span>;
}
