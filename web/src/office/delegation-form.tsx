import { useState } from 'react';
import {
  DELEGATION_GROUNDS,
  FURTHEST_DELEGATION_DAYS,
  isDelegable,
  LONGEST_DELEGATION_DAYS,
  ROLES,
  type Role,
} from '../../../shared/domain/parties/kinds.ts';
import type { Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import type { Member } from '../account/wire.ts';
import { fenOf } from '../papers/fen-of.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

type Props = { readonly place: Place; readonly personId: string; readonly members: readonly Member[]; onProposed(): void };

const rolesOf = (member: Member | undefined): Role[] => (member?.roles ?? []).filter(isDelegable);

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  onChoose(value: string): void;
};
function Select({ label, value, options, onChoose }: SelectProps) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{label}</span>
      <select required value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t('delegations.form.choose')}</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const EMPTY = { principalId: '', role: '', delegateId: '', from: '', last: '', ground: '', upto: '' };

/** Who is to act for whom: for oneself, or, by the head, for anybody of the office. A second person confirms it. */
export function DelegationForm({ place, personId, members, onProposed }: Props) {
  const { t, of } = useWords();
  const command = useCommand();
  const heads = place.roles.includes('owner');
  const today = todayInShanghai();
  const represented = members.filter((member) => rolesOf(member).length > 0 && (heads || member.personId === personId));
  const alone = represented.length === 1 ? represented[0]?.personId : undefined;
  const [typed, setTyped] = useState({ ...EMPTY, principalId: alone ?? '', from: today });
  const put = (more: Partial<typeof EMPTY>) => setTyped({ ...typed, ...more });
  const { principalId, delegateId, from, last, ground, upto } = typed;
  const roles = rolesOf(members.find((member) => member.personId === principalId));
  const role = roles.find((one) => one === typed.role) ?? (roles.length === 1 ? roles[0] : undefined);
  const limited = role === 'finance-approver' && upto.trim() !== '';
  const uptoFen = limited ? fenOf(upto) : null;
  if (represented.length === 0) return null;
  const ready = principalId && role && delegateId && from && last >= from && ground && uptoFen !== 0 && uptoFen !== undefined;
  const send = async () => {
    const body = { principalId, delegateId, role, from, until: shiftDay(last, 1), uptoFen, ground };
    const answer = await command.run('POST /v1/organisations/{id}/delegations', { params: { id: place.id }, body });
    if (!answer) return;
    setTyped({ ...EMPTY, principalId: alone ?? '', from: today });
    onProposed();
  };
  return (
    <form
      className="panel form"
      aria-labelledby="delegate-title"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="delegate-title">{t('delegations.form.title')}</h2>
      <Select
        label={t('delegations.form.principal')}
        value={principalId}
        options={represented.map((member) => [
          member.personId,
          member.personId === personId ? t('delegations.form.me', { name: member.name }) : member.name,
        ])}
        onChoose={(value) => put({ principalId: value, role: '', delegateId: '' })}
      />
      {roles.length === 1 && role ? (
        <p>{t('delegations.form.role', { role: of(ROLES[role]) })}</p>
      ) : roles.length > 1 ? (
        <Select
          label={t('delegations.form.whichRole')}
          value={role ?? ''}
          options={roles.map((one) => [one, of(ROLES[one])])}
          onChoose={(value) => put({ role: value })}
        />
      ) : null}
      <Select
        label={t('delegations.form.delegate')}
        value={delegateId}
        options={members
          .filter((member) => member.personId !== principalId && member.personId !== personId)
          .map((member) => [
            member.personId,
            t('delegations.form.member', { name: member.name, roles: member.roles.map((one) => of(ROLES[one])).join(t('formula.comma')) }),
          ])}
        onChoose={(value) => put({ delegateId: value })}
      />
      <label className="field">
        <span>{t('delegations.form.from')}</span>
        <input
          type="date"
          required
          min={today}
          max={shiftDay(today, FURTHEST_DELEGATION_DAYS)}
          value={from}
          onChange={(event) => put({ from: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('delegations.form.last', { count: LONGEST_DELEGATION_DAYS })}</span>
        <input
          type="date"
          required
          min={from || today}
          max={shiftDay(from || today, LONGEST_DELEGATION_DAYS - 1)}
          value={last}
          onChange={(event) => put({ last: event.target.value })}
        />
      </label>
      <Select
        label={t('delegations.form.ground')}
        value={ground}
        options={DELEGATION_GROUNDS.map((one) => [one, t(`delegations.ground.${one}`)])}
        onChoose={(value) => put({ ground: value })}
      />
      {role === 'finance-approver' ? (
        <label className="field">
          <span>{t('delegations.form.upto')}</span>
          <input inputMode="decimal" value={upto} onChange={(event) => put({ upto: event.target.value })} />
        </label>
      ) : null}
      <p className="muted">{t('delegations.form.second')}</p>
      <p className="actions">
        <SubmitButton busy={command.busy} ready={Boolean(ready)}>
          {t('delegations.form.send')}
        </SubmitButton>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
