import { Link } from 'wouter';
import { may, type Place } from '../../account/me.ts';
import { useWords } from '../../words/use-words.ts';
import { caseAddress, runAddress } from '../places.ts';
import type { Statement } from './wire.ts';

type Line = Statement['items'][number];
type CaseProps = { readonly about: Pick<Line, 'caseId' | 'applicantName' | 'programmeName'>; readonly place: Place };

/** Whose case it is, as far as one may see, and under which programme: its number alone tells nobody anything. */
export function OfCase({ about: { caseId, applicantName, programmeName }, place }: CaseProps) {
  const { t, of } = useWords();
  if (caseId === null) return t('desk.unknown');
  return (
    <>
      <Link href={caseAddress(caseId, place.id)}>{applicantName ?? t('desk.books.openCase')}</Link>
      <p className="muted wrap-anywhere">
        {programmeName ? `${of(programmeName)} · ` : ''}
        {t('desk.head.number', { id: caseId })}
      </p>
    </>
  );
}

/** Which approval of many it is; a way to it for those who may read it. */
export function OfRun({ runId, place }: { readonly runId: string; readonly place: Place }) {
  const { t } = useWords();
  const reads = may([place], 'approval-run.read', { organisationId: place.id });
  return (
    <>
      {reads ? <Link href={runAddress(runId, place.id)}>{t('desk.run.page')}</Link> : t('desk.run.page')}
      <p className="muted wrap-anywhere">{t('desk.runs.number', { id: runId })}</p>
    </>
  );
}
