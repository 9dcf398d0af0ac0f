import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { type Me, mayHere, type Place } from '../../account/me.ts';
import { Refusal } from '../../account/notices.tsx';
import { useCommand } from '../../account/use-command.ts';
import { openBook } from '../../i18n.ts';
import { useWords } from '../../words/use-words.ts';
import { exactYuan, useInYuan } from '../budgets/exact.ts';
import { caseAddress } from '../places.ts';
import { BankAgainst } from './bank-against.tsx';
import type { BatchLine, BatchView } from './wire.ts';

type LineProps = { readonly line: BatchLine; readonly place: Place; onDone(said: string): void };
/** A payment that failed: tried again in a later batch. That it is not paid at all is for two persons to say, with the case before them. */
function Failed({ line, place, onDone }: LineProps) {
  const { t } = useWords();
  const retrying = useCommand();
  const params = { id: line.caseId, paymentId: line.paymentId };
  const retry = async () => {
    if (await retrying.run('POST /v1/cases/{id}/payments/{paymentId}/retry', { params })) onDone(t('desk.line.retried'));
  };
  return (
    <>
      <p>
        <button type="button" className="link-button" disabled={retrying.busy} onClick={() => void retry()}>
          {t('desk.line.retry')}
          <span className="visually-hidden"> {line.payee.holderName}</span>
        </button>
      </p>
      <Refusal failure={retrying.failure} />
      <p>
        <Link href={caseAddress(line.caseId, place.id)}>
          {t('desk.line.cancel')}
          <span className="visually-hidden"> {line.payee.holderName}</span>
        </Link>
      </p>
    </>
  );
}

/** Only of a payment the bank says nothing of. */
const SilentLine = lazy(async () => {
  const [part] = await Promise.all([import('./silent-line.tsx'), openBook('outcomes')]);
  return part;
});

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
                <BankAgainst caseId={line.caseId} paymentId={line.contradictedPaymentId} me={me} onDone={onDone} />
                {(line.state === 'failed' || line.state === 'reversed') && mayHere(place, 'batch.approve') ? (
                  <Failed line={line} place={place} onDone={onDone} />
                ) : null}
                {line.state === 'unknown' || (line.state === 'sent' && line.outcome === null) ? (
                  <Suspense fallback={null}>
                    <SilentLine line={line} place={place} me={me} onDone={onDone} />
                  </Suspense>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
