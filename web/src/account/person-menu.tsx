import { useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../api/client.ts';
import { useWords } from '../words/use-words.ts';
import type { Me } from './me.ts';
import { noteSignedIn } from './signed-in-note.ts';

/** Who is signed in, their sessions, and the way out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<'no' | 'yes' | 'failed'>('no');
  const signOut = async () => {
    setLeaving('yes');
    try {
      const { body } = await ask<{ readonly continueAt: string }>('/v1/auth/sign-out', { method: 'POST' });
      noteSignedIn(false);
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
