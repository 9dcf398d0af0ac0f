import { useState } from 'react';
import type { Place } from '../account/me.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { useWords } from '../words/use-words.ts';
import { useBudgetNames } from './budgets/names.ts';
import type { RunList } from './wire.ts';

type Props = { readonly place: Place; onOpen(runId: string): void };
type Item = RunList['items'][number];

function RunRow({ run, name, onOpen }: { readonly run: Item; readonly name: string; onOpen(): void }) {
  const { t, money, moment } = useWords();
  const { cases, drawn, totalFen, leftFen, startedBy, startedAt, closedAt, mine } = run;
  return (
    <li className={closedAt === null ? 'row todo-warn' : 'row'} data-run={run.id}>
      <p className="row-head">
        <strong>{name}</strong>
        <span className="badge">{t(closedAt === null ? (drawn < cases ? 'desk.runs.going' : 'desk.runs.drawn') : 'desk.runs.closed')}</span>
      </p>
      <p>{t('desk.runs.figures', { drawn, count: cases, total: money(totalFen), left: money(leftFen) })}</p>
      <p className="muted">{t('desk.runs.begun', { name: mine ? t('desk.runs.me') : startedBy.name, moment: moment(startedAt) })}</p>
      <p className="actions">
        <button type="button" className="button button-quiet" onClick={onOpen}>
          {t(closedAt !== null ? 'desk.runs.look' : mine && drawn < cases ? 'desk.runs.goOn' : 'desk.runs.open')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </p>
    </li>
  );
}

/** The runs of the bureau that were not closed, whoever began them and on whatever device; those that were, when asked for. */
export function Runs({ place, onOpen }: Props) {
  const { t } = useWords();
  const names = useBudgetNames(place);
  const [state, setState] = useState<'open' | 'closed'>('open');
  const live = useLive<RunList>('GET /v1/approval-runs', {}, { as: place.id, state, limit: 50 });
  return (
    <section className="panel" aria-labelledby="runs">
      <h2 id="runs">{t(`desk.runs.title.${state}`)}</h2>
      <Loaded live={live} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t(`desk.runs.none.${state}`)}</p>
          ) : (
            <ul className="rows">
              {items.map((run) => (
                <RunRow key={run.id} run={run} name={names.ofId(run.budgetId)} onOpen={() => onOpen(run.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <p>
        <button type="button" className="link-button" onClick={() => setState(state === 'open' ? 'closed' : 'open')}>
          {t(`desk.runs.show.${state === 'open' ? 'closed' : 'open'}`)}
        </button>
      </p>
    </section>
  );
}
