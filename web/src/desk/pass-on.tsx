import { useState } from 'react';
import type { Place } from '../account/me.ts';
import { Loaded } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import type { Command } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { MemberList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';
import { ReasonField } from './reason-field.tsx';

type Props = { readonly id: string; readonly place: Place; readonly command: Command; onGiven(): void };

/** For the head of an office: gives a case to one of its people, without seeing what is in it. Who may not act in it, the API refuses. */
export function PassOn({ id, place, command, onGiven }: Props) {
  const { t } = useWords();
  const live = useLive<MemberList>('GET /v1/organisations/{id}/members', { id: place.id });
  const [personId, setPersonId] = useState('');
  const [reason, setReason] = useState('');
  const give = async () => {
    const done = await command.run('POST /v1/cases/{id}/reassign', { params: { id }, body: { personId, reason: reason.trim() } });
    if (!done) return;
    setPersonId('');
    setReason('');
    onGiven();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <Loaded live={live} rows={1}>
        {({ items }) => (
          <label className="field">
            <span>{t('desk.step.colleague')}</span>
            <select required value={personId} onChange={(event) => setPersonId(event.target.value)}>
              <option value="">{t('desk.step.whichColleague')}</option>
              {items
                .filter(({ roles }) => roles.some((role) => role !== 'owner'))
                .map(({ personId: one, name, roles }) => (
                  <option key={one} value={one}>
                    {t('desk.step.member', {
                      name,
                      roles: roles.map((role) => t(`desk.role.${role}`, { defaultValue: role })).join(t('formula.comma')),
                    })}
                  </option>
                ))}
            </select>
          </label>
        )}
      </Loaded>
      <ReasonField value={reason} onChange={setReason} />
      <p className="actions">
        <SubmitButton busy={command.busy} ready={personId !== '' && reason.trim() !== ''}>
          {t('desk.handling.reassign')}
        </SubmitButton>
      </p>
    </form>
  );
}
