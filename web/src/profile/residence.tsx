import { useState } from 'react';
import { Confirmed } from '../account/confirm.tsx';
import { mayHere, type Place } from '../account/me.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { CommunityList, InstitutionList, ResidenceView } from '../account/wire.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

const TONE = { declared: 'warn', confirmed: 'good', ended: 'old' } as const;

function DeclareForm({ place, onChanged }: { readonly place: Place; onChanged(text: string): void }) {
  const { t } = useWords();
  const command = useCommand();
  const communities = useLive<CommunityList>('GET /v1/communities', {}, { limit: 100 });
  const carriers = useLive<InstitutionList>('GET /v1/institutions', {}, { kind: 'carrier', limit: 100 });
  const [bodyId, setBody] = useState('');
  const [from, setFrom] = useState(todayInShanghai());
  const operators = new Map((communities.data?.items ?? []).map(({ operatorId, name }) => [operatorId, name]));
  const declare = async () => {
    const done = await command.run('POST /v1/companies/{id}/residences', { params: { id: place.id }, body: { bodyId, from } });
    if (!done) return;
    setBody('');
    onChanged(t('residence.declared'));
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void declare();
      }}
    >
      <h3>{t('residence.declareTitle')}</h3>
      <label className="field">
        <span>{t('residence.where')}</span>
        <select required value={bodyId} onChange={(event) => setBody(event.target.value)}>
          <option value="">{t('check.pick')}</option>
          <optgroup label={t('residence.carriers')}>
            {(carriers.data?.items ?? []).map((carrier) => (
              <option key={carrier.id} value={carrier.id}>
                {carrier.name}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('residence.communities')}>
            {[...operators].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label className="field">
        <span>{t('residence.from')}</span>
        <input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <p className="actions">
        <button type="submit" className="button" disabled={bodyId === '' || command.busy}>
          {t('residence.declare')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

type Props = { readonly place: Place; readonly residences: readonly ResidenceView[]; onChanged(text: string): void };

/** Where the firm sits: it says so, the incubator or the community's operator confirms it. */
export function Residence({ place, residences, onChanged }: Props) {
  const { t, day } = useWords();
  return (
    <section className="panel topic" aria-labelledby="residence">
      <h2 id="residence">{t('residence.title')}</h2>
      <p className="muted">{t('residence.text')}</p>
      {residences.length === 0 ? <p className="outcome outcome-unknown">{t('residence.none')}</p> : null}
      <ul className="facts">
        {residences.map((residence) => (
          <li key={residence.id} className="fact" data-residence={residence.id}>
            <p className="row-head">
              <strong>{residence.body.name}</strong>
              <span className={`badge badge-${TONE[residence.state]}`}>{t(`residence.state.${residence.state}`)}</span>
            </p>
            <p className="muted">
              {t('residence.period', { from: day(residence.from) })}
              {residence.until ? t('residence.lastDay', { day: day(shiftDay(residence.until, -1)) }) : ''}
            </p>
            {residence.state !== 'ended' && mayHere(place, 'residence.end') ? (
              <Confirmed
                label={t('residence.end')}
                about={residence.body.name}
                sure={t('residence.endSure')}
                act={async (command) => {
                  const done = await command.run('POST /v1/companies/{id}/residences/{residenceId}/end', {
                    params: { id: place.id, residenceId: residence.id },
                    body: {},
                  });
                  if (done) onChanged(t('residence.ended'));
                  return done !== undefined;
                }}
              >
                <p>{t('residence.endMeaning')}</p>
              </Confirmed>
            ) : null}
          </li>
        ))}
      </ul>
      {mayHere(place, 'residence.declare') ? <DeclareForm place={place} onChanged={onChanged} /> : null}
    </section>
  );
}
