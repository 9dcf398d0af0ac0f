import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { SIGNED_IN_CHANGED, wasSignedIn } from '../account/signed-in-note.ts';
import { switchLanguage } from '../i18n.ts';
import { isAccountPath } from './is-account-path.ts';

const NAVIGATION = [
  { href: '/check', label: 'nav.check' },
  { href: '/programmes', label: 'nav.programmes' },
  { href: '/about', label: 'nav.about' },
] as const;

function Bridge() {
  return (
    <svg className="bridge" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="14" />
      <path d="M8 44h48M12 44c0-14 9-24 20-24s20 10 20 24M22 44V25M32 44V20M42 44V25" />
    </svg>
  );
}

function OfflineBar() {
  const { t } = useTranslation();
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const read = () => setOffline(!navigator.onLine);
    read();
    window.addEventListener('online', read);
    window.addEventListener('offline', read);
    return () => {
      window.removeEventListener('online', read);
      window.removeEventListener('offline', read);
    };
  }, []);
  return (
    <div className="offline" role="status">
      {offline ? <p>{t('states.offlineBar')}</p> : null}
    </div>
  );
}

/** The way in. Whether someone is signed in is known to the API alone; here it is only remembered, so that public pages ask nothing. */
function Entrance({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const [known, setKnown] = useState(false);
  useEffect(() => {
    const read = () => setKnown(wasSignedIn());
    read();
    window.addEventListener(SIGNED_IN_CHANGED, read);
    return () => window.removeEventListener(SIGNED_IN_CHANGED, read);
  }, []);
  return known ? (
    <Link href="/me" className="entrance" aria-current={path === '/me' ? 'page' : undefined}>
      {t('nav.mine')}
    </Link>
  ) : (
    <a href="/v1/auth/sign-in?returnTo=/me" className="entrance">
      {t('nav.signIn')}
    </a>
  );
}

/** Head, main part and foot of every page; the skip link and the language switch live here. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const [path] = useLocation();
  const other = i18n.language === 'en' ? 'zh' : 'en';
  return (
    <div className="site" data-drawn={path}>
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="site-head">
        <div className="site-head-row">
          <Link href="/" className="brand">
            <Bridge />
            <span>{t('brand')}</span>
          </Link>
          <nav className="site-nav" aria-label={t('nav.label')}>
            {NAVIGATION.map((entry) => (
              <Link key={entry.href} href={entry.href} aria-current={path.startsWith(entry.href) ? 'page' : undefined}>
                {t(entry.label)}
              </Link>
            ))}
          </nav>
          <Entrance path={path} />
          <button type="button" className="language" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => void switchLanguage(other)}>
            {other === 'en' ? 'English' : '中文'}
          </button>
        </div>
      </header>
      <OfflineBar />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-foot">
        <div className="site-foot-row">
          <p>{t('foot.honest')}</p>
          <p>{t(isAccountPath(path) ? 'foot.account' : 'foot.private')}</p>
          <p className="site-foot-links">
            <Link href="/notices">{t('foot.notices')}</Link>
            <Link href="/about">{t('foot.marks')}</Link>
            <Link href="/docs">{t('foot.docs')}</Link>
          </p>
        </div>
      </footer>
    </div>
  );
}
