import { lazy, Suspense, useRef, useState } from 'react';
import { Refusal } from '../../account/notices.tsx';
import { WaitingButton } from '../../account/submit-button.tsx';
import { useCommand } from '../../account/use-command.ts';
import { useWords } from '../../words/use-words.ts';
import type { BatchView, ReturnReport } from './wire.ts';

/** Once a file was taken in, with why a line of it was put aside. */
const ReturnLines = lazy(() => import('./return-lines.tsx'));

type Props = {
  readonly batch: BatchView;
  onTaken(said: string): void;
  /** Nothing is booked of a file that is refused; what it contradicts stands in the lines from then on. */
  onRefused(): void;
};

/** What the bank answered: read from a file or pasted, taken in line by line or, where a line does not fit, not at all. */
export function ReturnForm({ batch, onTaken, onRefused }: Props) {
  const { t } = useWords();
  const command = useCommand();
  const [file, setFile] = useState('');
  const text = useRef<HTMLTextAreaElement>(null);
  const [report, setReport] = useState<ReturnReport>();
  const take = async () => {
    const answer = await command.run<ReturnReport>('POST /v1/payments/batches/{id}/returns', { params: { id: batch.id }, body: { file } });
    if (!answer) return onRefused();
    setReport(answer.body);
    onTaken(t(answer.body.repeated ? 'desk.return.repeated' : 'desk.return.taken', { count: answer.body.rows.length }));
  };
  return (
    <form
      className="form"
      aria-labelledby="return"
      onSubmit={(event) => {
        event.preventDefault();
        if (file.trim() !== '') void take();
      }}
    >
      <h3 id="return">{t('desk.return.title')}</h3>
      {batch.takingReturn ? <p className="note">{t('desk.return.unfinished')}</p> : null}
      <label className="field">
        <span>{t('desk.return.file')}</span>
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(event) => void event.target.files?.[0]?.text().then(setFile)}
        />
      </label>
      <label className="field">
        <span>{t('desk.return.text')}</span>
        <textarea ref={text} rows={6} value={file} onChange={(event) => setFile(event.target.value)} />
      </label>
      <p className="actions">
        <WaitingButton
          type="submit"
          busy={command.busy}
          wants={file.trim() === '' ? t('desk.return.wants') : undefined}
          onEarly={() => text.current?.focus()}
        >
          {t('desk.return.take')}
        </WaitingButton>
      </p>
      <Refusal failure={command.failure} />
      {report ? (
        <Suspense fallback={<p role="status">{t('states.loading')}</p>}>
          <ReturnLines report={report} />
        </Suspense>
      ) : null}
    </form>
  );
}
