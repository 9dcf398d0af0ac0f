import { useState } from 'react';
import { Link } from 'wouter';
import { STATES } from '../../../shared/domain/cases/states.ts';
import { may, type Place } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { ask } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { useBudgetNames } from './budgets/names.ts';
import { ManyOutcomes } from './many-outcomes.tsx';
import { caseAddress } from './places.ts';
import { useMany } from './use-many.ts';
import type { CaseAnswer, RunView } from './wire.ts';

type Props = { readonly runId: string; readonly place: Place; onLeave(): void };
type Standing = ReadonlyMap<string, CaseAnswer['state']>;

const drawAddress = (runId: string, caseId: string) => `/v1/approval-runs/${encodeURIComponent(runId)}/cases/${encodeURIComponent(caseId)}`;

/** How a case stands to the run: what this page has just made of it, else whether it has taken its part. */
function Items({ run, standing, place }: { readonly run: RunView; readonly standing: Standing; readonly place: Place }) {
  const { t, of, money, moment } = useWords();
  return (
    <table className="desk-table">
      <caption>{t('desk.run.items')}</caption>
      <tbody>
        {run.items.map(({ caseId, grantedFen, drawnAt, applicantName }) => {
          const state = standing.get(caseId);
          const drawn = drawnAt === null ? t('desk.run.notDrawn') : t('desk.run.drawnAt', { moment: moment(drawnAt) });
          return (
            <tr key={caseId} data-item={caseId}>
              <th scope="row">
                <Link href={caseAddress(caseId, place.id)}>{applicantName ?? t('desk.head.number', { id: caseId })}</Link>
                {applicantName === undefined ? null : <p className="muted wrap-anywhere">{t('desk.head.number', { id: caseId })}</p>}
              </th>
              <td className="number">{money(grantedFen)}</td>
              <td>{state ? of(STATES[state]) : drawn}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Sums({ run }: { readonly run: RunView }) {
  const { t, money } = useWords();
  const drawn = run.items.filter(({ drawnAt }) => drawnAt !== null).length;
  return (
    <dl className="pairs">
      <div>
        <dt>{t('desk.budget.total')}</dt>
        <dd>{money(run.totalFen)}</dd>
      </div>
      <div>
        <dt>{t('desk.run.left')}</dt>
        <dd>{money(run.leftFen)}</dd>
      </div>
      <div>
        <dt>{t('desk.run.drawn')}</dt>
        <dd>{t('desk.run.drawnOf', { drawn, count: run.items.length })}</dd>
      </div>
    </dl>
  );
}

function Running({ run, place, onLeave, onChanged }: Props & { readonly run: RunView; onChanged(): void }) {
  const { t, moment } = useWords();
  const names = useBudgetNames(place);
  const many = useMany();
  const close = useCommand();
  const [standing, setStanding] = useState<Standing>(new Map());
  // What was drawn before the run broke off is not tried again.
  const left = run.items.filter(({ drawnAt }) => drawnAt === null).map(({ caseId }) => caseId);
  const draw = async () => {
    await many.run(left, async (caseId, key) => {
      const { body } = await ask<CaseAnswer>(drawAddress(run.id, caseId), { method: 'POST', headers: { 'idempotency-key': key } });
      setStanding((before) => new Map(before).set(caseId, body.state));
    });
    onChanged();
  };
  const end = async () => {
    if (await close.run('POST /v1/approval-runs/{id}/close', { params: { id: run.id } })) onLeave();
  };
  const nameOf = (id: string) => {
    const name = run.items.find(({ caseId }) => caseId === id)?.applicantName;
    const number = t('desk.head.number', { id });
    return name === undefined ? number : t('desk.run.named', { name, id: number });
  };
  const closes = may([place], 'approval-run.close', { organisationId: place.id });
  const goesOn = run.mine && left.length > 0;
  const began = many.total > 0 || left.length < run.items.length;
  return (
    <section className="panel" aria-labelledby="run">
      <h2 id="run">{t('desk.run.title', { moment: moment(run.startedAt) })}</h2>
      <p>{names.ofId(run.budgetId)}</p>
      <Sums run={run} />
      {run.closedAt ? <p>{t('desk.run.closed', { moment: moment(run.closedAt) })}</p> : null}
      {run.closedAt === null && closes ? <p>{t(wordsOf(run, left.length))}</p> : null}
      <p className="actions">
        {many.busy ? (
          <button type="button" className="button button-quiet" onClick={many.stop}>
            {t('desk.run.pause')}
          </button>
        ) : goesOn && !run.closedAt ? (
          <button type="button" className="button" onClick={() => void draw()}>
            {t(began ? 'desk.run.again' : 'desk.run.draw', { count: left.length })}
          </button>
        ) : null}
        {run.closedAt !== null || !closes ? null : (
          <button
            type="button"
            className={left.length > 0 ? 'button button-quiet' : 'button'}
            disabled={many.busy || close.busy}
            onClick={() => void end()}
          >
            {t(run.leftFen > 0 ? 'desk.run.close' : 'desk.run.closeEmpty')}
          </button>
        )}
        {closes ? (
          <button type="button" className="link-button" disabled={many.busy} onClick={onLeave}>
            {t('desk.run.leave')}
          </button>
        ) : null}
      </p>
      <ManyOutcomes many={many} nameOf={nameOf} />
      <Refusal failure={close.failure} />
      <Items run={run} standing={standing} place={place} />
    </section>
  );
}

/** What can be done with a run that is open: go on with it if one began it, or close it; when every case has its part, close it. */
function wordsOf({ mine }: RunView, left: number): 'desk.run.how' | 'desk.run.others' | 'desk.run.allDrawn' {
  if (left === 0) return 'desk.run.allDrawn';
  return mine ? 'desk.run.how' : 'desk.run.others';
}

/** A run that was sealed: one command a case, and what is not drawn goes back to the budget when it is closed. */
export default function RunProgress({ runId, place, onLeave }: Props) {
  const { t } = useWords();
  const live = useLive<RunView>('GET /v1/approval-runs/{id}', { id: runId });
  return (
    <>
      <Loaded live={live}>{(run) => <Running run={run} runId={runId} place={place} onLeave={onLeave} onChanged={live.reload} />}</Loaded>
      {live.failure ? (
        <p className="actions">
          <button type="button" className="button button-quiet" onClick={onLeave}>
            {t('desk.run.leave')}
          </button>
        </p>
      ) : null}
    </>
  );
}
