import { useState } from 'react';
import { Empty, Loaded } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { AccessLogPage } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { useParts } from './grant-row.tsx';

type Entry = AccessLogPage['items'][number];

function LogRow({ entry, titleOf }: { readonly entry: Entry; titleOf(documentId: string): string | undefined }) {
  const { t, of, moment } = useWords();
  const parts = useParts(titleOf)(entry);
  const purposes = entry.purposes.map(({ text }) => of(text)).join(t('formula.comma'));
  return (
    <li className="row">
      <p className="row-head">
        <strong>{t('log.who', { institution: entry.institution.name, officer: entry.officer.name })}</strong>
        <span className="muted">{moment(entry.at)}</span>
      </p>
      <p>
        {t(`log.what.${entry.what}`)}
        {parts ? t('log.parts', { list: parts }) : ''}
        {entry.particular ? t('log.parts', { list: t(`particular.${entry.particular}`) }) : ''}
      </p>
      {purposes ? <p className="muted">{t('log.for', { list: purposes })}</p> : null}
      {entry.reason ? <p className="muted">{t('log.reason', { reason: entry.reason })}</p> : null}
    </li>
  );
}

type Props = { readonly companyId: string; readonly changes: number; titleOf(documentId: string): string | undefined };

/** Who has looked at what was granted, newest first. */
export function AccessLog({ companyId, changes, titleOf }: Props) {
  const { t } = useWords();
  // One page at a time: the cursors of the pages before lead back.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<AccessLogPage>('GET /v1/companies/{id}/access-log', { id: companyId }, { limit: 20, cursor: cursors.at(-1) });
  useReloadOn(live, changes);
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('log.title')}</h2>
      <p className="muted">{t('log.text')}</p>
      <Loaded live={live} rows={3}>
        {({ items, nextCursor }) =>
          items.length === 0 && cursors.length === 0 ? (
            <Empty title={t('log.none')} />
          ) : (
            <>
              <ul className="rows">
                {items.map((entry) => (
                  <LogRow key={entry.id} entry={entry} titleOf={titleOf} />
                ))}
              </ul>
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}
