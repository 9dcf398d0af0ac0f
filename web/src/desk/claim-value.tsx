import { lazy, Suspense } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useRegions } from '../account/regions.ts';
import { useCommand } from '../account/use-command.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { type ClaimField, isMoney, isPaper } from './claim-parts.ts';
import { noteOpened } from './opened-papers.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CHOICES = new Set(['premises', 'expense']);

/** Claims of events alone have one. */
const FiledEvent = lazy(() => import('./filed-event.tsx'));

/** A paper by its title, and the way to open it: a link that holds for a short while. One that is the applicant's no more has its number only. */
export function Paper({ id }: { readonly id: string }) {
  const { t } = useWords();
  const desk = useCase();
  const command = useCommand();
  const title = desk.papers?.get(id)?.title;
  const name = title ?? t('desk.paper.named', { id });
  if (desk.papers !== undefined && title === undefined) return <span className="paper">{name}</span>;
  const open = async () => {
    const answer = await command.run<LinkAnswer>('POST /v1/cases/{id}/papers/{documentId}/links', {
      params: { id: desk.id, documentId: id },
    });
    if (!answer) return;
    noteOpened(desk.id, id);
    window.location.assign(answer.body.url);
  };
  return (
    <span className="paper">
      {name}{' '}
      <button type="button" className="link-button" disabled={command.busy} onClick={() => void open()}>
        {t('desk.paper.open')}
        <span className="visually-hidden"> {name}</span>
      </button>
      <Refusal failure={command.failure} />
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
