import { Confirmed } from '../../account/confirm.tsx';
import { type Me, mayHere, type Place } from '../../account/me.ts';
import { Done, Loaded, Refusal, useDone } from '../../account/notices.tsx';
import { useCommand } from '../../account/use-command.ts';
import { useFocusOnChange } from '../../account/use-focus-on-change.ts';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { BatchLines } from './batch-lines.tsx';
import { ReturnForm } from './return-form.tsx';
import { useSigner } from './use-signer.ts';
import type { BatchView } from './wire.ts';

type Props = { readonly id: string; readonly place: Place; readonly me: Me; onLeave(): void };
type PartProps = { readonly batch: BatchView; readonly me: Me; onDone(said: string): void };

/** The first signature sealed it; the second is by another natural person, for exactly the lines that were seen. */
function Approve({ batch, me, onDone }: PartProps) {
  const { t, money } = useWords();
  const command = useCommand();
  if (batch.state !== 'sealed') return null;
  if (batch.sealedBy?.personId === me.person.id) return <p className="note">{t('desk.pay.otherPayer')}</p>;
  const approve = async () => {
    const done = await command.run('POST /v1/payments/batches/{id}/approve', {
      params: { id: batch.id },
      body: { contentHash: batch.contentHash },
    });
    if (done) onDone(t('desk.pay.approved'));
  };
  return (
    <>
      <p className="note">{t('desk.pay.approveMeaning', { count: batch.count, amount: money(batch.totalFen) })}</p>
      <p className="actions">
        <button type="button" className="button" disabled={command.busy} onClick={() => void approve()}>
          {t('desk.pay.approve')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </>
  );
}

/** What the bank contradicts is not sent; where the file may be out already, the bank can still be asked to stop that line. */
function Stopped({ batch }: Pick<PartProps, 'batch'>) {
  const { t } = useWords();
  const ended = batch.state === 'reconciled' || batch.state === 'discarded';
  const lines = batch.lines.filter(({ contradictedPaymentId, outcome }) => contradictedPaymentId !== null && outcome === null);
  if (ended || lines.length === 0) return null;
  const numbers = lines.map(({ line }) => line).join(t('formula.comma'));
  return <p className="wrong">{t(batch.state === 'sent' ? 'desk.pay.stopAtBank' : 'desk.pay.stopped', { lines: numbers })}</p>;
}

/** The files for the bank and the treasury, and that they have gone out. */
function Files({ batch, onDone }: PartProps) {
  const { t } = useWords();
  const command = useCommand();
  if (!['approved', 'sent', 'reconciled'].includes(batch.state)) return null;
  const send = async () => {
    if (await command.run('POST /v1/payments/batches/{id}/send', { params: { id: batch.id } })) onDone(t('desk.pay.sent'));
  };
  return (
    <>
      <p className="actions">
        {batch.state === 'approved' ? (
          <button type="button" className="button" disabled={command.busy} onClick={() => void send()}>
            {t('desk.pay.send')}
          </button>
        ) : (
          <>
            <a className="button button-quiet" href={`/v1/payments/batches/${batch.id}/file`} download>
              {t('desk.pay.bankFile')}
            </a>
            <a className="button button-quiet" href={`/v1/payments/batches/${batch.id}/treasury-file`} download>
              {t('desk.pay.treasuryFile')}
            </a>
          </>
        )}
      </p>
      <Refusal failure={command.failure} />
    </>
  );
}

function Discard({ batch, onDone }: PartProps) {
  const { t } = useWords();
  if (batch.state !== 'sealed' && batch.state !== 'approved') return null;
  return (
    <Confirmed
      label={t('desk.pay.discard')}
      sure={t('desk.pay.discardSure')}
      act={async (command) => {
        const done = await command.run('POST /v1/payments/batches/{id}/discard', { params: { id: batch.id } });
        if (done) onDone(t('desk.pay.discarded'));
        return done !== undefined;
      }}
    >
      <p>{t('desk.pay.discardMeaning')}</p>
    </Confirmed>
  );
}

/** One batch: what is paid to whom, who signed, and what the bank said. */
export function Batch({ id, place, me, onLeave }: Props) {
  const { t, money, moment } = useWords();
  const live = useLive<BatchView>('GET /v1/payments/batches/{id}', { id });
  const signer = useSigner(place, me);
  // Each step takes its own button away.
  const heading = useFocusOnChange(live.data?.state);
  const [said, say] = useDone();
  const done = (text: string) => {
    say(text);
    live.reload();
  };
  return (
    <>
      <p className="no-print">
        <button type="button" className="link-button" onClick={onLeave}>
          {t('desk.pay.back')}
        </button>
      </p>
      <Done said={said} />
      <Loaded live={live}>
        {(batch) => (
          <section className="panel" aria-labelledby="batch">
            <h2 id="batch" ref={heading} tabIndex={-1}>
              {t('desk.pay.batch', { id: batch.id })}
            </h2>
            <p>
              <span className="badge">{t(`desk.batch.${batch.state}`)}</span>
            </p>
            <dl className="pairs">
              <div>
                <dt>{t('desk.pay.amount')}</dt>
                <dd>{t('desk.pay.total', { count: batch.count, amount: money(batch.totalFen) })}</dd>
              </div>
              <div>
                <dt>{t('desk.pay.from')}</dt>
                <dd>{batch.payerAccount}</dd>
              </div>
              {(['sealedBy', 'approvedBy', 'sentBy'] as const).map((who) => {
                const signed = batch[who];
                return signed ? (
                  <div key={who}>
                    <dt>{t(`desk.pay.${who}`)}</dt>
                    <dd>
                      {signer(signed.personId)} {moment(signed.at)}
                    </dd>
                  </div>
                ) : null;
              })}
            </dl>
            {batch.contentHash ? <p className="muted">{t('desk.pay.hash', { hash: batch.contentHash })}</p> : null}
            <Stopped batch={batch} />
            {mayHere(place, 'batch.approve') ? (
              <>
                <Approve batch={batch} me={me} onDone={done} />
                <Files batch={batch} me={me} onDone={done} />
                {batch.state === 'sent' || batch.state === 'reconciled' ? (
                  <ReturnForm batch={batch} onTaken={done} onRefused={live.reload} />
                ) : null}
                <Discard batch={batch} me={me} onDone={done} />
              </>
            ) : null}
            <BatchLines batch={batch} place={place} me={me} onDone={done} />
          </section>
        )}
      </Loaded>
    </>
  );
}
