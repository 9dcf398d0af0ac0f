import { useState } from 'react';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Command } from '../../account/use-command.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import type { Statement } from './wire.ts';

type Props = { readonly line: Statement['items'][number]; onDone(said: string): void };

/** Proposes to compensate an entry that was wrong, with why; a second natural person of the bureau confirms. */
function CorrectEntry({ line: { transferId, at, budgetId, label }, onDone }: Props) {
  const { t, of, moment } = useWords();
  const [reason, setReason] = useState('');
  const act = async (command: Command) => {
    const body = { kind: 'correct', transferId, at, reason };
    const done = await command.run('POST /v1/budgets/{id}/changes', { params: { id: budgetId }, body });
    if (done) onDone(t('desk.change.proposed'));
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t('desk.books.correct')}
      about={t('desk.books.correctAbout', { what: of(label), moment: moment(at) })}
      submit={t('desk.books.correctSend')}
      ready={reason.trim() !== ''}
      act={act}
    >
      <p className="muted">{t('desk.books.correctMeans')}</p>
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

type CorrectionProps = Pick<Props, 'line'> & { readonly onCorrected: ((said: string) => void) | undefined };

/** What an entry compensates, what compensated it, and the way to do so; without `onCorrected` entries are only read. */
export default function Correction({ line, onCorrected }: CorrectionProps) {
  const { t, moment } = useWords();
  const { correctsAt, correctedAt, correctable } = line;
  return (
    <>
      {correctsAt ? <p>{t('desk.books.corrects', { moment: moment(correctsAt) })}</p> : null}
      {correctedAt ? <p>{t('desk.books.corrected', { moment: moment(correctedAt) })}</p> : null}
      {correctable && onCorrected ? <CorrectEntry line={line} onDone={onCorrected} /> : null}
    </>
  );
}
