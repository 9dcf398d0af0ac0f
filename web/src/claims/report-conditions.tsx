import { useState } from 'react';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { DocumentKind } from '../../../shared/domain/documents/kind-names.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import type { Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useAskAgain } from '../account/use-ask-again.ts';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { DocumentList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { fitting } from './fitting-papers.ts';
import { UploadPaper } from './upload-paper.tsx';

const ANY_KIND = Object.keys(KINDS_OF_PAPER) as DocumentKind[];
const ASKS_AGAIN_MS = 2_000;
const MOST_PAPERS = 20;

export type ReportProps = {
  readonly file: CaseFileView;
  readonly place: Place;
  readonly etag: string | undefined;
  onDone(what: 'report-conditions'): void;
  onStale(): void;
};

/** The papers of the vault; while one of them is being checked they are asked for again. */
function usePapers(place: Place) {
  const live = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: place.id }, { limit: 100 });
  const documents = fitting(live.data?.items ?? [], ANY_KIND);
  const pending = documents.some(({ status }) => status !== 'clean');
  const { reload } = live;
  useAskAgain(pending, reload, ASKS_AGAIN_MS);
  return { all: live.data?.items ?? [], documents, reload };
}

/** How the conditions are met, in words and with papers of the vault or new ones: to be checked by the office. */
export function ReportForm({ file, place, etag, onDone, onStale }: ReportProps) {
  const { t } = useWords();
  const command = useCommand();
  const { all, documents, reload } = usePapers(place);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const checked = chosen.every((id) => documents.some((one) => one.id === id && one.status === 'clean'));
  const send = async () => {
    const body = { reason: reason.trim(), evidence: chosen };
    const done = await command.run('POST /v1/cases/{id}/report-conditions', { params: { id: file.id }, body, etag, onStale });
    if (done) onDone('report-conditions');
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '' && checked) void send();
      }}
    >
      <p>{t('claims.status.conditionReport.how')}</p>
      <label className="field">
        <span>{t('claims.status.conditionReport.text')}</span>
        <textarea required rows={4} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {documents.length === 0 ? null : (
        <details open={chosen.length > 0}>
          <summary>{t('claims.status.conditionReport.vault', { count: chosen.length })}</summary>
          <fieldset className="choices" aria-label={t('claims.status.conditionReport.papers')}>
            {documents.map(({ id, title, status }) => (
              <label key={id} className="tick">
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  disabled={!chosen.includes(id) && chosen.length >= MOST_PAPERS}
                  onChange={(event) => setChosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
                />
                <span>{status === 'clean' ? title : t('claims.paper.checking', { title })}</span>
              </label>
            ))}
          </fieldset>
        </details>
      )}
      <UploadPaper
        vault={{ place, documents: all, reload }}
        kind="other"
        about={t('claims.status.conditionReport.papers')}
        onArrived={({ id }) => setChosen((before) => [...before, id].slice(0, MOST_PAPERS))}
      />
      {checked ? null : <p className="muted">{t('claims.status.conditionReport.beingChecked')}</p>}
      <p className="actions">
        <SubmitButton busy={command.busy} ready={reason.trim() !== '' && checked}>
          {t('claims.status.conditionReport.send')}
        </SubmitButton>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
