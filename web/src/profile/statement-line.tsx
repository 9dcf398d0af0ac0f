import type { Statement } from '../account/wire.ts';
import { dayOf } from '../words/format.ts';
import { type Lexicon, sayValue } from '../words/values.ts';

type Props = { readonly fact: string; readonly statement: Statement; readonly lexicon: Lexicon; readonly withValue?: boolean };

/** Who says so, since when, and until when it is trusted. */
export function StatementLine({ fact, statement, lexicon, withValue = false }: Props) {
  const { t, day } = lexicon.words;
  const { source, by, since, statedAt, freshUntil, standing } = statement;
  return (
    <span className="statement">
      {withValue ? (
        <strong>{statement.value === undefined ? t('profile.unreadable') : sayValue(fact, statement.value, lexicon)} </strong>
      ) : null}
      <span className={`badge source-${source}`}>{t(`source.${source}`)}</span>
      <span className="muted">
        {[
          by.name,
          since ? t('profile.since', { day: day(since) }) : null,
          statedAt ? t('profile.statedOn', { day: day(dayOf(statedAt)) }) : null,
          standing === 'fresh' && freshUntil ? t('profile.freshUntil', { day: day(freshUntil) }) : null,
          standing === 'stale' && freshUntil ? t('profile.staleSince', { day: day(freshUntil) }) : null,
        ]
          .filter(Boolean)
          .join(t('profile.dot'))}
      </span>
    </span>
  );
}
