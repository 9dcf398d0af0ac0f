import { lazy, Suspense, useEffect } from 'react';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { Skeleton } from '../components/states.tsx';
import { ClaimField } from './claim-field.tsx';
import { CLAIM_FORMS, type StepId } from './claim-forms.ts';
import { ClaimRows } from './claim-rows.tsx';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';
import { FactsStep } from './facts-step.tsx';

/** The last pages come after the first one stands. */
const loadPapers = () => import('./papers-step.tsx');
const loadPayee = () => import('./payee-step.tsx');
const loadReview = () => import('./review-step.tsx');
const PapersStep = lazy(loadPapers);
const PayeeStep = lazy(loadPayee);
const ReviewStep = lazy(loadReview);

/** Has the last pages at hand before they are turned to: the line may be gone by then. */
function usePagesAtHand(): void {
  useEffect(() => {
    // A failure is told when they are turned to.
    Promise.all([loadPapers(), loadPayee(), loadReview()]).catch(() => undefined);
  }, []);
}

type Props = {
  readonly step: StepId;
  readonly keeper: DraftKeeper;
  readonly state: KeeperState;
  readonly check: ClaimCheck | undefined;
  onGo(step: StepId, pointer: string): void;
  onRefused(): void;
  onStale(): void;
};

function Body({ step, keeper, state, check, ...on }: Props) {
  const { view } = state;
  if (step === 'facts') return <FactsStep />;
  if (step === 'papers') return <PapersStep programmeId={view.programmeId} />;
  if (step === 'payee') return <PayeeStep keeper={keeper} state={state} payee={check?.payee} />;
  if (step === 'review') return <ReviewStep keeper={keeper} state={state} check={check} {...on} />;
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

/** The questions of one page. */
export function StepBody(props: Props) {
  usePagesAtHand();
  return (
    <Suspense fallback={<Skeleton rows={3} inline />}>
      <Body {...props} />
    </Suspense>
  );
}
