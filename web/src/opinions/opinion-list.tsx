import { useState } from 'react';
import { Link } from 'wouter';
import type { Place } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useLive } from '../account/use-live.ts';
import { dayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { opinionAddress } from './address.ts';
import type { OpinionList as Answer, OpinionItem } from './wire.ts';

const LISTS = ['asked', 'given', 'withdrawn'] as const;

function Row({ item, place }: { readonly item: OpinionItem; readonly place: Place }) {
  const { t, of, day } = useWords();
  const { caseId, programmeName, applicantName, question, dueOn, late, declared, givenAt, closedAt, askedAt } = item;
  const name = (
    <>
      <strong>{of(programmeName)}</strong> {applicantName ?? t('opinions.blind')}
    </>
  );
  return (
    <li className={late ? 'row todo-warn' : 'row'} data-case={caseId}>
      <p className="row-head">
        {closedAt === null ? <Link href={opinionAddress(caseId, place.id)}>{name}</Link> : <span>{name}</span>}
        {late ? <span className="badge badge-warn">{t('opinions.late')}</span> : null}
        {givenAt === null && closedAt === null ? <span className="badge">{t(declared ? 'opinions.declared' : 'opinions.new')}</span> : null}
      </p>
      {question === null ? null : <p className="as-written opinion-question">{question}</p>}
      <p className="muted">
        {closedAt !== null
          ? t('opinions.closedOn', { day: day(dayOf(closedAt)) })
          : givenAt === null
            ? t('opinions.dueAndAsked', { due: dueOn === null ? t('opinions.noDay') : day(dueOn), asked: day(dayOf(askedAt)) })
            : t('opinions.givenOn', { day: day(dayOf(givenAt)) })}
      </p>
    </li>
  );
}

/** What a specialist is asked for, the first day first; what they gave; and what was taken back, which is shown no more. */
export function OpinionList({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const [state, setState] = useState<(typeof LISTS)[number]>('asked');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const live = useLive<Answer>('GET /v1/opinions', {}, { state, limit: 20, cursor: cursors.at(-1) });
  return (
    <>
      <label className="field">
        <span>{t('opinions.show')}</span>
        <select
          value={state}
          onChange={(event) => {
            setState(event.target.value as typeof state);
            setCursors([]);
          }}
        >
          {LISTS.map((which) => (
            <option key={which} value={which}>
              {t(`opinions.which.${which}`)}
            </option>
          ))}
        </select>
      </label>
      <Loaded live={live}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? <Empty title={t(`opinions.none.${state}`)} /> : null}
            <ul className="rows">
              {items.map((item) => (
                <Row key={item.opinionId} item={item} place={place} />
              ))}
            </ul>
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )}
      </Loaded>
    </>
  );
}
