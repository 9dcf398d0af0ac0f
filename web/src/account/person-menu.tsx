import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../words/use-words.ts';
import type { Me } from './me.ts';

/** Who is signed in, their sessions, and the way out. */
export function PersonMenu({ me }: { readonly me: Me }) {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<'no' | 'yes' | 'failed'>('no');
  const leave = async () => {
    setLeaving('yes');
    // Asked for when somebody leaves, which is rarely where they begin.
    await import('./sign-out.ts').then(({ signOut }) => signOut()).catch(() => setLeaving('failed'));
  };
  return (
    <div className="person">
      <span className="person-name">{me.person.name}</span>
      <Link href="/sessions">{t('account.sessions')}</Link>
      <button type="button" className="link-button" disabled={leaving === 'yes'} onClick={() => void leave()}>
        {t('account.signOut')}
      </button>
      <span role="alert">{leaving === 'failed' ? t('account.signOutFailed') : null}</span>
    </div>
  );
}
