import { lazy, Suspense } from 'react';
import { useRegions } from '../account/regions.ts';
import { OpenPaper } from '../evidence/evidence.tsx';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { caseEvidence } from './case-evidence.ts';
import { type ClaimField, isMoney, isPaper } from './claim-parts.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CHOICES = new Set(['premises', 'expense']);

/** Claims of events alone have one. */
const FiledEvent = lazy(() => import('./filed-event.tsx'));

/** A paper by its title, and the way to lay it open beside the claim. One that is the applicant's no more has its number only. */
export function Paper({ id }: { readonly id: string }) {
  const { t } = useWords();
  const desk = useCase();
  const paper = caseEvidence(desk, id, t('desk.paper.named', { id }));
  if (!paper) return <span className="paper">{t('desk.paper.named', { id })}</span>;
  return (
    <span className="paper">
      {paper.title} <OpenPaper paper={paper} label={t('desk.paper.open')} />
    </span>
  );
}

/** One answer of a claim, as one reads it. */
export function ClaimValue({ field: { name, value } }: { readonly field: ClaimField }) {
  const { t, money, day } = useWords();
  const { say } = useRegions();
  if (value === null || value === undefined || value === '') return <span className="muted">{t('desk.unknown')}</span>;
  if (isPaper(name)) {
    const ids = [value].flat().map(String);
    return ids.length === 0 ? <span className="muted">{t('desk.unknown')}</span> : ids.map((id) => <Paper key={id} id={id} />);
  }
  if (isMoney(name)) return money(Number(value));
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  const text = String(value);
  if (name === 'filingId')
    return (
      <Suspense>
        <FiledEvent />
      </Suspense>
    );
  if (name === 'divisionCode') return say(text);
  if (CHOICES.has(name)) return t(`desk.choice.${text}`, { defaultValue: text });
  if (name === 'invoiceId') {
    const [seller = '', , number = ''] = text.split('.');
    return t('desk.invoice', { seller, number });
  }
  return DAY.test(text) ? day(text) : text;
}
