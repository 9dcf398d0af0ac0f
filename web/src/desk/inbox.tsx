import { useRef, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { type Desk, isDesk, worksAt } from '../../../shared/domain/cases/people/desks.ts';
import { isHead } from '../../../shared/domain/parties/kinds.ts';
import { may, type Place, rolesAt } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { deskSectionOf } from '../account/sections.ts';
import { WaitingButton } from '../account/submit-button.tsx';
import { useLive } from '../account/use-live.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { Covering } from './covering.tsx';
import { ALL_WORK, type InboxFilters, isLate, isTold, programmesOf, shown, type Whose } from './due.ts';
import { InboxTable } from './inbox-table.tsx';
import { ManyOutcomes } from './many-outcomes.tsx';
import { deskAddress, desksOf } from './places.ts';
import { handle, useMany } from './use-many.ts';
import { useRowKeys } from './use-row-keys.ts';
import type { CaseItem, CaseList } from './wire.ts';

/** As many as one answer brings: the counts are over these. */
const PAGE = 100;
const queryOf = (place: Place, queue: Desk) => ({ queue, as: place.id, limit: PAGE });

/** A desk with how much waits there, how much of it is late, and of how much the head of the office was told. */
function DeskTab({ place, desk, current }: { readonly place: Place; readonly desk: Desk; readonly current: boolean }) {
  const { t } = useWords();
  const live = useLive<CaseList>('GET /v1/cases', {}, queryOf(place, desk));
  const today = todayInShanghai();
  const items = live.data?.items ?? [];
  const late = items.filter((item) => isLate(item, today)).length;
  const told = isHead(place) ? items.filter(isTold).length : 0;
  return (
    <Link href={deskAddress(place.id, desk)} aria-current={current ? 'page' : undefined}>
      {t(`desk.queue.${desk}`)}
      {live.data ? (
        <span className="count">
          {' '}
          {items.length}
          {live.data.nextCursor === null ? '' : '+'}
          {late > 0 ? t('desk.inbox.lateCount', { count: late }) : ''}
          {told > 0 ? t('desk.inbox.escalatedCount', { count: told }) : ''}
        </span>
      ) : null}
    </Link>
  );
}

type FilterProps = {
  readonly place: Place;
  readonly items: readonly CaseItem[];
  readonly filters: InboxFilters;
  onChange(filters: InboxFilters): void;
};

function Filters({ place, items, filters, onChange }: FilterProps) {
  const { t, of } = useWords();
  return (
    <div className="desk-filters no-print">
      <label className="field">
        <span>{t('desk.inbox.whose')}</span>
        <select value={filters.whose} onChange={(event) => onChange({ ...filters, whose: event.target.value as Whose })}>
          {(['all', 'mine', 'free'] as const).map((whose) => (
            <option key={whose} value={whose}>
              {t(`desk.whose.${whose}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('desk.inbox.programme')}</span>
        <select value={filters.programme} onChange={(event) => onChange({ ...filters, programme: event.target.value })}>
          <option value="">{t('catalogue.any')}</option>
          {[...programmesOf(items)].map(([id, name]) => (
            <option key={id} value={id}>
              {of(name)}
            </option>
          ))}
        </select>
      </label>
      <label className="tick">
        <input type="checkbox" checked={filters.late} onChange={(event) => onChange({ ...filters, late: event.target.checked })} />
        <span>{t('desk.inbox.onlyLate')}</span>
      </label>
      {isHead(place) ? (
        <label className="tick">
          <input
            type="checkbox"
            checked={filters.escalated}
            onChange={(event) => onChange({ ...filters, escalated: event.target.checked })}
          />
          <span>{t('desk.inbox.onlyEscalated')}</span>
        </label>
      ) : null}
    </div>
  );
}

function Worklist({ place, desk }: { readonly place: Place; readonly desk: Desk }) {
  const { t } = useWords();
  const [filters, setFilters] = useState(ALL_WORK);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const many = useMany();
  const list = useRef<HTMLDivElement>(null);
  const [keys, setKeys] = useRowKeys(list);
  const live = useLive<CaseList>('GET /v1/cases', {}, { ...queryOf(place, desk), cursor: cursors.at(-1) });
  const today = todayInShanghai();
  const nameOf = (id: string) => live.data?.items.find((item) => item.id === id)?.applicantName ?? id;
  // What waits for a confirmation is taken on by confirming it; auditors look and take nothing.
  const takes = desk !== 'confirmation' && may([place], 'case.take', { divisionCode: place.divisionCode });
  const looks = deskSectionOf(place) === 'cases';
  const takable = ({ mine, assignedTo }: CaseItem) => !mine && assignedTo === null;
  const take = async () => {
    await many.run([...ticked], handle('take'));
    setTicked(new Set());
    live.reload();
  };
  return (
    <Loaded live={live} rows={6}>
      {({ items, nextCursor }) => {
        const seen = shown(items, filters, today);
        return (
          <div ref={list} className="found-list">
            {desk === 'confirmation' ? null : <Covering place={place} items={items} many={many} onDone={live.reload} />}
            <Filters place={place} items={items} filters={filters} onChange={setFilters} />
            {seen.length === 0 ? (
              <Empty title={t(items.length > 0 ? 'desk.inbox.noneFiltered' : looks ? 'desk.inbox.empty.none' : 'desk.inbox.empty.mine')}>
                {items.length === 0 ? <p>{t('desk.inbox.emptyText')}</p> : null}
              </Empty>
            ) : (
              <InboxTable
                items={seen}
                place={place}
                today={today}
                ticked={ticked}
                {...(takes && { tickable: takable })}
                onTick={(id, on) => setTicked(new Set(on ? [...ticked, id] : [...ticked].filter((other) => other !== id)))}
              />
            )}
            {takes && seen.some(takable) ? (
              <p className="actions">
                <WaitingButton
                  busy={many.busy}
                  wants={ticked.size === 0 ? t('desk.inbox.takeWants') : undefined}
                  onPress={() => void take()}
                >
                  {t('desk.inbox.take', { count: ticked.size })}
                </WaitingButton>
                <button
                  type="button"
                  className="button button-quiet"
                  disabled={many.busy}
                  onClick={() => setTicked(new Set(ticked.size > 0 ? [] : seen.filter(takable).map(({ id }) => id)))}
                >
                  {t(ticked.size > 0 ? 'desk.inbox.tickNone' : 'desk.inbox.tickAll')}
                </button>
              </p>
            ) : null}
            <ManyOutcomes many={many} nameOf={nameOf} />
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
            <label className="tick keys no-print">
              <input type="checkbox" checked={keys} onChange={(event) => setKeys(event.target.checked)} />
              <span>{t('desk.inbox.keys')}</span>
            </label>
          </div>
        );
      }}
    </Loaded>
  );
}

/** The desks of a place, and what waits at the one that is open, by due date. */
export function Inbox({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const asked = new URLSearchParams(useSearch()).get('queue') ?? undefined;
  const desks = desksOf(place);
  const desk = isDesk(asked) && desks.includes(asked) ? asked : desks[0];
  if (!desk) return null;
  return (
    <>
      {desks.length > 1 ? (
        <nav className="desks" aria-label={t('desk.desks')}>
          {desks.map((one) => (
            <DeskTab key={one} place={place} desk={one} current={one === desk} />
          ))}
        </nav>
      ) : null}
      <p className="muted">{rolesAt(place).includes('auditor') ? t('desk.queueLook') : t(`desk.queueText.${desk}`)}</p>
      {isHead(place) && !worksAt(rolesAt(place), desk) ? <p className="note">{t('desk.untaken.headText')}</p> : null}
      <Worklist key={`${place.id} ${desk}`} place={place} desk={desk} />
    </>
  );
}
