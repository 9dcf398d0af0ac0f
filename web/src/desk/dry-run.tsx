import { useEffect, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { ApiFailure, ask } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import type { RunPreview } from './wire.ts';

export type Wanted = {
  readonly programmeId: string;
  readonly items: readonly { readonly caseId: string; readonly contentHash: string }[];
  readonly rule: 'by-order' | 'pro-rata';
};

/** What approving these would do, without doing it. Throws `ApiFailure`. */
export const tryRun = async (wanted: Wanted): Promise<RunPreview> =>
  (
    await ask<RunPreview>('/v1/approval-runs/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    })
  ).body;

/** The budget before and after, and what would keep the approval from being given now. */
export function DryRun() {
  const { t, of, money } = useWords();
  const { id, seen } = useCase();
  const { programmeId, contentHash } = seen;
  const [tried, setTried] = useState<RunPreview | ApiFailure>();
  useEffect(() => {
    let gone = false;
    if (contentHash === null) return;
    tryRun({ programmeId, items: [{ caseId: id, contentHash }], rule: 'by-order' }).then(
      (answer) => gone || setTried(answer),
      (reason: unknown) => gone || setTried(reason instanceof ApiFailure ? reason : new ApiFailure('unreadable')),
    );
    return () => {
      gone = true;
    };
  }, [id, programmeId, contentHash]);
  if (tried === undefined) return <p role="status">{t('states.loading')}</p>;
  if (tried instanceof ApiFailure) return <Refusal failure={tried} />;
  const refusal = tried.cases[0]?.refusal;
  return (
    <div className="dry-run">
      <dl className="pairs pairs-short">
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
