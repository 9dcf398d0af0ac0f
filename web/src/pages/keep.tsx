import { useState } from 'react';
import { Link } from 'wouter';
import { AccountPage } from '../account/account-page.tsx';
import { applicantOf } from '../account/applicant.ts';
import { isApplicant, type Me, mayHere, type Place } from '../account/me.ts';
import { Empty, Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { Profile } from '../account/wire.ts';
import { type Answers, keptAnswers } from '../check/state.ts';
import { Failure, Skeleton } from '../components/states.tsx';
import { factsOf } from '../profile/draft.ts';
import { keepable } from '../profile/keepable.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, type Lexicon, sayValue } from '../words/values.ts';
import './check.css';

type ChosenProps = { readonly place: Place; readonly answers: Answers; readonly lexicon: Lexicon };

/** What the answers would change in the profile of the chosen organisation, and the way to write it there. */
function Chosen({ place, answers, lexicon }: ChosenProps) {
  const { t } = lexicon.words;
  const live = useLive<Profile>('GET /v1/companies/{id}/facts', { id: place.id });
  const command = useCommand();
  const [kept, setKept] = useState<number>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  if (kept !== undefined) {
    return (
      <div className="state" role="status">
        <p className="state-title">{t('keep.done', { count: kept, name: place.name })}</p>
        <p className="actions">
          <Link className="button" href={`/companies/${place.id}/money`}>
            {t('section.money')}
          </Link>
          <Link className="button button-quiet" href={`/companies/${place.id}/profile`}>
            {t('section.profile')}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <Loaded live={live}>
      {(profile) => {
        const known = factsOf(profile);
        const offered = keepable(answers, lexicon.dictionary, known);
        const facts = Object.fromEntries(offered.filter(({ fact }) => !left.has(fact)).map(({ fact, value }) => [fact, value]));
        const count = Object.keys(facts).length;
        const keep = async () => {
          const done = await command.run('PATCH /v1/companies/{id}/facts', {
            params: { id: place.id },
            body: { facts },
            etag: `"${profile.version}"`,
            onStale: live.reload,
          });
          if (done) setKept(count);
        };
        if (offered.length === 0) return <Empty title={t('keep.nothingNew')} />;
        return (
          <form
            className="panel form"
            onSubmit={(event) => {
              event.preventDefault();
              void keep();
            }}
          >
            <fieldset className="plain">
              <legend>{t('keep.which')}</legend>
              {offered.map(({ fact, value, before }) => (
                <label key={fact} className="tick">
                  <input
                    type="checkbox"
                    checked={!left.has(fact)}
                    onChange={(event) => setLeft(new Set(event.target.checked ? [...left].filter((id) => id !== fact) : [...left, fact]))}
                  />
                  <span>
                    {factLabel(fact, lexicon)} <strong>{sayValue(fact, value, lexicon)}</strong>
                    {before === undefined ? null : (
                      <span className="muted"> {t('keep.instead', { value: sayValue(fact, before, lexicon) })}</span>
                    )}
                  </span>
                </label>
              ))}
            </fieldset>
            <p className="actions">
              <button type="submit" className="button" disabled={count === 0 || command.busy}>
                {t('keep.send', { count, name: place.name })}
              </button>
            </p>
            <Refusal failure={command.failure} />
          </form>
        );
      }}
    </Loaded>
  );
}

function Keep({ me, lexicon }: { readonly me: Me; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const [answers] = useState(keptAnswers);
  const places = me.organisations.filter((place) => isApplicant(place) && mayHere(place, 'profile.change'));
  const fitting = places.filter(({ kind }) => answers.applicant === null || applicantOf(kind) === answers.applicant);
  const [placeId, setPlace] = useState(fitting[0]?.id ?? '');
  const place = fitting.find(({ id }) => id === placeId);
  if (Object.keys(answers.facts).length === 0) {
    return (
      <Empty title={t('keep.noAnswers')}>
        <Link className="button" href="/check">
          {t('nav.check')}
        </Link>
      </Empty>
    );
  }
  if (fitting.length === 0) {
    return (
      <Empty title={t('keep.noPlace')}>
        <Link className="button" href="/register">
          {t('register.title')}
        </Link>
      </Empty>
    );
  }
  return (
    <>
      <label className="field">
        <span>{t('keep.where')}</span>
        <select value={placeId} onChange={(event) => setPlace(event.target.value)}>
          {fitting.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {place ? <Chosen key={place.id} place={place} answers={answers} lexicon={lexicon} /> : null}
    </>
  );
}

/** The answers of the public check, taken over into a profile; until then they have never left the browser. */
export default function KeepPage() {
  const { t } = useWords();
  const catalogue = useLexicon();
  return (
    <AccountPage title={t('keep.title')} lead={t('keep.lead')}>
      {(me) =>
        catalogue.failure ? (
          <Failure resource={catalogue} />
        ) : catalogue.lexicon ? (
          <Keep me={me} lexicon={catalogue.lexicon} />
        ) : (
          <Skeleton rows={5} inline />
        )
      }
    </AccountPage>
  );
}
