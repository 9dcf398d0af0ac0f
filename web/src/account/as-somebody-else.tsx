import { useTranslation } from 'react-i18next';
import { hereAddress } from './address.ts';

/** Out of this account, and after signing in as somebody else back to where one is. */
export default function AsSomebodyElse() {
  const { t } = useTranslation();
  const leave = () =>
    import('./sign-out.ts').then(({ signOut }) => signOut(hereAddress())).catch(() => window.location.assign('/sessions'));
  return (
    <button type="button" className="link-button" onClick={() => void leave()}>
      {t('closed.other')}
    </button>
  );
}
