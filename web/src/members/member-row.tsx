import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/parties/kinds.ts';
import { Confirmed } from '../account/confirm.tsx';
import { FoldedForm } from '../account/folded-form.tsx';
import { mayHere, type Place } from '../account/me.ts';
import type { Command } from '../account/use-command.ts';
import type { Member } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { RolePicker } from './role-picker.tsx';

type Props = {
  readonly member: Member;
  readonly place: Place;
  readonly isMe: boolean;
  /** Of the organisation, for what changes more than one member. */
  readonly etag: string | undefined;
  onChanged(text: string): void;
  onStale(): void;
};

function RolesForm({ member, place, onChanged, onStale }: Pick<Props, 'member' | 'place' | 'onChanged' | 'onStale'>) {
  const { t } = useWords();
  const [roles, setRoles] = useState<Role[]>([...member.roles]);
  const save = async (command: Command) => {
    const answer = await command.run('PATCH /v1/organisations/{id}/members/{personId}', {
      params: { id: place.id, personId: member.personId },
      body: { roles },
      etag: `"${member.version}"`,
      onStale,
    });
    if (answer) onChanged(t('members.rolesChanged', { name: member.name }));
    return answer !== undefined;
  };
  return (
    <FoldedForm label={t('members.changeRoles')} about={member.name} submit={t('members.saveRoles')} ready={roles.length > 0} act={save}>
      <RolePicker kind={place.kind} legend={t('members.rolesOf', { name: member.name })} chosen={roles} onChoose={setRoles} />
    </FoldedForm>
  );
}

/** One member: who, in which roles, until when, and what an owner can do about it. */
export function MemberRow({ member, place, isMe, etag, onChanged, onStale }: Props) {
  const { t, of, moment } = useWords();
  const owner = mayHere(place, 'member.change-roles');
  const { name } = member;
  const params = { id: place.id, personId: member.personId };
  return (
    <li className="row" data-person={member.personId}>
      <p className="row-head">
        <strong>
          {name}
          {isMe ? t('members.me') : ''}
        </strong>
        <span className="badges">
          {member.roles.map((role) => (
            <span key={role} className="badge">
              {of(ROLES[role])}
            </span>
          ))}
        </span>
      </p>
      <p className="muted">
        {t('members.since', { at: moment(member.from) })}
        {member.until ? t('members.untilAt', { at: moment(member.until) }) : ''}
      </p>
      <div className="actions">
        {owner ? <RolesForm member={member} place={place} onChanged={onChanged} onStale={onStale} /> : null}
        {owner && !isMe && !member.roles.includes('guest') ? (
          <Confirmed
            label={t('members.transfer')}
            about={name}
            sure={t('members.transferSure', { name })}
            act={async (command) => {
              const done = await command.run('POST /v1/organisations/{id}/transfer-ownership', {
                params: { id: place.id },
                body: { toPersonId: member.personId },
                etag,
                onStale,
              });
              if (done) onChanged(t('members.transferred', { name }));
              return done !== undefined;
            }}
          >
            <p>{t('members.transferMeaning', { name })}</p>
          </Confirmed>
        ) : null}
        {owner && !isMe ? (
          <Confirmed
            label={t('members.remove')}
            about={name}
            sure={t('members.removeSure')}
            act={async (command) => {
              const done = await command.run('DELETE /v1/organisations/{id}/members/{personId}', {
                params,
                etag: `"${member.version}"`,
                onStale,
              });
              if (done) onChanged(t('members.removed', { name }));
              return done !== undefined;
            }}
          >
            <p>{t('members.removeMeaning', { name })}</p>
          </Confirmed>
        ) : null}
        {isMe ? (
          <Confirmed
            label={t('members.leave')}
            sure={t('members.leaveSure')}
            act={async (command) => {
              const done = await command.run('POST /v1/organisations/{id}/leave', { params: { id: place.id } });
              if (done) window.location.assign('/me');
              return done !== undefined;
            }}
          >
            <p>{t('members.leaveMeaning')}</p>
          </Confirmed>
        ) : null}
      </div>
    </li>
  );
}
