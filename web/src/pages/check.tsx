import { useMemo } from 'react';
import { AnswersList } from '../check/answers-list.tsx';
import { Counts } from '../check/counts.tsx';
import { groupResults, openQuestions } from '../check/group-results.ts';
import { settledShare } from '../check/next-question.ts';
import { QuestionCard } from '../check/question-card.tsx';
import { Results } from '../check/results.tsx';
import { ShareAndPrint } from '../check/share-and-print.tsx';
import { type Check, useCheck } from '../check/use-check.ts';
import { PageHeading } from '../components/page-heading.tsx';
import { Failure, Skeleton } from '../components/states.tsx';
import { usePaper } from '../components/use-paper.ts';
import { useCommunities } from '../words/use-communities.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, type Lexicon } from '../words/values.ts';
import './check.css';

function Progress({ check, lexicon }: { readonly check: Check; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  if (!check.evaluated) return null;
  const { settled, all } = settledShare(check.evaluated.answer);
  return (
    <div className="progress no-print">
      <label htmlFor="settled">{t('check.progress', { settled, all })}</label>
      <progress id="settled" max={all || 1} value={settled} />
    </div>
  );
}

/** How many undecided programmes the question on screen touches. */
function touchedBy(check: Check, lexicon: Lexicon): number {
  const { current, evaluated, answers } = check;
  if (current === undefined || !evaluated) return 0;
  const { [current]: _gone, ...facts } = answers.facts;
  return evaluated.answer.results.filter((result) =>
    openQuestions(result.missingFacts, 'any', { ...answers, facts }, lexicon.dictionary).includes(current),
  ).length;
}

function Body({ check, lexicon }: { readonly check: Check; readonly lexicon: Lexicon }) {
  const { t, day } = lexicon.words;
  const printing = usePaper();
  const { evaluated, answers, arrived } = check;
  const touches = touchedBy(check, lexicon);
  if (!evaluated) return null;
  const groups = groupResults(evaluated.answer, answers, lexicon.dictionary);
  const started = answers.applicant !== null || Object.keys(answers.facts).length > 0;
  return (
    <div className="check">
      {started ? <Counts groups={groups} lexicon={lexicon} /> : null}
      <div className="check-ask">
        {arrived === 'shared' ? <p className="note no-print">{t('check.fromLink')}</p> : null}
        <Progress check={check} lexicon={lexicon} />
        <div className="no-print">
          <QuestionCard check={check} lexicon={lexicon} touches={touches} />
        </div>
        {evaluated.conflicts.length === 0 ? null : (
          <p className="note" role="alert">
            {t('check.conflict', { list: evaluated.conflicts.map((id) => factLabel(id, lexicon)).join(t('formula.comma')) })}
          </p>
        )}
        <ShareAndPrint check={check} lexicon={lexicon} />
        <AnswersList check={check} lexicon={lexicon} />
      </div>
      {started ? (
        <Results check={check} answer={evaluated.answer} groups={groups} lexicon={lexicon} allOpen={printing} />
      ) : (
        <section className="results-intro" aria-labelledby="intro">
          <h2 id="intro">{t('check.intro.title')}</h2>
          <p>{t('check.intro.text', { count: evaluated.answer.results.length })}</p>
        </section>
      )}
      <p className="print-only">{t('check.printed', { day: day(evaluated.answer.asOf) })}</p>
    </div>
  );
}

/** The check: questions on one side, results on the other, and nothing leaves the browser. */
export default function CheckPage() {
  const words = useWords();
  const check = useCheck();
  const { catalogue, resource } = check;
  const communities = useCommunities();
  const lexicon = useMemo<Lexicon | undefined>(
    () =>
      catalogue && {
        dictionary: catalogue.dictionary,
        reference: catalogue.reference,
        words,
        ...(communities && { communities }),
        names: Object.fromEntries(catalogue.programmes.map((programme) => [programme.id, words.of(programme.name)])),
      },
    [catalogue, words, communities],
  );
  return (
    <div className="page check-page">
      <PageHeading title={words.t('check.title')} />
      <p className="lead no-print">{words.t('check.lead')}</p>
      {resource.failure ? (
        <Failure resource={resource} />
      ) : lexicon ? (
        <Body check={check} lexicon={lexicon} />
      ) : (
        <Skeleton rows={6} inline />
      )}
    </div>
  );
}
