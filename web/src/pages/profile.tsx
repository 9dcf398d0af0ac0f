import { useState } from 'react';
import { PlacePage } from '../account/account-page.tsx';
import { applicantOf } from '../account/applicant.ts';
import { mayHere, type Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { CompanyMatches, CompanyView, Profile } from '../account/wire.ts';
import { Failure, Skeleton } from '../components/states.tsx';
import type { PageProps } from '../lazy-page.tsx';
import { Particulars } from '../profile/particulars.tsx';
import { openLines, type Topic, topicsOf } from '../profile/questions.ts';
import { Residence } from '../profile/residence.tsx';
import { TopicCard } from '../profile/topic-card.tsx';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import type { Lexicon } from '../words/values.ts';
import './check.css';
import './profile.css';

/** How far the profile has come, and what wants doing first. */
function Standing({ topics, lexicon }: { readonly topics: readonly Topic[]; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const lines = topics.flatMap((topic) => topic.lines);
  const known = lines.filter(({ said }) => said?.state === 'known').length;
  const open = openLines(topics);
  return (
    <div className="standing">
      <div className="progress">
        <label htmlFor="filled">{t('profile.progress', { known, all: lines.length })}</label>
        <progress id="filled" max={lines.length || 1} value={known} />
      </div>
      <ul className="todo-line">
        {(['contested', 'stale', 'missing'] as const).map((word) =>
          open[word].length === 0 ? null : (
            <li key={word} className={`badge badge-${word === 'missing' ? 'warn' : 'bad'}`}>
              {t(`profile.open.${word}`, { count: open[word].length })}
            </li>
          ),
        )}
      </ul>
    </div>
  );
}

function ProfileBody({ place, lexicon }: { readonly place: Place; readonly lexicon: Lexicon }) {
  const params = { id: place.id };
  const live = useLive<Profile>('GET /v1/companies/{id}/facts', params);
  const company = useLive<CompanyView>('GET /v1/companies/{id}', params);
  const matches = useLive<CompanyMatches>('GET /v1/companies/{id}/matches', params);
  const [done, setDone] = useDone();
  const [changes, setChanges] = useState(0);
  useReloadOn(company, changes);
  useReloadOn(matches, changes);
  const changed = (text: string) => {
    setDone(text);
    setChanges((count) => count + 1);
    live.reload();
  };
  return (
    <Loaded live={live} rows={6}>
      {(profile) => {
        const topics = topicsOf(profile, matches.data, applicantOf(place.kind) ?? 'enterprise', lexicon.dictionary);
        const etag = `"${profile.version}"`;
        return (
          <>
            <Done said={done} />
            {matches.data ? <Standing topics={topics} lexicon={lexicon} /> : null}
            {topics
              .filter(({ lines }) => lines.length > 0)
              .map((topic) => (
                <TopicCard
                  key={topic.id}
                  topic={topic}
                  profile={profile}
                  etag={etag}
                  companyId={place.id}
                  mayChange={mayHere(place, 'profile.change')}
                  mayReadHistory={mayHere(place, 'profile.read-history')}
                  lexicon={lexicon}
                  onStale={live.reload}
                  onChanged={changed}
                />
              ))}
            {company.data?.particulars ? (
              <Particulars
                companyId={place.id}
                masked={company.data.particulars}
                etag={etag}
                mayChange={mayHere(place, 'particulars.change')}
                mayReveal={mayHere(place, 'particulars.reveal')}
                onChanged={changed}
                onStale={live.reload}
              />
            ) : null}
            {company.data?.residences ? <Residence place={place} residences={company.data.residences} onChanged={changed} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}

/** What is known of an applicant, topic by topic: who says so, how long it holds, what is missing and what that would open. */
export default function ProfilePage({ params }: PageProps) {
  const { t } = useWords();
  const catalogue = useLexicon();
  return (
    <PlacePage title={t('profile.title')} lead={t('profile.lead')} placeId={params.id ?? ''} section="profile">
      {(place) =>
        catalogue.failure ? (
          <Failure resource={catalogue} />
        ) : catalogue.lexicon ? (
          <ProfileBody key={place.id} place={place} lexicon={catalogue.lexicon} />
        ) : (
          <Skeleton rows={6} inline />
        )
      }
    </PlacePage>
  );
}
