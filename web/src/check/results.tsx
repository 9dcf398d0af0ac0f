import type { MatchAnswer, MatchResult } from '../../../shared/domain/matching/answer.ts';
import { useSettled } from '../components/use-settled.ts';
import type { Lexicon } from '../words/values.ts';
import { groupResults, RESULT_GROUPS, type ResultGroup } from './group-results.ts';
import { ResultItem } from './result-item.tsx';
import type { Check } from './use-check.ts';

type Props = { readonly check: Check; readonly answer: MatchAnswer; readonly lexicon: Lexicon; readonly allOpen: boolean };

/** How many stand in each group, said aloud once the typing has stopped. */
function Counts({ groups, lexicon }: { readonly groups: Record<ResultGroup, MatchResult[]>; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const spoken = useSettled(
    t('check.counts', { can: groups.can.length, one: groups.one.length, open: groups.open.length, not: groups.not.length }),
    800,
  );
  return (
    <>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <ul className="counts" aria-hidden="true">
        {(['can', 'one', 'open', 'not'] as const).map((group) => (
          <li key={group} className={`count-${group}`}>
            <strong>{groups[group].length}</strong> {t(`check.group.${group}.short`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function NotInForce({ answer, lexicon }: { readonly answer: MatchAnswer; readonly lexicon: Lexicon }) {
  const { t, day } = lexicon.words;
  if (answer.notInForce.length === 0) return null;
  return (
    <details className="result-group not-in-force">
      <summary>{t('check.notInForce', { count: answer.notInForce.length })}</summary>
      <ul className="plain-list">
        {answer.notInForce.map(({ programmeId, from, to }) => (
          <li key={programmeId}>
            <a href={`/programmes/${programmeId}`}>{programmeId in lexicon.names ? lexicon.names[programmeId] : programmeId}</a>{' '}
            <span className="muted">
              {from ? t('programme.effective.from', { day: day(from) }) : t('programme.effective.always')}
              {to ? t('programme.effective.to', { day: day(to) }) : ''}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** All programmes under what they mean for the reader, redrawn with every answer. */
export function Results({ check, answer, lexicon, allOpen }: Props) {
  const { t } = lexicon.words;
  const groups = groupResults(answer, check.answers, lexicon.dictionary);
  return (
    <section id="results" className="results" aria-labelledby="results-title" tabIndex={-1}>
      <h2 id="results-title">{t('check.results')}</h2>
      <Counts groups={groups} lexicon={lexicon} />
      {RESULT_GROUPS.map((group) =>
        groups[group].length === 0 && group !== 'can' ? null : (
          <section key={group} className="result-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>
              {t(`check.group.${group}.title`)} <span className="count">{groups[group].length}</span>
            </h2>
            <p className="muted">{t(groups[group].length === 0 ? 'check.group.can.empty' : `check.group.${group}.text`)}</p>
            {groups[group].map((result) => (
              <ResultItem key={result.programmeId} result={result} group={group} check={check} lexicon={lexicon} allOpen={allOpen} />
            ))}
          </section>
        ),
      )}
      <NotInForce answer={answer} lexicon={lexicon} />
    </section>
  );
}
