import { useState } from 'react';
import type { Place } from '../account/me.ts';
import { SubmitButton } from '../account/submit-button.tsx';
import type { Command } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { ColleagueField } from './colleague-field.tsx';
import { ReasonField } from './reason-field.tsx';

type Props = {
  readonly id: string;
  readonly place: Place;
  readonly etag: string | undefined;
  readonly command: Command;
  onGiven(): void;
  onStale(): void;
};

/** For the head of an office: gives a case to one of its people, without seeing what is in it. Who may not act in it, the API refuses. */
export function PassOn({ id, place, etag, command, onGiven, onStale }: Props) {
  const { t } = useWords();
  const [personId, setPersonId] = useState('');
  const [reason, setReason] = useState('');
  const give = async () => {
    const done = await command.run('POST /v1/cases/{id}/reassign', {
      params: { id },
      body: { personId, reason: reason.trim() },
      etag,
      onStale,
    });
    if (!done) return;
    setPersonId('');
    setReason('');
    onGiven();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <ColleagueField
        officeId={place.id}
        suits={({ roles }) => roles.some((role) => role !== 'owner')}
        value={personId}
        onChange={setPersonId}
      />
      <ReasonField value={reason} onChange={setReason} />
      <p className="actions">
        <SubmitButton busy={command.busy} ready={personId !== '' && reason.trim() !== ''}>
          {t('desk.handling.reassign')}
        </SubmitButton>
      </p>
    </form>
  );
}
