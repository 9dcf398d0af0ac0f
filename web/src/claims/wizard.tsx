import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type * as z from 'zod/mini';
import type { ClaimCheck, ClaimView, filingList } from '../../../shared/contracts/claims.ts';
import type { Place } from '../account/me.ts';
import { type Live, useLive, useReloadOn } from '../account/use-live.ts';
import type { DocumentList, InvoiceList } from '../account/wire.ts';
import type { Answered } from '../api/client.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { AmountPanel, sayAmount } from './amount-panel.tsx';
import { ClaimField } from './claim-field.tsx';
import { CLAIM_FORMS, intoClaim, placeInForm, type StepId, stepsOf } from './claim-forms.ts';
import { withValue } from './claim-paths.ts';
import { ClaimRows } from './claim-rows.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { DefectNotes } from './defect-notes.tsx';
import { type ClaimDesk, ClaimDeskContext, type DefectAnswer } from './desk-of-claim.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';
import { FactsStep } from './facts-step.tsx';
import { faultsOf, shownPointer } from './faults-of.ts';
import { PapersStep } from './papers-step.tsx';
import { PayeeStep } from './payee-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { SaveNote } from './save-note.tsx';
import { useKeeper } from './use-keeper.ts';

type FilingList = z.infer<typeof filingList>;
const ASKS_AGAIN_MS = 2_000;
const MOST_ASKED = 60;

