import { useState } from 'react';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { ProfileHistory } from '../account/wire.ts';
import { type Lexicon, sayValue } from '../words/values.ts';

type Props = { readonly companyId: string; readonly fact: string; readonly label: string; readonly lexicon: Lexicon };

function Entries({ companyId, fact, lexicon }: Omit<Props, 'label'>) {
  const { t, moment } = lexicon.words;
  const live = useLive<ProfileHistory>('GET /v1/companies/{id}/facts/history', { id: companyId }, { limit: 100 });
  return (
    <Loaded live={live} rows={1}>
      {({ items, nextCursor }) => {
        const about = items.filter((entry) => fact in entry.set || entry.removed.includes(fact));
        const ends = nextCursor === null ? null : <p className="muted">{t('profile.historyEnds')}</p>;
        return about.length === 0 ? (
          (ends ?? <p className="muted">{t('profile.noHistory')}</p>)
        ) : (
          <>
            <ol className="history">
              {about.map((entry) => (
                <li key={entry.version}>
                  {moment(entry.at)}{' '}
                  <strong>{fact in entry.set ? sayValue(fact, entry.set[fact], lexicon) : t('profile.takenBack')}</strong>{' '}
                  {t(`source.${entry.source}`)} {entry.by.name ?? ''}
                </li>
              ))}
            </ol>
            {ends}
          </>
        );
      }}
    </Loaded>
  );
}

/** What was said of a fact over the last hundred changes of the profile, asked for when opened. */
export function FactHistory({ label, ...rest }: Props) {
  const { t } = rest.lexicon.words;
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="fold">
        {t('profile.history')}
        <span className="visually-hidden"> {label}</span>
      </summary>
      {open ? <Entries {...rest} /> : null}
    </details>
  );
}
