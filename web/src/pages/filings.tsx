import { useState } from 'react';
import { Link } from 'wouter';
import type * as z from 'zod/mini';
import type { filingList } from '../../../shared/contracts/claims.ts';
import type { EventFiling } from '../../../shared/domain/subsidies/event-filing.ts';
import { mayHere, type Place } from '../account/me.ts';
import { Done, Empty, Loaded, Refusal, useDone } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { OwnPlacePage } from '../claims/own-place.tsx';
import { fenOf } from '../papers/fen-of.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import './check.css';
import '../claims/claims.css';

type FilingList = z.infer<typeof filingList>;
const EMPTY = { title: '', category: '', plannedOn: '', place: '', plannedSpend: '' };

/** What is said of an event before it is held. */
function FileEvent({ place, onFiled }: { readonly place: Place; onFiled(filing: EventFiling): void }) {
  const { t, of } = useWords();
  const { lexicon } = useLexicon();
  const command = useCommand();
  const [typed, setTyped] = useState(EMPTY);
  const plannedSpendFen = fenOf(typed.plannedSpend);
  const set = (name: keyof typeof EMPTY, value: string) => setTyped({ ...typed, [name]: value });
  const ready = Object.values(typed).every((text) => text.trim() !== '') && plannedSpendFen !== undefined;
  const send = async () => {
    if (!ready) return;
    const body = {
      organisationId: place.id,
      title: typed.title.trim(),
      category: typed.category,
      plannedOn: typed.plannedOn,
      place: typed.place.trim(),
      plannedSpendFen,
    };
    const done = await command.run<EventFiling>('POST /v1/subsidies/event-filings', { body });
    if (!done) return;
    setTyped(EMPTY);
    onFiled(done.body);
  };
  const categories = lexicon?.dictionary.get('event.category')?.choices ?? [];
  return (
    <form
      className="form panel"
      aria-labelledby="new-filing"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id="new-filing">{t('claims.filing.new')}</h2>
      <label className="field">
        <span>{t('claims.filing.field.title')}</span>
        <input type="text" required maxLength={120} value={typed.title} onChange={(event) => set('title', event.target.value)} />
      </label>
      <label className="field">
        <span>{t('claims.filing.field.category')}</span>
        <select required value={typed.category} onChange={(event) => set('category', event.target.value)}>
          <option value="">{t('check.pick')}</option>
          {categories.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {of(choice)}
            </option>
          ))}
        </select>
      </label>
      <div className="two-fields">
        <label className="field">
          <span>{t('claims.filing.field.plannedOn')}</span>
          <input
            type="date"
            required
            min={shiftDay(todayInShanghai(), 1)}
            value={typed.plannedOn}
            onChange={(event) => set('plannedOn', event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('claims.filing.field.plannedSpend')}</span>
          <input
            type="text"
            required
            inputMode="decimal"
            aria-invalid={typed.plannedSpend !== '' && !plannedSpendFen}
            value={typed.plannedSpend}
            onChange={(event) => set('plannedSpend', event.target.value)}
          />
        </label>
      </div>
      <label className="field">
        <span>{t('claims.filing.field.place')}</span>
        <input type="text" required maxLength={120} value={typed.place} onChange={(event) => set('place', event.target.value)} />
      </label>
      <p className="actions">
        <SubmitButton busy={command.busy} ready={ready}>
          {t('claims.filing.send')}
        </SubmitButton>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

function Filings({ place }: { readonly place: Place }) {
  const { t, day, money, moment } = useWords();
  const live = useLive<FilingList>('GET /v1/subsidies/event-filings', {}, { organisationId: place.id });
  const [done, setDone] = useDone();
  return (
    <>
      <Done said={done} />
      <section aria-labelledby="filings">
        <h2 id="filings">{t('claims.filing.list')}</h2>
        <Loaded live={live} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('claims.filing.empty')}>
                <p>{t('claims.filing.emptyText')}</p>
              </Empty>
            ) : (
              <ul className="rows">
                {items.map((filing) => (
                  <li key={filing.id} className="row">
                    <strong>{filing.title}</strong>
                    <p>
                      {t('claims.filing.line', { day: day(filing.plannedOn), place: filing.place, amount: money(filing.plannedSpendFen) })}
                    </p>
                    <p className="muted">{t('claims.filing.filedAt', { at: moment(filing.filedAt) })}</p>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      {mayHere(place, 'event-filing.file') ? (
        <FileEvent
          place={place}
          onFiled={({ title }) => {
            setDone(t('claims.filing.sent', { title }));
            live.reload();
          }}
        />
      ) : (
        <p className="muted">{t('claims.filing.notYours')}</p>
      )}
      <p>
        <Link href={`/claims?as=${place.id}`}>{t('claims.filing.toClaims')}</Link>
      </p>
    </>
  );
}

/** Events on file: said before they are held, and never changed. */
export default function FilingsPage() {
  const { t } = useWords();
  return (
    <OwnPlacePage title={t('claims.filing.title')} lead={t('claims.filing.lead')} path="/claims/filings">
      {(place) => <Filings place={place} />}
    </OwnPlacePage>
  );
}
