import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { KIND_NAMES, ROLES } from '../../../shared/domain/parties/kinds.ts';
import { AccountPage } from '../account/account-page.tsx';
import { Refusal } from '../account/notices.tsx';
import { homeOf } from '../account/sections.ts';
import { useCommand } from '../account/use-command.ts';
import type { AcceptAnswer, InvitationSeen } from '../account/wire.ts';
import { Skeleton } from '../components/states.tsx';
import { useWords } from '../words/use-words.ts';

const STORED = 'rongqiao.invitation';

/** The secret stands behind `#` and never reaches a server by itself; it is kept in this tab while one signs in. */
function secretOfLink(): string {
  const secret = decodeURIComponent(window.location.hash.slice(1));
  try {
    if (secret === '') return window.sessionStorage.getItem(STORED) ?? '';
    window.sessionStorage.setItem(STORED, secret);
  } catch {
    // Without storage the link is opened again after signing in.
  }
  if (secret !== '') window.history.replaceState(null, '', window.location.pathname);
  return secret;
}

function forget(): void {
  try {
    window.sessionStorage.removeItem(STORED);
  } catch {
    // Nothing was kept.
  }
}

function Accepted({ answer }: { readonly answer: AcceptAnswer }) {
  const { t } = useWords();
  const { organisation, member } = answer;
  const home = homeOf({ ...organisation, roles: member.roles, until: member.until });
  return (
    <div className="state" role="status">
      <p className="state-title">{t('invitation.accepted', { name: organisation.name })}</p>
      <Link className="button" href={home}>
        {t('invitation.toOrganisation')}
      </Link>
    </div>
  );
}

function Invitation() {
  const { t, of, moment } = useWords();
  const [secret] = useState(secretOfLink);
  const look = useCommand();
  const accept = useCommand();
  const [seen, setSeen] = useState<InvitationSeen>();
  const [accepted, setAccepted] = useState<AcceptAnswer>();
  const { run } = look;
  useEffect(() => {
    if (secret === '') return;
    void run<InvitationSeen>('POST /v1/invitations/look-up', { body: { secret } }).then((answer) => answer && setSeen(answer.body));
  }, [secret, run]);
  if (accepted) return <Accepted answer={accepted} />;
  if (secret === '' || look.failure?.kind === 'not-found') {
    return (
      <div className="state">
        <p className="state-title">{t('invitation.none')}</p>
        <p>{t('invitation.noneText')}</p>
      </div>
    );
  }
  if (look.failure) return <Refusal failure={look.failure} />;
  if (!seen) return <Skeleton rows={3} inline />;
  const send = async () => {
    const answer = await accept.run<AcceptAnswer>('POST /v1/invitations/accept', { body: { secret } });
    if (!answer) return;
    forget();
    setAccepted(answer.body);
  };
  return (
    <div className="panel form">
      <h2>{seen.organisation.name}</h2>
      <p className="muted">{of(KIND_NAMES[seen.organisation.kind])}</p>
      <dl className="pairs">
        <div>
          <dt>{t('invitation.roles')}</dt>
          <dd>{seen.roles.map((role) => of(ROLES[role])).join(t('formula.comma'))}</dd>
        </div>
        {seen.until ? (
          <div>
            <dt>{t('invitation.until')}</dt>
            <dd>{moment(seen.until)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('invitation.expires')}</dt>
          <dd>{moment(seen.expiresAt)}</dd>
        </div>
      </dl>
      {seen.note ? <blockquote>{seen.note}</blockquote> : null}
      {seen.status === 'awaiting-confirmation' ? (
        <p className="outcome outcome-unknown">{t('invitation.awaiting')}</p>
      ) : (
        <p className="actions">
          <button type="button" className="button" disabled={accept.busy} onClick={() => void send()}>
            {t('invitation.accept')}
          </button>
        </p>
      )}
      <Refusal failure={accept.failure} />
    </div>
  );
}

/** What one is invited to, and the way in. */
export default function InvitationPage() {
  const { t } = useWords();
  // Read before signing in, so that it is kept over the way there and back.
  useState(secretOfLink);
  return <AccountPage title={t('invitation.title')}>{() => <Invitation />}</AccountPage>;
}
