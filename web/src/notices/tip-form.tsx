import { useState } from 'react';
import { LONGEST_TIP } from '../../../shared/domain/cases/tips/tip-terms.ts';
import { Done, Refusal, useDone } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import type { Notice } from '../desk/wire.ts';
import { useWords } from '../words/use-words.ts';

/** What somebody knows and does not want to sign: what is kept, who reads it and what it does not do is said before anything is typed. */
export function TipForm({ notice }: { readonly notice: Notice }) {
  const { t } = useWords();
  const command = useCommand();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [said, say] = useDone();
  if (notice.status === 'over' || notice.status === 'dropped') return null;
  const send = async () => {
    if (text.trim() === '') return;
    const answer = await command.run('POST /v1/notices/{id}/tips', { params: { id: notice.id }, body: { text: text.trim() } });
    if (!answer) return;
    setText('');
    setOpen(false);
    say(t('notices.tip.done'));
  };
  return (
    <section className="panel" aria-labelledby="tip">
      <h2 id="tip">{t('notices.tip.title')}</h2>
      <p>{t('notices.tip.meaning')}</p>
      <Done said={said} />
      {open ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <label className="field">
            <span>{t('notices.tip.text')}</span>
            <textarea
              required
              rows={5}
              maxLength={LONGEST_TIP}
              aria-describedby="tip-hint"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <p id="tip-hint" className="muted">
            {t('notices.tip.hint')}
          </p>
          <p className="actions">
            <SubmitButton busy={command.busy} ready={text.trim() !== ''}>
              {t('notices.tip.send')}
            </SubmitButton>
          </p>
          <Refusal failure={command.failure} />
        </form>
      ) : (
        <p className="actions">
          <button type="button" className="button button-quiet" onClick={() => setOpen(true)}>
            {t('notices.tip.open')}
          </button>
        </p>
      )}
    </section>
  );
}