/** While a paper is being checked, papers and check are asked again by themselves. */
function useWatched(documents: Live<DocumentList>, check: Live<ClaimCheck>): void {
  const [asked, setAsked] = useState(0);
  const pending = (documents.data?.items ?? []).some(({ status }) => status === 'checking' || status === 'awaiting-upload');
  const { reload } = documents;
  const again = check.reload;
  const waited = useRef(false);
  useEffect(() => {
    if (!pending && waited.current) again();
    waited.current = pending;
    if (!pending || asked >= MOST_ASKED) return;
    const timer = setTimeout(() => {
      setAsked(asked + 1);
      reload();
    }, ASKS_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [pending, asked, reload, again]);
}

/** What one answers to defects stays with the page; the claim itself is kept by the API. */
function useAnswers(id: string) {
  const name = `rongqiao.answers.${id}`;
  const [answers, setAnswers] = useState<Readonly<Record<string, DefectAnswer>>>(() => {
    try {
      return JSON.parse(window.sessionStorage.getItem(name) ?? '{}');
    } catch {
      return {};
    }
  });
  const answer = useCallback(
    (defectId: string, given: DefectAnswer) =>
      setAnswers((before) => {
        const next = { ...before, [defectId]: given };
        try {
          window.sessionStorage.setItem(name, JSON.stringify(next));
        } catch {
          // Then it lasts as long as the page.
        }
        return next;
      }),
    [name],
  );
  return { answers, answer };
}

/** All that the questions need, asked once for the page. */
function useClaimDesk(place: Place, keeper: DraftKeeper, state: KeeperState) {
  const words = useWords();
  const { lexicon } = useLexicon();
  const { view, content, failure, saves } = state;
  const params = { id: place.id };
  const documents = useLive<DocumentList>('GET /v1/companies/{id}/documents', params, { limit: 100 });
  const invoices = useLive<InvoiceList>('GET /v1/companies/{id}/invoices', params, { limit: 100 });
  const filings = useLive<FilingList>(view.kind === 'events' ? 'GET /v1/subsidies/event-filings' : null, {}, { organisationId: place.id });
  const check = useLive<ClaimCheck>('GET /v1/subsidies/claims/{id}/check', { id: view.id });
  useReloadOn(check, saves);
  useWatched(documents, check);
  const { answers, answer } = useAnswers(view.id);
  const faults = useMemo(() => faultsOf(check.data, failure, words), [check.data, failure, words]);
  const desk: ClaimDesk = {
    place,
    claim: content.claim,
    lexicon,
    documents: documents.data?.items ?? [],
    invoices: invoices.data?.items ?? [],
    filings: filings.data?.items ?? [],
    faults,
    defects: (view.correction?.defects ?? []).map((defect) => ({ ...defect, pointer: shownPointer(defect.pointer) })),
    answers,
    answer,
    put: (pointer, value) =>
      keeper.change((before) => ({
        ...before,
        claim: pointer === '' ? (value as typeof before.claim) : withValue(before.claim, pointer, value),
      })),
    reload: () => {
      documents.reload();
      invoices.reload();
    },
  };
  return { desk, check };
}

/** The pages of the claim, with how much each still lacks. */
function Stepper({
  steps,
  step,
  open,
  onGo,
}: {
  readonly steps: readonly StepId[];
  readonly step: StepId;
  readonly open: ReadonlyMap<StepId, number>;
  onGo(step: StepId): void;
}) {
  const { t } = useWords();
  return (
    <nav className="stepper" aria-label={t('claims.steps')}>
      <ol>
        {steps.map((id, at) => (
          <li key={id}>
            <button type="button" aria-current={id === step ? 'step' : undefined} onClick={() => onGo(id)}>
              <span className="step-number" aria-hidden="true">
                {at + 1}
              </span>
              <span>{t(`claims.step.${id}`)}</span>
              {open.get(id) ? <span className="step-open">{t('claims.stepOpen', { count: open.get(id) })}</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The questions of one page. */
function StepBody({
  step,
  keeper,
  state,
  check,
  onGo,
  onStale,
}: {
  readonly step: StepId;
  readonly keeper: DraftKeeper;
  readonly state: KeeperState;
  readonly check: ClaimCheck | undefined;
  onGo(step: StepId, pointer: string): void;
  onStale(): void;
}) {
  const { view } = state;
  if (step === 'facts') return <FactsStep />;
  if (step === 'papers') return <PapersStep programmeId={view.programmeId} />;
  if (step === 'payee') return <PayeeStep keeper={keeper} state={state} payee={check?.payee} />;
  if (step === 'review') return <ReviewStep keeper={keeper} state={state} check={check} onGo={onGo} onStale={onStale} />;
  const form = CLAIM_FORMS[state.content.claim.kind].find(({ id }) => id === step);
  return (
    <>
      {form?.fields.map((field) => (
        <ClaimField key={field.path} field={field} />
      ))}
      {form?.rows ? <ClaimRows form={form.rows} /> : null}
    </>
  );
}

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
  const steps = stepsOf(state.content.claim.kind);
  const asked = new URLSearchParams(useSearch()).get('step');
  const [, navigate] = useLocation();
  const step = steps.find((id) => id === asked) ?? steps[0] ?? 'review';
  const heading = useRef<HTMLHeadingElement>(null);
  const goal = useRef<string>(undefined);
  const [left, setLeft] = useState<ReadonlySet<StepId>>(new Set());
  const at = steps.indexOf(step);

  const go = useCallback(
    (to: StepId, pointer?: string) => {
      goal.current = pointer ?? '';
      setLeft((before) => new Set([...before, step, ...(pointer === undefined ? [] : [to])]));
      void keeper.flush();
      navigate(`/claims/${state.view.id}?step=${to}`);
    },
    [keeper, navigate, state.view.id, step],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever turned the page begins at its top, or at the field they came for.
  useEffect(() => {
    if (goal.current === undefined) return;
    const place = goal.current ? document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(goal.current)}"]`) : null;
    goal.current = undefined;
    window.scrollTo(0, 0);
    const control = place?.querySelector<HTMLElement>('input, select, textarea, button');
    (control ?? heading.current)?.focus({ preventScroll: control === null });
    place?.scrollIntoView({ block: 'center' });
  }, [step]);

  const open = new Map<StepId, number>();
  for (const item of check.data?.items ?? []) {
    const where =
      item.hard && item.outcome === 'failed' ? placeInForm(shownPointer(item.pointer), state.content.claim.kind)?.step : undefined;
    if (where) open.set(where, (open.get(where) ?? 0) + 1);
  }
  const loose = desk.defects.filter(({ pointer }) => placeInForm(pointer, state.content.claim.kind) === undefined);
  const here = desk.defects.filter(
    ({ pointer }) =>
      !loose.some((one) => one.pointer === pointer) &&
      placeInForm(pointer, state.content.claim.kind)?.field === undefined &&
      placeInForm(pointer, state.content.claim.kind)?.step === step &&
      !/^\/(lines|trainees|sessions|household)(\/|$)/.test(intoClaim(pointer)),
  );
  const busy = state.status === 'typing' || state.status === 'saving' || check.loading;
  // What is still empty is said once the page was left, not while it is filled in for the first time.
  const faults = desk.faults.filter(
    ({ kind, pointer }) => kind !== 'missing' || left.has(placeInForm(pointer, state.content.claim.kind)?.step ?? 'review'),
  );
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
        {state.conflict ? <ConflictPanel keeper={keeper} state={state} /> : null}
        <div className="wizard-columns">
          <section className="wizard-step panel" aria-labelledby="step-title">
            <h2 id="step-title" ref={heading} tabIndex={-1}>
              {t('claims.stepTitle', { at: at + 1, all: steps.length, name: t(`claims.step.${step}`) })}
            </h2>
            <p className="muted">{t(`claims.lead.${step}`)}</p>
            <DefectNotes defects={step === 'review' ? loose : here} />
            <StepBody step={step} keeper={keeper} state={state} check={check.data} onGo={go} onStale={onStale} />
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
        {check.data ? (
          <p className="amount-bar" aria-hidden="true">
            <span>{t('claims.amount.short')}</span> <strong>{sayAmount(check.data, words)}</strong>
          </p>
        ) : null}
      </div>
    </ClaimDeskContext>
  );
}
