import { useState } from 'react';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { Organisation } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

function Form({ organisation, onConfirmed }: { readonly organisation: Organisation; onConfirmed(): void }) {
  const { t } = useWords();
  const command = useCommand();
  const [uscc, setUscc] = useState('');
  const [seen, setSeen] = useState('');
  const confirm = async () => {
    const done = await command.run('POST /v1/organisations/{id}/confirm-code', {
      params: { id: organisation.id },
      body: { uscc, seen: seen.trim() },
      etag: `"${organisation.version}"`,
    });
    if (done) onConfirmed();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p>{t('code.text', { name: organisation.name })}</p>
      <label className="field">
        <span>{t('code.uscc')}</span>
        <input type="text" required autoComplete="off" maxLength={40} value={uscc} onChange={(event) => setUscc(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('code.seen')}</span>
        <input type="text" required minLength={2} maxLength={200} value={seen} onChange={(event) => setSeen(event.target.value)} />
      </label>
      <p className="actions">
        <button type="submit" className="button" disabled={command.busy || uscc.trim() === '' || seen.trim().length < 2}>
          {t('code.confirm')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

/** A second person reads the credit code off the licence and says that it is so. */
export function ConfirmCode({ organisationId, onConfirmed }: { readonly organisationId: string; onConfirmed(): void }) {
  const { t } = useWords();
  const live = useLive<Organisation>('GET /v1/organisations/{id}', { id: organisationId });
  return (
    <section className="panel topic" aria-labelledby={`code-${organisationId}`}>
      <h2 id={`code-${organisationId}`}>{t('code.title')}</h2>
      <Loaded live={live} rows={2}>
        {(organisation) => <Form organisation={organisation} onConfirmed={onConfirmed} />}
      </Loaded>
    </section>
  );
}
