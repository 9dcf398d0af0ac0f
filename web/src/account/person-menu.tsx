import { useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import type { Me } from './me.ts';
import { noteSignedIn } from './signed-in-note.ts';

/** What waits on this device to be sent is gone with whoever wrote it: the next person at it may be another. */
function forgetDrafts(): void {
  try {
    for (const name of Object.keys(window.localStorage)) if (name.startsWith('rongqiao.claim.')) window.localStorage.removeItem(name);
  } catch {
    // Storage that is switched off keeps nothing.
  }
}

/** Who is signed in, their sessions, and the way out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<'no' | 'yes' | 'failed'>('no');
  const signOut = async () => {
    setLeaving('yes');
    try {
      const { body } = await ask<{ readonly continueAt: string }>('/v1/auth/sign-out', { method: 'POST' });
      noteSignedIn(false);
      forgetDrafts();
      window.location.assign(body.continueAt);
    } catch {
      setLeaving('failed');
    }
  };
  return (
    <div className="person">
      <span className="person-name">{me.person.name}</span>
      <Link href="/sessions">{t('account.sessions')}</Link>
      <button type="button" className="link-button" disabled={leaving === 'yes'} onClick={() => void signOut()}>
        {t('account.signOut')}
      </button>
      <span role="alert">{leaving === 'failed' ? t('account.signOutFailed') : null}</span>
    </div>
  );
}
