import { useState } from 'react';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Me, Place } from '../../account/me.ts';
import type { Command } from '../../account/use-command.ts';
import { Download } from '../../papers/paper-row.tsx';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { EvidenceField } from './evidence-field.tsx';
import type { BatchLine } from './wire.ts';

type Props = { readonly line: BatchLine; readonly place: Place; readonly me: Me; onDone(said: string): void };
type Outcome = 'paid' | 'failed';

function OutcomeField({ value, onChange }: { readonly value: Outcome; onChange(value: Outcome): void }) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{t('desk.line.outcome')}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as Outcome)}>
        {(['paid', 'failed'] as const).map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`desk.payment.${outcome}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a first person stated, with the paper it stands on. */
function Stated({ line: { statement }, place, me }: Pick<Props, 'line' | 'place' | 'me'>) {
  const { t, moment } = useWords();
  if (!statement) return null;
  const { at, note, outcome, personId, evidenceDocumentId } = statement;
  return (
    <>
      <p>{t('desk.line.statedAs', { at: moment(at), outcome: t(`desk.payment.${outcome}`), note })}</p>
      <Download document={{ id: evidenceDocumentId, title: t('outcomes.evidence.title') }} companyId={place.id} />
      {personId === me.person.id ? <p className="note">{t('desk.line.yourWord')}</p> : null}
    </>
  );
}

/** A payment the bank says nothing of: one person states what became of it with a paper, a second confirms the very same. */
export default function SilentLine({ line, place, me, onDone }: Props) {
  const { t, day } = useWords();
  const [outcome, setOutcome] = useState<Outcome>('paid');
  const [evidenceDocumentId, setEvidence] = useState('');
  const [note, setNote] = useState('');
  const params = { id: line.caseId, paymentId: line.paymentId };
  const { statement, withBankSince } = line;
  const state = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/payments/{paymentId}/state-outcome', {
      params,
      body: { outcome, evidenceDocumentId, note },
    });
    if (done) onDone(t('desk.line.stated'));
    return done !== undefined;
  };
  const confirm = async (command: Command) => {
    const body = { outcome: statement?.outcome ?? outcome, evidenceSha256: statement?.evidenceSha256 ?? '' };
    const done = await command.run('POST /v1/cases/{id}/payments/{paymentId}/confirm-outcome', { params, body });
    if (done) onDone(t('desk.line.confirmed'));
    return done !== undefined;
  };
  return (
    <>
      {withBankSince ? (
        <p className={line.state === 'unknown' ? 'wrong' : 'muted'}>
          {t(line.state === 'unknown' ? 'desk.line.silent' : 'desk.line.atBank', { day: day(withBankSince) })}
        </p>
      ) : null}
      <Stated line={line} place={place} me={me} />
      {statement && statement.personId !== me.person.id ? (
        <FoldedForm
          label={t('desk.line.confirmAs', { outcome: t(`desk.payment.${statement.outcome}`) })}
          about={line.payee.holderName}
          submit={t('desk.line.confirmSure')}
          act={confirm}
        >
          <p>{t('desk.line.confirmText')}</p>
        </FoldedForm>
      ) : null}
      <FoldedForm
        label={t('desk.line.state')}
        about={line.payee.holderName}
        submit={t('desk.line.stateSure')}
        ready={evidenceDocumentId !== '' && note.trim() !== ''}
        act={state}
      >
        <OutcomeField value={outcome} onChange={setOutcome} />
        <EvidenceField place={place} value={evidenceDocumentId} onChange={setEvidence} />
        <ReasonField label={t('desk.line.note')} value={note} onChange={setNote} />
      </FoldedForm>
    </>
  );
}
