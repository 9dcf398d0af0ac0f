import { lazy, Suspense, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Place } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { programmeSeen, programmesOf } from './due.ts';
import { InboxTable } from './inbox-table.tsx';
import { deskAddress } from './places.ts';
import { Runs } from './run-list.tsx';
import { RunPlan } from './run-plan.tsx';
import { TakeChosen } from './take-chosen.tsx';
import { useMany } from './use-many.ts';
import type { CaseItem, CaseList } from './wire.ts';

/** Only where a run is open. */
const RunProgress = lazy(() => import('./run-progress.tsx'));

/** As many as one run takes (`shared/contracts/approval-runs.ts`). */
const MOST = 90;

type ChoiceProps = { readonly items: readonly CaseItem[]; readonly place: Place; onTaken(): void; onStarted(runId: string): void };

/** The cases of one programme to be approved at once: a run draws on one budget, which is that of a programme. */
function Choice({ items, place, onTaken, onStarted }: ChoiceProps) {
  const { t, of } = useWords();
  const many = useMany();
  const [picked, setPicked] = useState('');
  const programmeId = programmeSeen(items, picked);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const seen = items.filter((item) => item.programmeId === programmeId);
  const free = seen.filter(({ halted }) => !halted);
  const chosen = free.filter(({ id }) => ticked.has(id));
  const own = chosen.filter(({ mine }) => mine);
  const nameOf = (id: string) =>
    t('desk.run.named', { name: items.find((item) => item.id === id)?.applicantName ?? '', id: t('desk.head.number', { id }) });
  return (
    <>
      <div className="desk-filters">
        <label className="field">
          <span>{t('desk.inbox.programme')}</span>
          <select
            value={programmeId}
            disabled={many.busy}
            onChange={(event) => {
              setPicked(event.target.value);
              setTicked(new Set());
              many.clear();
            }}
          >
            {[...programmesOf(items)].map(([id, name]) => (
              <option key={id} value={id}>
                {of(name)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button button-quiet"
          disabled={many.busy}
          onClick={() => setTicked(new Set(ticked.size > 0 ? [] : free.slice(0, MOST).map(({ id }) => id)))}
        >
          {t(ticked.size > 0 ? 'desk.inbox.tickNone' : 'desk.run.tickAll')}
        </button>
      </div>
      <InboxTable
        items={seen}
        place={place}
        today={todayInShanghai()}
        ticked={ticked}
        tickable={({ id, halted }) => !halted && !many.busy && (ticked.has(id) || ticked.size < MOST)}
        onTick={(id, on) => setTicked(new Set(on ? [...ticked, id] : [...ticked].filter((other) => other !== id)))}
      />
      <TakeChosen untaken={chosen.filter(({ mine }) => !mine)} many={many} nameOf={nameOf} onTaken={onTaken} />
      <RunPlan
        key={`${programmeId} ${own.map(({ id }) => id).join(' ')}`}
        programmeId={programmeId}
        chosen={own}
        place={place}
        onStarted={onStarted}
      />
    </>
  );
}

/** Approving many at once: choose, take, try it without doing it, seal it, and see each case through. A run that broke off is taken up again. */
export function Decisions({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const runId = query.get('run');
  const go = (run: string | null) => {
    if (run === null) query.delete('run');
    else query.set('run', run);
    navigate(`/desk/decisions?${query}`);
  };
  const live = useLive<CaseList>(runId ? null : 'GET /v1/cases', {}, { queue: 'decision', as: place.id, limit: 100 });
  if (runId)
    return (
      <Suspense>
        <RunProgress key={runId} runId={runId} place={place} onLeave={() => go(null)} />
      </Suspense>
    );
  return (
    <>
      <Runs place={place} onOpen={go} />
      <Loaded live={live} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('desk.inbox.empty.mine')}>
              <Link href={deskAddress(place.id)}>{t('desk.back.desk')}</Link>
            </Empty>
          ) : (
            <Choice items={items} place={place} onTaken={live.reload} onStarted={go} />
          )
        }
      </Loaded>
    </>
  );
}
