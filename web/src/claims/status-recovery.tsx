import { useState } from 'react';
import type * as z from 'zod/mini';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { recoveryList } from '../../../shared/contracts/recoveries.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import { mayHere, type Place } from '../account/me.ts';
import type { Command } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { useWords } from '../words/use-words.ts';

type RecoveryList = z.infer<typeof recoveryList>;
type Recovery = RecoveryList['items'][number];
type Props = { readonly file: CaseFileView; readonly place: Place; onDone(said: string): void };
type PartProps = Props & { readonly recovery: Recovery };

/** What is owed today, how it comes about, and until when it is paid back in time. */
export function Owed({ recovery }: { readonly recovery: Recovery }) {
  const { t, money, day } = useWords();
  const { owed, terms, paidOn, noticedOn, repayDueOn } = recovery;
  const from = terms.from === 'payment' ? paidOn : noticedOn;
  return (
    <>
      <dl className="pairs">
        <div>
          <dt>{t('claims.status.recovery.owed', { day: day(owed.on) })}</dt>
          <dd>{money(owed.totalFen)}</dd>
        </div>
        <div>
          <dt>{t('claims.status.recovery.principal')}</dt>
          <dd>{money(owed.principalFen)}</dd>
        </div>
        <div>
          <dt>{t('claims.status.recovery.interest')}</dt>
          <dd>{money(owed.interestFen)}</dd>
        </div>
        <div>
          <dt>{t('claims.status.recovery.due')}</dt>
          <dd className={owed.totalFen > 0 && owed.on > repayDueOn ? 'wrong' : undefined}>{day(repayDueOn)}</dd>
        </div>
      </dl>
      <p className="muted">{t('claims.status.recovery.terms', { rate: terms.rateBp / 100, count: terms.dayCount, day: day(from) })}</p>
    </>
  );
}

/** The applicant's word: agreed, or disputed with a reason. */
function Answer({ file, place, recovery, onDone }: PartProps) {
  const { t, day } = useWords();
  const [reason, setReason] = useState('');
  if (!mayHere(place, 'recovery.answer')) return null;
  const params = { id: file.id, recoveryId: recovery.id };
  const agree = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/recoveries/{recoveryId}/agree', { params });
    if (done) onDone(t('claims.status.recovery.agreed'));
    return done !== undefined;
  };
  const dispute = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/recoveries/{recoveryId}/dispute', { params, body: { reason: reason.trim() } });
    if (done) onDone(t('claims.status.recovery.disputeDone'));
    return done !== undefined;
  };
  return (
    <>
      {recovery.state === 'noticed' || recovery.state === 'disputed' ? (
        <FoldedForm label={t('claims.status.recovery.agree')} about="" submit={t('claims.status.recovery.agree')} act={agree}>
          <p>{t('claims.status.recovery.agreeText')}</p>
        </FoldedForm>
      ) : null}
      {recovery.state === 'noticed' ? (
        <FoldedForm
          label={t('claims.status.recovery.dispute')}
          about=""
          submit={t('claims.status.recovery.disputeSend')}
          ready={reason.trim() !== ''}
          act={dispute}
        >
          <p>
            {t('claims.status.recovery.disputeText')} {t('claims.status.recovery.answer')} {day(recovery.answerDueOn)}
          </p>
          <label className="field">
            <span>{t('claims.status.recovery.disputeReason')}</span>
            <textarea required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
        </FoldedForm>
      ) : null}
    </>
  );
}

function OneRecovery(props: PartProps) {
  const { t, money, day, moment } = useWords();
  const { recovery } = props;
  const { id, state, ground, disputeReason, repayments, remindedAt, owed } = recovery;
  return (
    <>
      <p>
        <span className="badge">{t(`claims.status.recovery.state.${state}`)}</span>
      </p>
      <p>
        <strong>{t('claims.status.recovery.ground')}</strong> {ground}
      </p>
      {owed.totalFen > 0 && state !== 'written_off' ? <Owed recovery={recovery} /> : null}
      {disputeReason ? <p>{t('claims.status.recovery.disputed', { text: disputeReason })}</p> : null}
      {remindedAt ? <p className="wrong">{t('claims.status.recovery.reminded', { at: moment(remindedAt) })}</p> : null}
      {repayments.length > 0 ? (
        <ul className="plain-list">
          {repayments.map(({ n, on, amountFen, correction }) => (
            <li key={n}>
              {t('claims.status.recovery.repaid', { day: day(on), amount: money(amountFen) })}
              {correction?.on ? (
                <p className="note">{t('claims.status.recovery.corrected', { day: day(correction.on), reason: correction.reason })}</p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {owed.totalFen > 0 && state !== 'written_off' ? <p className="muted">{t('claims.status.recovery.how', { id })}</p> : null}
      <Answer {...props} />
    </>
  );
}

/** Money that must come back: why, how much by today, until when, and the applicant's answer. */
export default function StatusRecovery(props: Props) {
  const { t } = useWords();
  const { file } = props;
  const live = useLive<RecoveryList>('GET /v1/cases/{id}/recoveries', { id: file.id });
  const items = live.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="recovery">
      <h2 id="recovery">{t('claims.status.recovery.title')}</h2>
      {items.map((recovery) => (
        <OneRecovery
          key={recovery.id}
          {...props}
          recovery={recovery}
          onDone={(said) => {
            live.reload();
            props.onDone(said);
          }}
        />
      ))}
    </section>
  );
}
