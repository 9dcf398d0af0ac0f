import { lazy, Suspense, useState } from 'react';
import type { Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { WaitingButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { ApiFailure, getJson } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { BudgetPart, usualPart } from './budget-part.tsx';
import { type Reasons, type Tried, tryRun, type Wanted } from './try-run.ts';
import type { CaseAnswer, CaseItem, RunPreview, RunView } from './wire.ts';

type Props = {
  readonly programmeId: string;
  readonly chosen: readonly CaseItem[];
  readonly place: Place;
  onStarted(runId: string): void;
};
/** Out of what it is paid; without a year, this one. */
type Source = Pick<Wanted, 'communityId' | 'fiscalYear'>;

/** Each case with the content it has at this moment: that is what is tried, and then sealed. */
async function wantedOf(programmeId: string, chosen: readonly CaseItem[], source: Source, reasons: Reasons): Promise<Wanted> {
  const answers = await Promise.all(chosen.map(({ id }) => getJson<CaseAnswer>(`/v1/cases/${encodeURIComponent(id)}`)));
  const items = answers.flatMap(({ id, contentHash }) => {
    const reason = reasons[id]?.trim() ?? '';
    return contentHash === null ? [] : [{ caseId: id, contentHash, ...(reason !== '' && { reason }) }];
  });
  return { programmeId, items, ...source };
}

/** Out of the budget of which year. Offered only where last year’s may pay too. */
function BudgetYear({ preview, onPick }: { readonly preview: RunPreview; onPick(fiscalYear: number): void }) {
  const { t } = useWords();
  if (preview.years.length < 2) return null;
  return (
    <label className="field">
      <span>{t('desk.run.year')}</span>
      <select value={preview.fiscalYear} onChange={(event) => onPick(Number(event.target.value))}>
        {preview.years.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a dry run tells, once there is one. */
const RunTried = lazy(() => import('./run-tried.tsx'));

/** Tries what approving the chosen cases would do, and then seals it: who gets what, and the money for all of them at once. */
export function RunPlan({ programmeId, chosen, place, onStarted }: Props) {
  const { t, money } = useWords();
  const command = useCommand();
  const [state, setState] = useState<{ readonly busy: boolean; readonly tried?: Tried; readonly failure?: ApiFailure }>({ busy: false });
  const [reasons, setReasons] = useState<Reasons>({});
  const { busy, tried, failure } = state;
  const nameOf = (id: string) => chosen.find((item) => item.id === id)?.applicantName ?? id;
  const source: Source = tried?.wanted ?? { communityId: null };
  const dryRun = async ({ communityId, fiscalYear }: Source) => {
    setState({ busy: true });
    try {
      const wanted = await wantedOf(programmeId, chosen, { communityId, ...(fiscalYear !== undefined && { fiscalYear }) }, reasons);
      const preview = await tryRun(wanted);
      const usual = { ...wanted, communityId: usualPart(preview) };
      const tried = usual.communityId === communityId ? { wanted, preview } : { wanted: usual, preview: await tryRun(usual) };
      setState({ busy: false, tried });
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
  // What is sealed is what was tried.
  const changed = tried?.wanted.items.some(({ caseId, reason = '' }) => reason !== (reasons[caseId]?.trim() ?? ''));
  const granted = tried?.preview.cases.filter(({ grantedFen }) => grantedFen > 0).length ?? 0;
  return (
    <section className="panel" aria-labelledby="plan">
      <h2 id="plan">{t('desk.run.plan', { count: chosen.length })}</h2>
      <p className="actions">
        <WaitingButton
          className="button button-quiet"
          busy={busy}
          wants={chosen.length === 0 ? t('desk.run.tryWants') : undefined}
          onPress={() => void dryRun(source)}
        >
          {t('desk.run.try')}
        </WaitingButton>
      </p>
      <Refusal failure={failure} />
      {tried ? (
        <>
          <BudgetYear preview={tried.preview} onPick={(fiscalYear) => void dryRun({ ...source, fiscalYear })} />
          <BudgetPart
            parts={tried.preview.parts}
            value={tried.wanted.communityId}
            onPick={(communityId) => void dryRun({ ...source, communityId })}
          />
          <Suspense>
            <RunTried
              tried={tried}
              chosen={chosen}
              place={place}
              reasons={reasons}
              nameOf={nameOf}
              onType={(id, reason) => setReasons({ ...reasons, [id]: reason })}
            />
          </Suspense>
        </>
      ) : null}
      {tried && granted > 0 && !changed ? (
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
