import { useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly organisationId: string;
  /** Null to those who are not told it: the licence has it. */
  readonly name: string | null;
  onConfirmed(): void;
};

/** A second person reads the credit code off the licence, types it anew and says that it is so. */
export function ConfirmCode({ organisationId, name, onConfirmed }: Props) {
  const { t } = useWords();
  const command = useCommand();
  const [uscc, setUscc] = useState('');
  const [seen, setSeen] = useState('');
  const confirm = async () => {
    const done = await command.run('POST /v1/organisations/{id}/confirm-code', {
      params: { id: organisationId },
      body: { uscc, seen: seen.trim() },
    });
    if (done) onConfirmed();
  };
  return (
    <form
      className="panel topic form"
      aria-labelledby={`code-${organisationId}`}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <h2 id={`code-${organisationId}`}>{t('code.title')}</h2>
      <p>{name === null ? t('code.textUnnamed') : t('code.text', { name })}</p>
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
