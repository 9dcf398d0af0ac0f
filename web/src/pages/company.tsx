import { lazy, Suspense } from 'react';
import { FIELD_GROUP_WORDS } from '../../../shared/domain/parties/field-group-words.ts';
import { OPEN_GROUPS } from '../../../shared/domain/parties/field-groups.ts';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { PlacePage } from '../account/account-page.tsx';
import { applicantOf } from '../account/applicant.ts';
import { may, type Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { CompanyView, Profile } from '../account/wire.ts';
import { Skeleton } from '../components/states.tsx';
import type { PageProps } from '../lazy-page.tsx';
import { TeaserPairs, useUnnamed } from '../office/teaser.tsx';
import { tellableTopics } from '../profile/questions.ts';
import { TopicCard } from '../profile/topic-card.tsx';
import { todayInShanghai } from '../words/format.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import type { Lexicon } from '../words/values.ts';
import './check.css';
import './profile.css';

/** Only until a second person has read the code. */
const ConfirmCode = lazy(async () => ({ default: (await import('../office/confirm-code.tsx')).ConfirmCode }));
/** Where nobody looks after the company yet: rarely there, and so not carried by every look at one. */
const InviteFirstOwner = lazy(async () => ({ default: (await import('../office/first-owner.tsx')).InviteFirstOwner }));

/** Below the facts, and with what papers are shown by. */
const GrantedPapers = lazy(() => import('../office/granted-papers.tsx'));

type FactsProps = { readonly place: Place; readonly company: CompanyView; readonly lexicon: Lexicon };
type TopicsProps = FactsProps & { readonly profile: Profile; readonly mayChange: boolean; onChanged(): void };

/** The facts by topic, and what one's own organisation can say of them beside what others say. */
function Topics({ place, company, lexicon, profile, mayChange, onChanged }: TopicsProps) {
  const { t } = lexicon.words;
  const [done, setDone] = useDone();
  const applicant = applicantOf(company.kind) ?? 'enterprise';
  const topics = tellableTopics(profile, applicant, lexicon.dictionary).filter(
    ({ lines }) => lines.length > 0 && (mayChange || lines.some(({ said }) => said !== undefined)),
  );
  return (
    <>
      <Done said={done} />
      {topics.length === 0 ? <p className="muted">{t('company.noFacts')}</p> : null}
      {topics.map(({ id, lines }) => (
        <TopicCard
          key={id}
          topic={{ id, lines: mayChange ? lines : lines.filter(({ said }) => said !== undefined) }}
          profile={profile}
          etag={`"${profile.version}"`}
          companyId={company.id}
          mayChange={mayChange}
          mayReadHistory={false}
          speaker={{ organisationId: place.id }}
          mayQuoteRegister={place.kind === 'scitech_bureau'}
          lexicon={lexicon}
          onStale={onChanged}
          onChanged={(text) => {
            setDone(text);
            onChanged();
          }}
        />
      ))}
    </>
  );
}

/** What was granted, or what a resident keeps. Every look at what was granted is noted for the company. */
function Facts({ place, company, lexicon }: FactsProps) {
  const live = useLive<Profile>('GET /v1/companies/{id}/facts', { id: company.id });
  const mayChange = may([place], 'profile.change', { confirmingBodies: [place.id], grantedTo: [place.id] });
  return (
    <Loaded live={live}>
      {(profile) => (
        <Topics place={place} company={company} lexicon={lexicon} profile={profile} mayChange={mayChange} onChanged={live.reload} />
      )}
    </Loaded>
  );
}

/** An office sees no facts of a firm in its region, and says what it knows all the same. */
function BlindFacts({ place, company, lexicon, onChanged }: FactsProps & { onChanged(): void }) {
  const { t } = lexicon.words;
  const profile: Profile = {
    organisationId: company.id,
    version: company.version ?? 0,
    asOf: todayInShanghai(),
    catalogueVersion: '',
    topics: OPEN_GROUPS.map((id) => ({ id, name: FIELD_GROUP_WORDS[id], sensitive: false, facts: [] })),
  };
  return (
    <>
      <p className="muted">{t('company.blind')}</p>
      <Topics place={place} company={company} lexicon={lexicon} profile={profile} mayChange onChanged={onChanged} />
    </>
  );
}

function Company({ place, companyId, lexicon }: { readonly place: Place; readonly companyId: string; readonly lexicon: Lexicon }) {
  const { t, of } = useWords();
  const [done, setDone] = useDone();
  const unnamed = useUnnamed();
  const live = useLive<CompanyView>('GET /v1/companies/{id}', { id: companyId });
  return (
    <Loaded live={live}>
      {(company) => (
        <>
          <section className="panel topic" aria-labelledby="who">
            <h2 id="who">{company.name ?? unnamed(company)}</h2>
            <p className="muted">
              {of(KIND_NAMES[company.kind])}
              {company.uscc ? ` · ${company.uscc}` : ''}
            </p>
            <TeaserPairs teaser={company.teaser} />
            <p className="note">{t(`company.view.${company.view}`)}</p>
          </section>
          <Done said={done} />
          {company.codeAwaitsConfirmation ? (
            <Suspense fallback={null}>
              <ConfirmCode
                organisationId={company.id}
                name={company.name}
                onConfirmed={() => {
                  setDone(t('code.done', { name: company.name ?? unnamed(company) }));
                  live.reload();
                }}
              />
            </Suspense>
          ) : null}
          {company.ownerMissing ? (
            <Suspense fallback={null}>
              <InviteFirstOwner organisationId={company.id} kind={company.kind} name={company.name ?? unnamed(company)} />
            </Suspense>
          ) : null}
          {company.view === 'teaser' ? (
            may([place], 'profile.change', { divisionCode: company.divisionCode }) ? (
              <BlindFacts place={place} company={company} lexicon={lexicon} onChanged={live.reload} />
            ) : null
          ) : company.view === 'declared' ? null : (
            <>
              <Facts place={place} company={company} lexicon={lexicon} />
              <Suspense fallback={null}>
                <GrantedPapers companyId={companyId} />
              </Suspense>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

/** One company as an institution, a bureau or its operator may see it. */
export default function CompanyPage({ params }: PageProps) {
  const { t } = useWords();
  const { lexicon } = useLexicon();
  return (
    <PlacePage title={t('company.title')} placeId={params.id ?? ''} section="companies">
      {(place) => (lexicon ? <Company place={place} companyId={params.company ?? ''} lexicon={lexicon} /> : <Skeleton rows={5} inline />)}
    </PlacePage>
  );
}
