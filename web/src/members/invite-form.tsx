import { useState } from 'react';
import { isOneOf, PUBLIC_KINDS, type Role } from '../../../shared/domain/parties/kinds.ts';
import type { Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import type { InvitationMade } from '../account/wire.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { RolePicker } from './role-picker.tsx';
import { SecretLink } from './secret-link.tsx';

const MOST_GUEST_DAYS = 180;
/** Midnight after the last day, in China. */
const endOfDay = (day: string): string => new Date(`${day}T24:00:00+08:00`).toISOString();

/** Asks someone in by a link. Who opens it need not be known beforehand. */
export function InviteForm({ place, onInvited }: { readonly place: Place; onInvited(): void }) {
  const { t } = useWords();
  const command = useCommand();
  const [roles, setRoles] = useState<Role[]>([]);
  const [lastDay, setLastDay] = useState('');
  const [note, setNote] = useState('');
  const [made, setMade] = useState<InvitationMade>();
  const guest = roles.includes('guest');
  const today = todayInShanghai();
  const send = async () => {
    const answer = await command.run<InvitationMade>('POST /v1/organisations/{id}/invitations', {
      params: { id: place.id },
      body: { roles, until: guest && lastDay ? endOfDay(lastDay) : null, note: note.trim() },
    });
    if (!answer) return;
    setMade(answer.body);
    setRoles([]);
    setLastDay('');
    setNote('');
    onInvited();
  };
  return (
    <form
      className="panel form"
      aria-labelledby="invite-title"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="invite-title">{t('members.invite.title')}</h2>
      <RolePicker kind={place.kind} legend={t('members.invite.roles')} chosen={roles} onChoose={setRoles} />
      {guest ? (
        <label className="field">
          <span>{t('members.invite.until')}</span>
          <input
            type="date"
            required
            min={today}
            max={shiftDay(today, MOST_GUEST_DAYS - 1)}
            value={lastDay}
            onChange={(event) => setLastDay(event.target.value)}
          />
        </label>
      ) : null}
      <label className="field">
        <span>{t('members.invite.note')}</span>
        <input type="text" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {isOneOf(PUBLIC_KINDS, place.kind) ? <p className="muted">{t('members.invite.second')}</p> : null}
      <p className="actions">
        <button type="submit" className="button" disabled={command.busy || roles.length === 0 || (guest && lastDay === '')}>
          {t('members.invite.send')}
        </button>
      </p>
      <Refusal failure={command.failure} />
      {made ? <SecretLink link={made.link} /> : null}
    </form>
  );
}
