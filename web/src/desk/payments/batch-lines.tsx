import { useState } from 'react';
import { Link } from 'wouter';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Me, Place } from '../../account/me.ts';
import { Refusal } from '../../account/notices.tsx';
import { type Command, useCommand } from '../../account/use-command.ts';
import { useWords } from '../../words/use-words.ts';
import { exactYuan, useInYuan } from '../budgets/exact.ts';
import { caseAddress } from '../places.ts';
import { ReasonField } from '../reason-field.tsx';
import type { BatchLine, BatchView } from './wire.ts';

type LineProps = { readonly line: BatchLine; onDone(said: string): void };
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

/** A payment that failed: tried again in a later batch, or given up, which gives the money back. */
function Failed({ line, onDone }: LineProps) {
  const { t } = useWords();
  const retrying = useCommand();
  const [reason, setReason] = useState('');
  const params = { id: line.caseId, paymentId: line.paymentId };
  const retry = async () => {
    if (await retrying.run('POST /v1/cases/{id}/payments/{paymentId}/retry', { params })) onDone(t('desk.line.retried'));
  };
  const cancel = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/payments/{paymentId}/cancel', { params, body: { reason } });
    if (done) onDone(t('desk.line.cancelled'));
    return done !== undefined;
  };
  return (
    <>
      <button type="button" className="link-button" disabled={retrying.busy} onClick={() => void retry()}>
        {t('desk.line.retry')}
        <span className="visually-hidden"> {line.payee.holderName}</span>
      </button>
      <Refusal failure={retrying.failure} />
      <FoldedForm
        label={t('desk.line.cancel')}
        about={line.payee.holderName}
        submit={t('desk.line.cancelSure')}
        ready={reason.trim() !== ''}
        act={cancel}
      >
        <ReasonField value={reason} onChange={setReason} />
      </FoldedForm>
    </>
  );
}

/** A payment the bank says nothing of: one person states what became of it with a paper, a second confirms the very same. */
function Unknown({ line, me, onDone }: LineProps & { readonly me: Me }) {
  const { t, day, moment } = useWords();
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
    const body = { outcome: statement?.outcome ?? outcome };
    const done = await command.run('POST /v1/cases/{id}/payments/{paymentId}/confirm-outcome', { params, body });
    if (done) onDone(t('desk.line.confirmed'));
    return done !== undefined;
  };
  const said = statement && t(`desk.payment.${statement.outcome}`);
  return (
    <>
      {withBankSince ? (
        <p className={line.state === 'unknown' ? 'wrong' : 'muted'}>
          {t(line.state === 'unknown' ? 'desk.line.silent' : 'desk.line.atBank', { day: day(withBankSince) })}
        </p>
      ) : null}
      {statement ? <p>{t('desk.line.statedAs', { at: moment(statement.at), outcome: said, note: statement.note })}</p> : null}
      {statement?.personId === me.person.id ? <p className="note">{t('desk.line.yourWord')}</p> : null}
      {statement && statement.personId !== me.person.id ? (
        <FoldedForm
          label={t('desk.line.confirmAs', { outcome: said })}
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
        <label className="field">
          <span>{t('desk.line.evidence')}</span>
          <input
            type="text"
            required
            maxLength={64}
            value={evidenceDocumentId}
            onChange={(event) => setEvidence(event.target.value.trim())}
          />
        </label>
        <ReasonField label={t('desk.line.note')} value={note} onChange={setNote} />
      </FoldedForm>
    </>
  );
}

type Props = { readonly batch: BatchView; readonly place: Place; readonly me: Me; onDone(said: string): void };

/** Line by line: to whom, how much, and what became of it. */
export function BatchLines({ batch, place, me, onDone }: Props) {
  const { t } = useWords();
  const inYuan = useInYuan();
  return (
    <div className="table-scroll">
      <table className="desk-table">
        <caption>{t('desk.pay.lines')}</caption>
        <thead>
          <tr>
            {(['line', 'payee', 'amount', 'reference', 'state'] as const).map((column) => (
              <th key={column} scope="col" {...(column === 'amount' && { className: 'number' })}>
                {column === 'amount' ? inYuan(t('desk.pay.amount')) : t(`desk.pay.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batch.lines.map((line) => (
            <tr key={line.line} data-line={line.line}>
              <th scope="row" data-label={t('desk.pay.line')}>
                {line.line}
              </th>
              <td data-label={t('desk.pay.payee')}>
                <Link href={caseAddress(line.caseId, place.id)}>{line.payee.holderName}</Link>
                <p className="muted">
                  {line.payee.bankName} {line.payee.bankAccount}
                </p>
              </td>
              <td className="number" data-label={inYuan(t('desk.pay.amount'))}>
                {exactYuan(line.amountFen)}
              </td>
              <td data-label={t('desk.pay.reference')}>{line.reference}</td>
              <td data-label={t('desk.pay.state')}>
                {t(`desk.payment.${line.state}`)}
                {line.outcome ? <p className="muted">{t(`desk.outcome.${line.outcome}`)}</p> : null}
                {line.why ? <p className="wrong">{line.why}</p> : null}
                {line.state === 'failed' || line.state === 'reversed' ? <Failed line={line} onDone={onDone} /> : null}
                {line.state === 'unknown' || (line.state === 'sent' && line.outcome === null) ? (
                  <Unknown line={line} me={me} onDone={onDone} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
