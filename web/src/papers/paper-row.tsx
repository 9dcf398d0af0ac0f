import { useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { Confirmed } from '../account/confirm.tsx';
import { FoldedForm } from '../account/folded-form.tsx';
import { Refusal } from '../account/notices.tsx';
import { type Command, useCommand } from '../account/use-command.ts';
import type { LinkAnswer } from '../account/wire.ts';
import { formatBytes, shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { InvoiceForm } from './invoice-form.tsx';

const TONE = { 'awaiting-upload': 'warn', expired: 'old', checking: 'warn', clean: 'good', rejected: 'bad', withdrawn: 'old' } as const;
const VALIDITY_TONE = { valid: 'good', expiring: 'warn', expired: 'bad', 'not-yet': 'warn', 'no-date': 'old' } as const;

/** Until when a paper holds, as one says it. */
export function ValidityBadge({ document }: { readonly document: WireDocument }) {
  const { t, day } = useWords();
  const { state, until, usual, daysLeft } = document.validity;
  return (
    <span className={`badge badge-${VALIDITY_TONE[state]}`}>
      {t(`papers.validity.${state}`, { day: until ? day(shiftDay(until, -1)) : '', count: daysLeft ?? 0 })}
      {usual ? t('papers.usual') : ''}
    </span>
  );
}

/** A short-lived link that makes the browser save the file. */
export function Download({ document, companyId }: { readonly document: Pick<WireDocument, 'id' | 'title'>; readonly companyId: string }) {
  const { t } = useWords();
  const command = useCommand();
  const open = async () => {
    const answer = await command.run<LinkAnswer>('POST /v1/companies/{id}/documents/{documentId}/links', {
      params: { id: companyId, documentId: document.id },
    });
    // The link makes the browser save the file; the page stays where it is.
    if (answer) window.location.assign(answer.body.url);
  };
  return (
    <div>
      <button type="button" className="link-button" disabled={command.busy} onClick={() => void open()}>
        {t('papers.download')}
        <span className="visually-hidden"> {document.title}</span>
      </button>
      <Refusal failure={command.failure} />
    </div>
  );
}

/** The dates of a paper, to be put right. */
function Dates({ document, companyId, onChanged }: Pick<Props, 'document' | 'companyId' | 'onChanged'>) {
  const { t } = useWords();
  const [issuedOn, setIssuedOn] = useState(document.issuedOn ?? '');
  const [lastDay, setLastDay] = useState(document.validUntil ? shiftDay(document.validUntil, -1) : '');
  const save = async (command: Command) => {
    const answer = await command.run('PATCH /v1/companies/{id}/documents/{documentId}', {
      params: { id: companyId, documentId: document.id },
      body: { issuedOn: issuedOn || null, validUntil: lastDay ? shiftDay(lastDay, 1) : null },
      etag: `"${document.version}"`,
      onStale: () => onChanged(),
    });
    if (answer) onChanged(t('papers.datesSaved'));
    return answer !== undefined;
  };
  return (
    <FoldedForm label={t('papers.dates')} about={document.title} submit={t('papers.saveDates')} act={save}>
      <div className="two-fields">
        <label className="field">
          <span>{t('papers.issuedOn')}</span>
          <input type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />
        </label>
        <label className="field">
          <span>{t('papers.lastDay')}</span>
          <input type="date" value={lastDay} onChange={(event) => setLastDay(event.target.value)} />
        </label>
      </div>
    </FoldedForm>
  );
}

type Props = {
  readonly document: WireDocument;
  readonly companyId: string;
  readonly mayChange: boolean;
  onChanged(text?: string): void;
};

/** One paper: what it is, how its check went, until when it holds, and what can be done with it. */
export function PaperRow({ document, companyId, mayChange, onChanged }: Props) {
  const { t, of, moment } = useWords();
  const { status } = document;
  const open = status === 'clean';
  return (
    <li className="row" data-document={document.id} data-status={status}>
      <p className="row-head">
        <strong>{document.title}</strong>
        <span className="badges">
          <span className={`badge badge-${TONE[status]}`}>{t(`papers.status.${status}`)}</span>
          {open ? <ValidityBadge document={document} /> : null}
        </span>
      </p>
      <p className="muted">
        {t('papers.file', { name: document.fileName, size: formatBytes(document.sizeBytes), at: moment(document.uploadedAt) })}
      </p>
      {document.rejections.length === 0 ? null : (
        <ul className="plain-list wrong">
          {document.rejections.map(({ code, text }) => (
            <li key={code}>{of(text)}</li>
          ))}
        </ul>
      )}
      <div className="actions">
        {open ? <Download document={document} companyId={companyId} /> : null}
        {open && mayChange ? <Dates document={document} companyId={companyId} onChanged={onChanged} /> : null}
        {open && mayChange && document.kind === 'invoice' ? (
          <InvoiceForm document={document} companyId={companyId} onRegistered={() => onChanged(t('invoices.registered'))} />
        ) : null}
        {mayChange && status !== 'withdrawn' ? (
          <Confirmed
            label={t('papers.withdraw')}
            about={document.title}
            sure={t('papers.withdrawSure')}
            act={async (command) => {
              const done = await command.run('POST /v1/companies/{id}/documents/{documentId}/withdraw', {
                params: { id: companyId, documentId: document.id },
              });
              if (done) onChanged(t('papers.withdrawn'));
              return done !== undefined;
            }}
          >
            <p>{t('papers.withdrawMeaning')}</p>
          </Confirmed>
        ) : null}
      </div>
    </li>
  );
}
