import { useEffect, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { ApiFailure } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { usePartName, usualPart } from './budget-part.tsx';
import { useCase } from './case-context.ts';
import { tryRun } from './try-run.ts';
import type { RunPreview } from './wire.ts';

type Props = {
  /** The budget it is paid from, once that is known. */
  onKnown(budgetId: string): void;
};

/** The budget before and after, which part of it the case is paid from, and what would keep the approval from being given now. */
export function DryRun({ onKnown }: Props) {
  const { t, of, money } = useWords();
  const nameOf = usePartName();
  const { id, seen } = useCase();
  const { programmeId, contentHash, opposed } = seen;
  const [communityId, setCommunity] = useState<string | null>(null);
  const [tried, setTried] = useState<RunPreview | ApiFailure>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is paid from is told once an answer is here; another part asks anew by itself.
  useEffect(() => {
    let gone = false;
    if (contentHash === null) return;
    // The form asks for it itself: what is tried is how it stands once it is given.
    const reason = opposed ? { reason: t('desk.step.opposed') } : {};
    tryRun({ programmeId, items: [{ caseId: id, contentHash, ...reason }], communityId }).then(
      (answer) => {
        if (gone) return;
        setTried(answer);
        const usual = usualPart(answer);
        if (usual !== communityId) setCommunity(usual);
        else onKnown(answer.budgetId);
      },
      (reason: unknown) => gone || setTried(reason instanceof ApiFailure ? reason : new ApiFailure('unreadable')),
    );
    return () => {
      gone = true;
    };
  }, [id, programmeId, contentHash, communityId]);
  if (tried === undefined) return <p role="status">{t('states.loading')}</p>;
  if (tried instanceof ApiFailure) return <Refusal failure={tried} />;
  const refusal = tried.cases[0]?.refusal;
  return (
    <div className="dry-run">
      <dl className="pairs pairs-short">
        {tried.communityId === null ? null : (
          <div>
            <dt>{t('desk.budget.partOf')}</dt>
            <dd>{nameOf(tried.communityId)}</dd>
          </div>
        )}
        <div>
          <dt>{t('desk.budget.before')}</dt>
          <dd>{money(tried.availableFen)}</dd>
        </div>
        <div>
          <dt>{t('desk.budget.after')}</dt>
          <dd>{money(tried.leftFen)}</dd>
        </div>
      </dl>
      {refusal ? (
        <p className="note">{t('desk.budget.refused', { why: of(refusal.text) })}</p>
      ) : (
        <p className="outcome outcome-met">{t('desk.budget.fits')}</p>
      )}
    </div>
  );
}
