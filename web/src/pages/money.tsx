import { useMemo } from 'react';
import { Link } from 'wouter';
import type { MatchAnswer, MatchResult } from '../../../shared/domain/matching/answer.ts';
import { PlacePage } from '../account/account-page.tsx';
import { applicantOf } from '../account/applicant.ts';
import { mayHere, type Place } from '../account/me.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { CompanyMatches, Profile, Timeline as TimelineAnswer } from '../account/wire.ts';
import { Counts } from '../check/counts.tsx';
import { groupResults, openQuestions } from '../check/group-results.ts';
import { Results } from '../check/results.tsx';
import type { Answers } from '../check/state.ts';
import { claimKindOf } from '../claims/claim-kind.ts';
import { Failure, Skeleton } from '../components/states.tsx';
import { usePaper } from '../components/use-paper.ts';
import type { PageProps } from '../lazy-page.tsx';
import { Timeline } from '../money/timeline.tsx';
import { factsOf } from '../profile/draft.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, type Lexicon } from '../words/values.ts';
import './check.css';
import './money.css';

/** What is known, as the grouping of the public check wants its answers. */
function answersOf(place: Place, profile: Profile | undefined): Answers {
  const known = profile ? [...factsOf(profile).values()].filter(({ state, value }) => state === 'known' && value !== undefined) : [];
  return {
    applicant: applicantOf(place.kind) ?? null,
    facts: Object.fromEntries(known.map(({ fact, value }) => [fact, value])) as Answers['facts'],
    skipped: [],
  };
}

/** One of the six subsidies, in force where the applicant is and not out of reach. */
const canBeClaimed = ({ instrument, template, applicantVerdict }: MatchResult): boolean =>
  !template && applicantVerdict !== 'ineligible' && claimKindOf({ instrument }) !== undefined;

/** In the place of questions: where they are answered, and where the papers are. */
function WaysOn({
  result,
  place,
  answers,
  lexicon,
}: {
  readonly result: MatchResult;
  readonly place: Place;
  readonly answers: Answers;
  readonly lexicon: Lexicon;
}) {
  const { t } = lexicon.words;
  const missing = openQuestions(result.missingFacts, 'applicant', answers, lexicon.dictionary);
  return (
    <div className="ways-on no-print">
      {missing.length === 0 ? null : (
        <p>
          {t('money.missing', { list: missing.map((id) => factLabel(id, lexicon)).join(t('formula.comma')) })}{' '}
          <Link href={`/companies/${place.id}/profile`}>{t('money.toProfile')}</Link>
        </p>
      )}
      <p>
        <Link href={`/companies/${place.id}/papers?programme=${result.programmeId}`}>{t('money.toPapers')}</Link>
      </p>
      {canBeClaimed(result) && mayHere(place, 'claim.draft') ? (
        <p>
          <Link href={`/claims?as=${place.id}`}>{t('money.toClaim')}</Link>
        </p>
      ) : null}
    </div>
  );
}

/** What the answer does not stand on, and why. */
function LeftOut({ matches, place, lexicon }: { readonly matches: CompanyMatches; readonly place: Place; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const say = (ids: readonly string[]) => ids.map((id) => factLabel(id, lexicon)).join(t('formula.comma'));
  const of = (why: string) => matches.leftOut.filter((entry) => entry.why === why).map(({ fact }) => fact);
  const lines = [
    ['stale', of('stale')],
    ['contradiction', of('contradiction')],
    ['unreadable', of('unreadable')],
    ['contested', matches.contested],
  ] as const;
  if (lines.every(([, ids]) => ids.length === 0)) return null;
  return (
    <div className="note">
      {lines.map(([word, ids]) => (ids.length === 0 ? null : <p key={word}>{t(`money.leftOut.${word}`, { list: say(ids) })}</p>))}
      <p>
        <Link href={`/companies/${place.id}/profile`}>{t('money.toProfile')}</Link>
      </p>
    </div>
  );
}

function Money({ place, lexicon }: { readonly place: Place; readonly lexicon: Lexicon }) {
  const { t, day } = lexicon.words;
  const params = { id: place.id };
  const live = useLive<CompanyMatches>('GET /v1/companies/{id}/matches', params);
  const profile = useLive<Profile>('GET /v1/companies/{id}/facts', params);
  const timeline = useLive<TimelineAnswer>('GET /v1/companies/{id}/timeline', params);
  const printing = usePaper();
  const answers = useMemo(() => answersOf(place, profile.data), [place, profile.data]);
  return (
    <>
      <Loaded live={live} rows={6}>
        {(matches) => {
          // The API answers in the shapes of the evaluator; its tests hold it to them.
          const answer = matches as unknown as MatchAnswer;
          const groups = groupResults(answer, answers, lexicon.dictionary);
          return (
            <div className="money">
              <p className="muted">{t('money.asOf', { day: day(matches.asOf), count: matches.usedFacts.length })}</p>
              <LeftOut matches={matches} place={place} lexicon={lexicon} />
              <Counts groups={groups} lexicon={lexicon} />
              <Results
                check={{ answers }}
                answer={answer}
                groups={groups}
                lexicon={lexicon}
                allOpen={printing}
                aside={(result) => <WaysOn result={result} place={place} answers={answers} lexicon={lexicon} />}
              />
            </div>
          );
        }}
      </Loaded>
      <section aria-labelledby="timeline">
        <h2 id="timeline">{t('timeline.title')}</h2>
        <p className="muted">{t('timeline.text')}</p>
        <Loaded live={timeline} rows={4}>
          {(data) => <Timeline timeline={data} companyId={place.id} lexicon={lexicon} />}
        </Loaded>
      </section>
    </>
  );
}

/** The money there is for this applicant on what is known of it, and what time will change. */
export default function MoneyPage({ params }: PageProps) {
  const { t } = useWords();
  const catalogue = useLexicon();
  return (
    <PlacePage title={t('money.title')} lead={t('money.lead')} placeId={params.id ?? ''} section="money">
      {(place) =>
        catalogue.failure ? (
          <Failure resource={catalogue} />
        ) : catalogue.lexicon ? (
          <Money key={place.id} place={place} lexicon={catalogue.lexicon} />
        ) : (
          <Skeleton rows={6} inline />
        )
      }
    </PlacePage>
  );
}
