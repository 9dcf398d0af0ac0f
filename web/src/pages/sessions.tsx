import type { SessionList } from '../../../shared/contracts/sessions.ts';
import { AccountPage } from '../account/account-page.tsx';
import { Confirmed } from '../account/confirm.tsx';
import { Done, Empty, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { useWords } from '../words/use-words.ts';

type Session = SessionList['sessions'][number];

function SessionRow({ session, onEnded }: { readonly session: Session; onEnded(): void }) {
  const { t, moment } = useWords();
  const device = session.device || t('sessions.unknownDevice');
  return (
    <li className="row">
      <p className="row-head">
        <strong>{device}</strong>
        {session.current ? <span className="badge badge-good">{t('sessions.current')}</span> : null}
      </p>
      <p className="muted">{t('sessions.started', { at: moment(session.startedAt) })}</p>
      <p className="muted">{t('sessions.lastSeen', { at: moment(session.lastSeenAt) })}</p>
      <p className="muted">{t('sessions.endsAt', { at: moment(session.endsAt) })}</p>
      {session.current ? null : (
        <Confirmed
          label={t('sessions.end')}
          about={device}
          sure={t('sessions.endSure')}
          act={async (command) => {
            const done = await command.run('DELETE /v1/sessions/{sessionId}', { params: { sessionId: session.id } });
            if (done) onEnded();
            return done !== undefined;
          }}
        >
          <p>{t('sessions.endMeaning')}</p>
        </Confirmed>
      )}
    </li>
  );
}

function Sessions() {
  const { t } = useWords();
  const live = useLive<SessionList>('GET /v1/sessions');
  const [done, setDone] = useDone();
  const ended = (text: string) => {
    setDone(text);
    live.reload();
  };
  return (
    <Loaded live={live}>
      {({ sessions }) => (
        <>
          <Done said={done} />
          <ul className="rows">
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnded={() => ended(t('sessions.ended'))} />
            ))}
          </ul>
          {sessions.some(({ current }) => !current) ? (
            <Confirmed
              label={t('sessions.endOthers')}
              sure={t('sessions.endOthersSure')}
              act={async (command) => {
                const ok = await command.run('DELETE /v1/sessions/{sessionId}', { params: { sessionId: 'others' } });
                if (ok) ended(t('sessions.othersEnded'));
                return ok !== undefined;
              }}
            >
              <p>{t('sessions.endOthersMeaning')}</p>
            </Confirmed>
          ) : (
            <Empty title={t('sessions.onlyThis')} />
          )}
        </>
      )}
    </Loaded>
  );
}

/** Where one is signed in, and how to end it there. */
export default function SessionsPage() {
  const { t } = useWords();
  return (
    <AccountPage title={t('sessions.title')} lead={t('sessions.lead')}>
      {() => <Sessions />}
    </AccountPage>
  );
}
