import { useState } from 'react';
import { Link } from 'wouter';
import { STATES } from '../../../shared/domain/cases/states.ts';
import type { Place } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { ask, getJson } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { ManyOutcomes } from './many-outcomes.tsx';
import { caseAddress } from './places.ts';
import { useMany } from './use-many.ts';
import type { CaseAnswer, RunView } from './wire.ts';

type Props = { readonly runId: string; readonly place: Place; onLeave(): void };
type Standing = ReadonlyMap<string, CaseAnswer['state']>;

const drawAddress = (runId: string, caseId: string) => `/v1/approval-runs/${encodeURIComponent(runId)}/cases/${encodeURIComponent(caseId)}`;

function Items({ run, standing, place }: { readonly run: RunView; readonly standing: Standing; readonly place: Place }) {
  const { t, of, money } = useWords();
  return (
    <table className="desk-table">
      <caption>{t('desk.run.items')}</caption>
      <tbody>
        {run.items.map(({ caseId, grantedFen }) => {
          const state = standing.get(caseId);
          return (
            <tr key={caseId} data-item={caseId}>
              <th scope="row">
                <Link href={caseAddress(caseId, place.id)}>{t('desk.head.number', { id: caseId })}</Link>
              </th>
              <td className="number">{money(grantedFen)}</td>
              <td>{state ? of(STATES[state]) : t('desk.unknown')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Running({ run, place, onLeave, onChanged }: Props & { readonly run: RunView; onChanged(): void }) {
  const { t, money, moment } = useWords();
  const many = useMany();
  const close = useCommand();
  const [standing, setStanding] = useState<Standing>(new Map());
  const draw = async () => {
    await many.run(
      run.items.map(({ caseId }) => caseId),
      async (caseId, key) => {
        const note = (state: CaseAnswer['state']) => setStanding((before) => new Map(before).set(caseId, state));
        // What was drawn before the run broke off is not tried again.
        const { state } = await getJson<CaseAnswer>(`/v1/cases/${encodeURIComponent(caseId)}`);
        note(state);
        if (state !== 'decision_pending') return;
        const { body } = await ask<CaseAnswer>(drawAddress(run.id, caseId), { method: 'POST', headers: { 'idempotency-key': key } });
        note(body.state);
      },
    );
    onChanged();
  };
  const end = async () => {
    if (await close.run('POST /v1/approval-runs/{id}/close', { params: { id: run.id } })) onLeave();
  };
  return (
    <section className="panel" aria-labelledby="run">
      <h2 id="run">{t('desk.run.title', { moment: moment(run.startedAt) })}</h2>
      <dl className="pairs">
        <div>
          <dt>{t('desk.budget.total')}</dt>
          <dd>{money(run.totalFen)}</dd>
        </div>
        <div>
          <dt>{t('desk.run.left')}</dt>
          <dd>{money(run.leftFen)}</dd>
        </div>
      </dl>
      {run.closedAt ? (
        <p>{t('desk.run.closed', { moment: moment(run.closedAt) })}</p>
      ) : (
        <>
          <p>{t('desk.run.how')}</p>
          <p className="actions">
            {many.busy ? (
              <button type="button" className="button button-quiet" onClick={many.stop}>
                {t('desk.run.pause')}
              </button>
            ) : (
              <button type="button" className="button" onClick={() => void draw()}>
                {t(many.total > 0 ? 'desk.run.again' : 'desk.run.draw', { count: run.items.length })}
              </button>
            )}
            <button type="button" className="button button-quiet" disabled={many.busy || close.busy} onClick={() => void end()}>
              {t('desk.run.close')}
            </button>
          </p>
        </>
      )}
      <ManyOutcomes many={many} nameOf={(id) => t('desk.head.number', { id })} />
      <Refusal failure={close.failure} />
      <Items run={run} standing={standing} place={place} />
      {run.closedAt ? (
        <p className="actions">
          <button type="button" className="button" onClick={onLeave}>
            {t('desk.run.leave')}
          </button>
        </p>
      ) : null}
    </section>
  );
}

/** A run that was sealed: one command a case, and what is not drawn goes back to the budget when it is closed. */
export function RunProgress({ runId, place, onLeave }: Props) {
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
