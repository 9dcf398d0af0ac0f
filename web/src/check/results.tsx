import { type ReactNode, useState } from 'react';
import type { MatchAnswer, MatchResult } from '../../../shared/domain/matching/answer.ts';
import type { Lexicon } from '../words/values.ts';
import { type GroupedResults, RESULT_GROUPS, type ResultGroup } from './group-results.ts';
import { ResultItem } from './result-item.tsx';
import type { Answering } from './state.ts';
import { useSteadyLayout } from './use-steady-layout.ts';

type Props = {
  readonly check: Answering;
  readonly answer: MatchAnswer;
  readonly groups: GroupedResults;
  readonly lexicon: Lexicon;
  readonly allOpen: boolean;
  /** What a result shows in the place of its questions; see `ResultItem`. */
  readonly aside?: (result: MatchResult) => ReactNode;
};

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
export function Results({ check, answer, groups, lexicon, allOpen, aside }: Props) {
  const { t } = lexicon.words;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string, open: boolean) =>
    setOpened((before) => new Set(open ? [...before, id] : [...before].filter((entry) => entry !== id)));
  const { layout, ...editing } = useSteadyLayout(groups);
  const idsOf = (group: ResultGroup) => layout.get(group) ?? [];
  const byId = new Map(answer.results.map((result) => [result.programmeId, result]));
  const groupOf = new Map(RESULT_GROUPS.flatMap((group) => groups[group].map((result) => [result.programmeId, group] as const)));
  return (
    <section id="results" className="results" aria-labelledby="results-title" tabIndex={-1}>
      <h2 id="results-title">{t('check.results')}</h2>
      {RESULT_GROUPS.map((group) =>
        idsOf(group).length === 0 && group !== 'can' ? null : (
          <section key={group} className="result-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} tabIndex={-1}>
              {t(`check.group.${group}.title`)} <span className="count">{idsOf(group).length}</span>
            </h2>
            <p className="muted">{t(idsOf(group).length === 0 ? 'check.group.can.empty' : `check.group.${group}.text`)}</p>
            {idsOf(group).map((id) => {
              const result = byId.get(id);
              return result ? (
                <ResultItem
                  key={id}
                  result={result}
                  group={groupOf.get(id) ?? group}
                  check={check}
                  lexicon={lexicon}
                  open={allOpen || opened.has(id)}
                  onToggle={(open) => allOpen || toggle(id, open)}
                  {...(aside && { aside: aside(result) })}
                  {...editing}
                />
              ) : null;
            })}
          </section>
        ),
      )}
      <NotInForce answer={answer} lexicon={lexicon} />
    </section>
  );
}
