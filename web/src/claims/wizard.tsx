import { lazy, Suspense } from 'react';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import type { Place } from '../account/me.ts';
import type { Answered } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { AmountPanel, sayAmount } from './amount-panel.tsx';
import { loosePointers, placeInForm, type StepId, stepsOf } from './claim-forms.ts';
import { DefectNotes } from './defect-notes.tsx';
import { ClaimDeskContext } from './desk-of-claim.ts';
import { shownPointer } from './faults-of.ts';
import { SaveNote } from './save-note.tsx';
import { StepBody } from './step-body.tsx';
import { Stepper } from './stepper.tsx';
import { useTurning } from './turn-pages.ts';
import { useClaimDesk } from './use-claim-desk.ts';
import { useKeeper } from './use-keeper.ts';

/** Seldom wanted: it comes when two write at once. */
const ConflictPanel = lazy(() => import('./conflict-panel.tsx'));

/** Only of drafts, some of which are about to lapse. */
const DraftEnding = lazy(() => import('./draft-ending.tsx'));

type Props = {
  readonly answer: Answered<ClaimView>;
  readonly place: Place;
  /** It was read anew because somebody else changed it just before it was handed in. */
  readonly moved: boolean;
  onStale(): void;
};

/** Writing a claim: one group of questions a page, saved as one types, with the amount and the reviewer's list beside it. */
export function Wizard({ answer, place, moved, onStale }: Props) {
  const words = useWords();
  const { t } = words;
  const { keeper, state } = useKeeper(answer);
  const { desk, check } = useClaimDesk(place, keeper, state);
  const { kind } = state.content.claim;
  const steps = stepsOf(kind);
  const { step, left, heading, go } = useTurning(state.view.id, steps, keeper);
  const at = steps.indexOf(step);

  const open = new Map<StepId, number>();
  for (const item of check.data?.items ?? []) {
    const where = item.hard && item.outcome === 'failed' ? placeInForm(shownPointer(item.pointer), kind)?.step : undefined;
    if (where) open.set(where, (open.get(where) ?? 0) + 1);
  }
  // No rule of a claim asks for it, and without it nothing can be submitted.
  if (check.data?.payee === null) open.set('payee', 1);
  const busy = state.status === 'typing' || state.status === 'saving' || check.loading;
  // What is still empty is said once the page was left, not while it is filled in for the first time.
  const faults = desk.faults.filter((fault) => fault.kind !== 'missing' || left.has(placeInForm(fault.pointer, kind)?.step ?? 'review'));
  return (
    <ClaimDeskContext value={{ ...desk, faults }}>
      <div className="wizard">
        <Stepper steps={steps} step={step} open={open} onGo={(to) => go(to)} />
        {state.view.state === 'returned' ? (
          <div className="note">
            <p>
              <strong>{t('claims.correct.title')}</strong>
            </p>
            <p>{t('claims.correct.lead', { count: desk.defects.length, day: words.day(state.view.correction?.dueOn ?? '') })}</p>
          </div>
        ) : null}
        {moved ? (
          <p className="note" role="alert">
            {t('claims.save.moved')}
          </p>
        ) : null}
        {state.conflict ? (
          <Suspense>
            <ConflictPanel keeper={keeper} state={state} />
          </Suspense>
        ) : null}
        <div className="wizard-columns">
          <section className="wizard-step panel" aria-labelledby="step-title">
            <h2 id="step-title" ref={heading} tabIndex={-1}>
              {t('claims.stepTitle', { at: at + 1, all: steps.length, name: t(`claims.step.${step}`) })}
            </h2>
            <p className="muted">{t(`claims.lead.${step}`)}</p>
            <DefectNotes defects={loosePointers(desk.defects, step, kind)} />
            <StepBody step={step} keeper={keeper} state={state} check={check.data} onGo={go} onRefused={check.reload} onStale={onStale} />
            <SaveNote keeper={keeper} state={state} />
            <p className="actions">
              {at > 0 ? (
                <button type="button" className="button button-quiet" onClick={() => go(steps[at - 1] ?? 'review')}>
                  {t('claims.back')}
                </button>
              ) : null}
              {at < steps.length - 1 ? (
                <button type="button" className="button" onClick={() => go(steps[at + 1] ?? 'review')}>
                  {t('claims.on')}
                </button>
              ) : null}
            </p>
          </section>
          <div className="wizard-aside">
            <AmountPanel check={check.data} busy={busy} />
            {check.failure ? <p className="wrong">{check.failure.title ?? t(`states.${check.failure.kind}.text`)}</p> : null}
          </div>
        </div>
        {state.view.state === 'draft' ? (
          <Suspense>
            <DraftEnding view={state.view} />
          </Suspense>
        ) : null}
        {check.data ? (
          <p className="amount-bar" aria-hidden="true">
            <span>{t('claims.amount.short')}</span> <strong>{sayAmount(check.data, words)}</strong>
          </p>
        ) : null}
      </div>
    </ClaimDeskContext>
  );
}
