import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ApiFailure } from '../api/client.ts';
import type { Resource } from '../api/use-resource.ts';
import { Failure, Skeleton } from '../components/states.tsx';
import { hereAddress, signInAddress } from './address.ts';

/** Out of this account, and after signing in as somebody else back to where one is. */
const leave = () => import('./sign-out.ts').then(({ signOut }) => signOut(hereAddress())).catch(() => window.location.assign('/sessions'));

/** A page that is not for this account: why, and the ways on. Another account of the same person may open it. */
export function Barred({ title, text }: { readonly title: string; readonly text: string }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <p className="state-title">{title}</p>
      <p>{text}</p>
      <Link className="button" href="/me">
        {t('closed.home')}
      </Link>
      <button type="button" className="link-button" onClick={() => void leave()}>
        {t('closed.other')}
      </button>
    </div>
  );
}

/** Not signed in, not allowed, not there: what it means, and the way on. */
function Closed({ kind }: { readonly kind: 'signed-out' | 'denied' | 'not-found' }) {
  const { t } = useTranslation();
  const said = { title: t(`closed.${kind}.title`), text: t(`closed.${kind}.text`) };
  if (kind !== 'signed-out') return <Barred {...said} />;
  return (
    <div className="state">
      <p className="state-title">{said.title}</p>
      <p>{said.text}</p>
      <a className="button" href={signInAddress(hereAddress())}>
        {t('closed.signIn')}
      </a>
    </div>
  );
}

/** One answer of the API: on its way, refused in words, or drawn. */
export function Loaded<Data>({
  live,
  rows = 4,
  children,
}: {
  readonly live: Resource<Data>;
  readonly rows?: number;
  children(data: Data): ReactNode;
}) {
  if (live.data !== undefined) return children(live.data);
  const kind = live.failure?.kind;
  if (kind === 'signed-out' || kind === 'denied' || kind === 'not-found') return <Closed kind={kind} />;
  return live.failure ? <Failure resource={live} /> : <Skeleton rows={rows} inline />;
}

/** Why a command was not done, said beside its button. What was typed stays; after signing in elsewhere it can be sent again. */
export function Refusal({ failure }: { readonly failure: ApiFailure | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="refusal">
      {failure === undefined ? null : failure.kind === 'signed-out' ? (
        <p className="wrong">
          {t('refusal.signedOut')}{' '}
          <a href={signInAddress('/me')} target="_blank" rel="noopener">
            {t('refusal.signInElsewhere')}
          </a>
        </p>
      ) : (
        <>
          <p className="wrong">{failure.title ?? t(`states.${failure.kind}.text`)}</p>
          {failure.faults.length === 0 ? null : (
            <ul className="plain-list">
              {failure.faults.map((fault) => (
                <li key={`${fault.pointer} ${fault.code}`}>{fault.detail}</li>
              ))}
            </ul>
          )}
          {failure.title === undefined ? null : <RefusalHint failure={failure} />}
        </>
      )}
    </div>
  );
}

/** Where pressing again helps, it says so. */
function RefusalHint({ failure }: { readonly failure: ApiFailure }) {
  const { t } = useTranslation();
  return failure.kind === 'server' ? <p>{t('refusal.again')}</p> : null;
}

/** A sentence that tells what has just been done, for eyes and for screen readers. */
export function Done({ said }: { readonly said: Said | undefined }) {
  const [over, setOver] = useState<Said>();
  useEffect(() => {
    const timer = setTimeout(() => setOver(said), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div role="status" className="done">
      {said && said !== over ? <p className="outcome outcome-met">{said.text}</p> : null}
    </div>
  );
}

const SHOWN_MS = 8_000;
/** A sentence said once: the same one said again is another. */
export type Said = { readonly text: string };

export function useDone(): readonly [Said | undefined, (text: string) => void] {
  const [said, setSaid] = useState<Said>();
  return [said, useCallback((text: string) => setSaid({ text }), [])];
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state empty">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
