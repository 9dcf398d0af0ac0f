import { useState } from 'react';
import { addressOf } from '../account/address.ts';
import { Refusal } from '../account/notices.tsx';
import { ApiFailure, askFile } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';

/** Has the browser keep a file. */
function saveAs(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

type State = { readonly busy: boolean; readonly failure?: ApiFailure; readonly saved?: true };

/** The file that proves the case: every entry with its hashes, the transfers and the signed seals, to be checked without us. */
export function AuditDownload({ id }: { readonly id: string }) {
  const { t } = useWords();
  const [state, setState] = useState<State>({ busy: false });
  const save = async () => {
    setState({ busy: true });
    try {
      saveAs(`case-${id}.json`, await askFile(addressOf('GET /v1/cases/{id}/export', { id })));
      setState({ busy: false, saved: true });
    } catch (reason) {
      setState({ busy: false, failure: reason instanceof ApiFailure ? reason : new ApiFailure('unreadable') });
    }
  };
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{t('claims.status.audit')}</h2>
      <p className="muted">{t('claims.status.auditText')}</p>
      <p className="actions">
        <button type="button" className="button button-quiet" disabled={state.busy} onClick={() => void save()}>
          {t('claims.status.auditSave')}
        </button>
      </p>
      <div role="status">{state.saved ? <p className="outcome outcome-met">{t('claims.status.auditSaved')}</p> : null}</div>
      <Refusal failure={state.failure} />
    </section>
  );
}
