import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck, ClaimView } from '../../../shared/contracts/claims.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import { mayHere, type Place } from '../account/me.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { WaitingButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { type Live, useLive } from '../account/use-live.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, sayValue } from '../words/values.ts';
import { sayAmount, signedFor, Trace } from './amount-panel.tsx';
import type { ClaimCard } from './claim-order.ts';

type RestsOn = { readonly fact: string; readonly value: unknown; readonly source: string; readonly statedAt: string };
type Props = { readonly card: ClaimCard; readonly place: Place };

/** Why it is theirs: every fact it rests on, who says so, and since when. None of it was said by the applicant. */
function Grounds({ view, check }: { readonly view: ClaimView; readonly check: ClaimCheck }) {
  const { t, of, day } = useWords();
  const { lexicon } = useLexicon();
  const facts = (view.claim as { readonly facts?: readonly RestsOn[] } | null)?.facts ?? [];
  return (
    <details>
      <summary>{t('claims.offer.why', { count: facts.length })}</summary>
      <ul className="check-items">
        {check.clauses.map(({ id, outcome, text }) => (
          <li key={id}>
            <p className={`outcome outcome-${outcome}`}>{of(text)}</p>
          </li>
        ))}
      </ul>
      <dl className="pairs">
        {facts.map(({ fact, value, source, statedAt }) => (
          <div key={fact}>
            <dt>{lexicon ? factLabel(fact, lexicon) : fact}</dt>
            <dd>
              {lexicon ? sayValue(fact, value, lexicon) : null} <span className={`badge source-${source}`}>{t(`source.${source}`)}</span>{' '}
              <span className="muted">{t('claims.offer.since', { day: day(statedAt.slice(0, 10)) })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Trace trace={check.trace} />
      <p>
        {t('claims.offer.wrong')} <Link href={`/companies/${view.organisationId}/profile`}>{t('claims.offer.toProfile')}</Link>
      </p>
    </details>
  );
}

/** The account it goes to, or where one is entered. */
function Payee({ check, place }: { readonly check: ClaimCheck; readonly place: Place }) {
  const { t } = useWords();
  return check.payee ? (
    <p>{t('claims.offer.payee', { holder: check.payee.holderName, bank: check.payee.bankName, account: check.payee.bankAccount })}</p>
  ) : (
    <p className="wrong">
      {t('claims.offer.noPayee')} <Link href={`/companies/${place.id}/profile`}>{t('claims.offer.toAccount')}</Link>
    </p>
  );
}

/** One tap takes it, with what one vouches for said beside it; declining asks for no reason. */
function Answer({
  view,
  check,
  live,
  place,
  onRefused,
}: { readonly live: Live<ClaimView> } & Pick<Props, 'place'> & {
    readonly view: ClaimView;
    readonly check: ClaimCheck;
    /** The amount may be another by now: it is asked for again. */
    onRefused(): void;
  }) {
  const { t } = useWords();
  const command = useCommand();
  const [, navigate] = useLocation();
  const [reason, setReason] = useState('');
  const sent = { params: { id: view.id }, etag: live.etag, onStale: live.reload };
  const confirm = async () => {
    if (!check.ready) return;
    const done = await command.run<CaseAnswer>('POST /v1/cases/{id}/submit', { ...sent, body: signedFor(check) });
    if (done) navigate(`/claims/${view.id}/status?done=submit`);
    else onRefused();
  };
  if (!mayHere(place, 'case.submit')) return <p className="note">{t('claims.review.askSigner')}</p>;
  return (
    <>
      <p>{t('claims.offer.meaning')}</p>
      <p className="actions">
        <WaitingButton
          busy={command.busy}
          className="button button-big"
          wants={check.ready ? undefined : t(check.payee ? 'claims.offer.notReady' : 'claims.offer.noPayee')}
          onPress={() => void confirm()}
        >
          {t('claims.offer.confirm')}
        </WaitingButton>
      </p>
      <Refusal failure={command.failure} />
      <p>
        <Link href={`/claims/${view.id}?step=payee`}>{t('claims.offer.change')}</Link>
      </p>
      <FoldedForm
        label={t('claims.offer.decline')}
        about=""
        submit={t('claims.offer.declineSend')}
        act={async (declining) => {
          const done = await declining.run('POST /v1/cases/{id}/withdraw', { ...sent, body: { reason: reason.trim() } });
          if (done) navigate(`/claims/${view.id}/status?done=withdraw`);
          return done !== undefined;
        }}
      >
        <p>{t('claims.offer.declineMeaning')}</p>
        <label className="field">
          <span>
            {t('claims.offer.declineWhy')}
            <span className="optional">{t('claims.optional')}</span>
          </span>
          <textarea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
      </FoldedForm>
    </>
  );
}

/** A grant nobody has to apply for: what and how much, why and who says so, until when, where it goes; to be confirmed or declined. */
export default function OfferCard({ card, place }: Props) {
  const words = useWords();
  const { t, of, day } = words;
  const view = useLive<ClaimView>('GET /v1/subsidies/claims/{id}', { id: card.id });
  const check = useLive<ClaimCheck>('GET /v1/subsidies/claims/{id}/check', { id: card.id });
  return (
    <li className="row todo todo-warn offer" data-offer={card.id}>
      <p className="row-head">
        <strong>{of(card.programmeName)}</strong>
        {check.data ? <strong className="amount-figure">{sayAmount(check.data, words)}</strong> : null}
      </p>
      <Loaded live={check} rows={3}>
        {(checked) => (
          <Loaded live={view} rows={3}>
            {(written) => (
              <>
                {card.dueOn ? <p>{t('claims.offer.until', { day: day(card.dueOn) })}</p> : null}
                <Payee check={checked} place={place} />
                <Grounds view={written} check={checked} />
                <Answer view={written} check={checked} live={view} place={place} onRefused={check.reload} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </li>
  );
}
