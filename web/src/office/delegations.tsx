import { useState } from 'react';
import { ROLES } from '../../../shared/domain/parties/kinds.ts';
import { Confirmed } from '../account/confirm.tsx';
import type { Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { Delegation, DelegationList, Member } from '../account/wire.ts';
import { shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { DelegationForm } from './delegation-form.tsx';

const TONE = { proposed: 'warn', coming: 'good', running: 'good', over: 'old', declined: 'old', ended: 'old', lapsed: 'old' } as const;
const CURRENT: readonly Delegation['status'][] = ['proposed', 'coming', 'running'];

type RowProps = { readonly delegation: Delegation; readonly place: Place; readonly personId: string; onChanged(said: string): void };

function DelegationRow({ delegation, place, personId, onChanged }: RowProps) {
  const { t, of, day, money, moment } = useWords();
  const { id, principal, delegate, role, from, until, uptoFen, ground, status, proposedBy, proposedAt, decidedBy, endedBy, endedAt } =
    delegation;
  const words = {
    principal: principal.name,
    delegate: delegate.name,
    role: of(ROLES[role]),
    from: day(from),
    last: day(shiftDay(until, -1)),
    name: proposedBy.name,
  };
  const about = t('delegations.about', words);
  // Who proposed it takes it back; to anybody else it is a no.
  const wordsOf = (name: Delegation['may'][number]) => (name === 'decline' && proposedBy.personId === personId ? 'takeBack' : name);
  return (
    <li className="row" data-delegation={id}>
      <p className="row-head">
        <strong>{about}</strong>
        <span className={`badge badge-${TONE[status]}`}>{t(`delegations.status.${status}`)}</span>
      </p>
      <p>
        {t('delegations.days', words)}
        {uptoFen === null ? '' : t('delegations.upto', { amount: money(uptoFen) })}
      </p>
      <p className="muted">
        {t(ground ? `delegations.ground.${ground}` : delegation.away ? 'delegations.away' : 'delegations.relieved')}
        {t('delegations.proposedBy', { name: proposedBy.name, at: moment(proposedAt) })}
        {decidedBy ? t(status === 'declined' ? 'delegations.declinedBy' : 'delegations.confirmedBy', { name: decidedBy.name }) : ''}
        {endedAt ? t(endedBy ? 'delegations.endedBy' : 'delegations.endedAlone', { name: endedBy?.name, at: moment(endedAt) }) : ''}
      </p>
      {status === 'proposed' && !delegation.may.includes('confirm') ? (
        <p className="muted">
          {t(proposedBy.personId === personId || delegate.personId === personId ? 'delegations.waits' : 'delegations.waitsOther')}
        </p>
      ) : null}
      {delegation.may.length === 0 ? null : (
        <div className="actions">
          {delegation.may.map((name) => (
            <Confirmed
              key={name}
              label={t(`delegations.${wordsOf(name)}.label`)}
              about={about}
              sure={t(`delegations.${wordsOf(name)}.sure`)}
              act={async (command) => {
                const done = await command.run(`POST /v1/organisations/{id}/delegations/{delegationId}/${name}`, {
                  params: { id: place.id, delegationId: id },
                });
                if (done) onChanged(t(`delegations.${name}.done`, words));
                return done !== undefined;
              }}
            >
              <p>{t(`delegations.${wordsOf(name)}.meaning`, words)}</p>
            </Confirmed>
          ))}
        </div>
      )}
    </li>
  );
}

type Props = { readonly place: Place; readonly personId: string; readonly members: readonly Member[] };

/** What runs or is to come, what waits for a second person, and what was. */
export function Delegations({ place, personId, members }: Props) {
  const { t } = useWords();
  const [done, setDone] = useDone();
  const [changes, setChanges] = useState(0);
  const live = useLive<DelegationList>('GET /v1/organisations/{id}/delegations', { id: place.id });
  useReloadOn(live, changes);
  const changed = (said: string) => {
    setDone(said);
    setChanges((count) => count + 1);
  };
  return (
    <>
      <Done said={done} />
      <Loaded live={live} rows={2}>
        {({ items }) => {
          const current = items.filter(({ status }) => CURRENT.includes(status));
          const past = items.filter(({ status }) => !CURRENT.includes(status));
          const rowOf = (delegation: Delegation) => (
            <DelegationRow key={delegation.id} delegation={delegation} place={place} personId={personId} onChanged={changed} />
          );
          return (
            <>
              {current.length === 0 ? <p className="muted">{t('delegations.none')}</p> : <ul className="rows">{current.map(rowOf)}</ul>}
              {past.length === 0 ? null : (
                <details>
                  <summary>{t('delegations.past', { count: past.length })}</summary>
                  <ul className="rows">{past.map(rowOf)}</ul>
                </details>
              )}
            </>
          );
        }}
      </Loaded>
      <DelegationForm place={place} personId={personId} members={members} onProposed={() => changed(t('delegations.form.proposed'))} />
    </>
  );
}
