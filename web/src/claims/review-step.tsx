import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { mayHere } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { WaitingButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { signedFor } from './amount-panel.tsx';
import { CheckList } from './check-list.tsx';
import type { StepId } from './claim-forms.ts';
import { useDesk } from './desk-of-claim.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';

type Props = {
  readonly keeper: DraftKeeper;
  readonly state: KeeperState;
  readonly check: ClaimCheck | undefined;
  onGo(step: StepId, pointer: string): void;
  /** It was not taken: what stands here of the amount and of the list may have changed since. */
  onRefused(): void;
  /** The claim moved on without us: it is read again. */
  onStale(): void;
};

/** A colleague who may not sign asks the one who may, with a link to this very page. */
function AskSigner() {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="note">
      <p>{t('claims.review.askSigner')}</p>
      <p>
        <button
          type="button"
          className="button button-quiet"
          onClick={() =>
            void navigator.clipboard.writeText(window.location.href).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {t('members.copy')}
        </button>{' '}
        <span role="status">{copied ? t('members.copied') : null}</span>
      </p>
    </div>
  );
}

/** The last page: everything the reviewer will go through, and the signature. */
export default function ReviewStep({ keeper, state, check, onGo, onRefused, onStale }: Props) {
  const { t } = useWords();
  const { place, defects, answers } = useDesk();
  const [, navigate] = useLocation();
  const command = useCommand();
  const [true_, setTrue] = useState(false);
  const { view } = state;
  const again = view.state === 'returned';
  const action = again ? 'case.resubmit' : 'case.submit';
  const unanswered = defects.filter(
    ({ id }) => answers[id] === undefined || (answers[id].kind === 'disputed' && answers[id].text.trim() === ''),
  );
  const wants = [
    ...(check?.ready === true ? [] : [t(check ? 'claims.review.wants.list' : 'claims.amount.waiting')]),
    ...(unanswered.length === 0 ? [] : [t('claims.review.wants.answers')]),
    ...(true_ ? [] : [t('claims.review.wants.tick')]),
  ];
  const send = async () => {
    if (wants.length > 0 || !(await keeper.flush())) return;
    const sent = {
      params: { id: view.id },
      etag: keeper.state().etag,
      onStale,
      body: {
        ...(check && signedFor(check)),
        ...(again && {
          answers: defects.map(({ id }) => ({ defectId: id, kind: answers[id]?.kind, text: answers[id]?.text.trim() ?? '' })),
        }),
      },
    };
    const done = await command.run<CaseAnswer>(again ? 'POST /v1/cases/{id}/resubmit' : 'POST /v1/cases/{id}/submit', sent);
    if (done) navigate(`/claims/${view.id}/status?done=${again ? 'resubmit' : 'submit'}`);
    else onRefused();
  };
  return (
    <>
      {check ? (
        <CheckList check={check} kind={state.content.claim.kind} onGo={onGo} />
      ) : (
        <p className="muted">{t('claims.amount.waiting')}</p>
      )}
      {unanswered.length === 0 ? null : (
        <div className="note">
          <p>{t('claims.correct.open', { count: unanswered.length })}</p>
          <ul className="plain-list">
            {unanswered.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {mayHere(place, action) ? (
        <section aria-labelledby="sign">
          <h2 id="sign">{t(again ? 'claims.review.signAgain' : 'claims.review.sign')}</h2>
          <p>{t('claims.review.meaning')}</p>
          <label className="tick">
            <input type="checkbox" checked={true_} onChange={(event) => setTrue(event.target.checked)} />
            <span>{t('claims.review.true')}</span>
          </label>
          <p className="actions">
            <WaitingButton
              busy={command.busy}
              className="button button-big"
              wants={wants.length === 0 ? undefined : wants.join(' ')}
              onPress={() => void send()}
            >
              {t(again ? 'claims.review.resubmit' : 'claims.review.submit')}
            </WaitingButton>
          </p>
          <Refusal failure={command.failure} />
        </section>
      ) : (
        <AskSigner />
      )}
    </>
  );
}
