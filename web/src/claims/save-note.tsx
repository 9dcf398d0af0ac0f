import { signInAddress } from '../account/address.ts';
import { useWords } from '../words/use-words.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';

/** Whether what is typed is safe, in one line that is always there. */
export function SaveNote({ keeper, state }: { readonly keeper: DraftKeeper; readonly state: KeeperState }) {
  const { t, moment } = useWords();
  const { status, failure, view } = state;
  const signedOut = failure?.kind === 'signed-out';
  const refused = status === 'refused' || status === 'closed';
  return (
    <div className={`save-note save-${status}`} role="status">
      {refused ? (
        <p className="wrong">
          {signedOut ? t('refusal.signedOut') : (failure?.title ?? t('claims.save.refused'))}{' '}
          {signedOut ? (
            <a href={signInAddress('/me')} target="_blank" rel="noopener">
              {t('refusal.signInElsewhere')}
            </a>
          ) : null}
        </p>
      ) : (
        <p>{t(`claims.save.${status}`, { at: view.savedAt ? moment(view.savedAt) : '' })}</p>
      )}
      {status === 'kept' || status === 'refused' ? (
        <button type="button" className="link-button" onClick={() => void keeper.flush()}>
          {t('claims.save.now')}
        </button>
      ) : null}
    </div>
  );
}
