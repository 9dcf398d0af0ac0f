import { ROLES } from '../../../shared/domain/parties/kinds.ts';
import { Confirmed } from '../account/confirm.tsx';
import { Loaded } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { Invitation, InvitationList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

const TONE = { 'awaiting-confirmation': 'warn', open: 'good', accepted: 'old', withdrawn: 'old', expired: 'old' } as const;

type RowProps = {
  readonly invitation: Invitation;
  readonly placeId: string;
  readonly personId: string;
  nameOf(personId: string): string;
  onChanged(text: string): void;
};

function InvitationRow({ invitation, placeId, personId, nameOf, onChanged }: RowProps) {
  const { t, of, moment } = useWords();
  const { status } = invitation;
  const params = { id: placeId, invitationId: invitation.id };
  const roles = invitation.roles.map((role) => of(ROLES[role])).join(t('formula.comma'));
  const open = status === 'open' || status === 'awaiting-confirmation';
  return (
    <li className="row" data-invitation={invitation.id}>
      <p className="row-head">
        <strong>{roles}</strong>
        <span className={`badge badge-${TONE[status]}`}>{t(`members.status.${status}`)}</span>
      </p>
      {invitation.note ? <p>{invitation.note}</p> : null}
      <p className="muted">{t('members.invitedBy', { name: nameOf(invitation.createdBy), at: moment(invitation.createdAt) })}</p>
      {open ? <p className="muted">{t('members.expires', { at: moment(invitation.expiresAt) })}</p> : null}
      {invitation.confirmedBy ? <p className="muted">{t('members.confirmedBy', { name: nameOf(invitation.confirmedBy) })}</p> : null}
      {open ? (
        <div className="actions">
          {status === 'awaiting-confirmation' ? (
            invitation.createdBy === personId ? (
              <p className="muted">{t('members.waitsForSecond')}</p>
            ) : (
              <Confirmed
                label={t('members.confirm')}
                about={roles}
                sure={t('members.confirmSure')}
                act={async (command) => {
                  const done = await command.run('POST /v1/organisations/{id}/invitations/{invitationId}/confirm', { params });
                  if (done) onChanged(t('members.confirmed'));
                  return done !== undefined;
                }}
              >
                <p>{t('members.confirmMeaning', { name: nameOf(invitation.createdBy), roles })}</p>
              </Confirmed>
            )
          ) : null}
          <Confirmed
            label={t('members.withdraw')}
            about={roles}
            sure={t('members.withdrawSure')}
            act={async (command) => {
              const done = await command.run('DELETE /v1/organisations/{id}/invitations/{invitationId}', { params });
              if (done) onChanged(t('members.withdrawn'));
              return done !== undefined;
            }}
          >
            <p>{t('members.withdrawMeaning')}</p>
          </Confirmed>
        </div>
      ) : null}
    </li>
  );
}

type Props = Omit<RowProps, 'invitation'> & { readonly changes: number };

/** Who has been asked in, and what became of it. */
export function Invitations({ changes, ...row }: Props) {
  const { t } = useWords();
  const live = useLive<InvitationList>('GET /v1/organisations/{id}/invitations', { id: row.placeId });
  useReloadOn(live, changes);
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{t('members.invitations')}</h2>
      <Loaded live={live} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('members.noInvitations')}</p>
          ) : (
            <ul className="rows">
              {items.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} {...row} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
