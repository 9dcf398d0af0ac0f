import { useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { WaitingButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { ApiFailure, getJson } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { BudgetPart } from './budget-part.tsx';
import { exactYuan, useInYuan } from './budgets/exact.ts';
import { tryRun, type Wanted } from './try-run.ts';
import type { CaseAnswer, CaseItem, RunPreview, RunView } from './wire.ts';

type Props = { readonly programmeId: string; readonly chosen: readonly CaseItem[]; onStarted(runId: string): void };
type Tried = { readonly wanted: Wanted; readonly preview: RunPreview };

/** Each case with the content it has at this moment: that is what is tried, and then sealed. */
async function wantedOf(programmeId: string, chosen: readonly CaseItem[], communityId: string | null): Promise<Wanted> {
  const answers = await Promise.all(chosen.map(({ id }) => getJson<CaseAnswer>(`/v1/cases/${encodeURIComponent(id)}`)));
  const items = answers.flatMap(({ id, contentHash }) => (contentHash === null ? [] : [{ caseId: id, contentHash }]));
  return { programmeId, items, communityId };
}

function Preview({ tried, chosen }: { readonly tried: Tried; readonly chosen: readonly CaseItem[] }) {
  const { t, of, money } = useWords();
  const inYuan = useInYuan();
  const { preview } = tried;
  const nameOf = (id: string) => chosen.find((item) => item.id === id)?.applicantName ?? id;
  const rule = t(preview.rule === 'pro-rata' ? 'desk.run.proRata' : 'desk.run.byOrder');
  const figures = { before: preview.availableFen, total: preview.totalFen, after: preview.leftFen };
  return (
    <>
      <dl className="pairs">
        {Object.entries(figures).map(([name, fen]) => (
          <div key={name}>
            <dt>{t(`desk.budget.${name}`)}</dt>
            <dd>{money(fen)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('desk.run.rule')}</dt>
          <dd>{rule}</dd>
        </div>
      </dl>
      <div className="table-scroll">
        <table className="desk-table">
          <caption>{t('desk.run.preview')}</caption>
          <thead>
            <tr>
              {(['applicant', 'asked', 'granted', 'why'] as const).map((column) => (
                <th key={column} scope="col" {...((column === 'asked' || column === 'granted') && { className: 'number' })}>
                  {column === 'asked' || column === 'granted' ? inYuan(t(`desk.run.${column}`)) : t(`desk.run.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.cases.map(({ caseId, askedFen, grantedFen, refusal }) => (
              <tr key={caseId} data-planned={caseId}>
                <th scope="row">{nameOf(caseId)}</th>
                <td className="number" data-label={inYuan(t('desk.run.asked'))}>
                  {exactYuan(askedFen)}
                </td>
                <td className="number" data-label={inYuan(t('desk.run.granted'))}>
                  {grantedFen > 0 ? exactYuan(grantedFen) : t('desk.unknown')}
                </td>
                <td>
                  {refusal ? (
                    <span className="wrong">{of(refusal.text)}</span>
                  ) : (
                    <span className="outcome outcome-met">{t('desk.run.fits')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Tries what approving the chosen cases would do, and then seals it: who gets what, and the money for all of them at once. */
export function RunPlan({ programmeId, chosen, onStarted }: Props) {
  const { t, money } = useWords();
  const command = useCommand();
  const [state, setState] = useState<{ readonly busy: boolean; readonly tried?: Tried; readonly failure?: ApiFailure }>({ busy: false });
  const { busy, tried, failure } = state;
  const dryRun = async (communityId: string | null) => {
    setState({ busy: true });
    try {
      const wanted = await wantedOf(programmeId, chosen, communityId);
      setState({ busy: false, tried: { wanted, preview: await tryRun(wanted) } });
    } catch (reason) {
      setState({ busy: false, failure: reason instanceof ApiFailure ? reason : new ApiFailure('unreadable') });
    }
  };
  const start = async () => {
    if (!tried) return;
    const answer = await command.run<RunView>('POST /v1/approval-runs', { body: tried.wanted });
    if (!answer) return;
    onStarted(answer.body.id);
  };
  const granted = tried?.preview.cases.filter(({ grantedFen }) => grantedFen > 0).length ?? 0;
  return (
    <section className="panel" aria-labelledby="plan">
      <h2 id="plan">{t('desk.run.plan', { count: chosen.length })}</h2>
      <p className="actions">
        <WaitingButton
          className="button button-quiet"
          busy={busy}
          wants={chosen.length === 0 ? t('desk.run.tryWants') : undefined}
          onPress={() => void dryRun(tried?.wanted.communityId ?? null)}
        >
          {t('desk.run.try')}
        </WaitingButton>
      </p>
      <Refusal failure={failure} />
      {tried ? (
        <>
          <BudgetPart parts={tried.preview.parts} value={tried.wanted.communityId} onPick={(communityId) => void dryRun(communityId)} />
          <Preview tried={tried} chosen={chosen} />
        </>
      ) : null}
      {tried && granted > 0 ? (
        <>
          <p className="note">{t('desk.run.meaning', { count: granted, amount: money(tried.preview.totalFen) })}</p>
          <p className="actions">
            <button type="button" className="button" disabled={command.busy} onClick={() => void start()}>
              {t('desk.run.start', { count: granted })}
            </button>
          </p>
        </>
      ) : null}
      <Refusal failure={command.failure} />
    </section>
  );
}
