import type { MatchResult } from '../../../shared/domain/matching/answer.ts';
import type { ClauseResult } from '../../../shared/domain/policy/judge.ts';
import { Citation } from '../components/citation.tsx';
import { factLabel, type Lexicon, sayRequired, sayValue } from '../words/values.ts';

function ClauseRow({ clause, lexicon }: { readonly clause: ClauseResult; readonly lexicon: Lexicon }) {
  const { t, of } = lexicon.words;
  const required = sayRequired(clause.fact, clause.op, clause.required, lexicon);
  return (
    <div className="clause">
      <p>
        <span className={`outcome outcome-${clause.outcome}`}>{t(`outcome.${clause.outcome}`)}</span> {of(clause.text)}
      </p>
      {clause.fact === null ? null : (
        <dl className="seen">
          <div>
            <dt>{t('check.seen', { fact: factLabel(clause.fact, lexicon) })}</dt>
            <dd>{clause.actual === undefined ? t('check.notAnswered') : sayValue(clause.fact, clause.actual, lexicon)}</dd>
          </div>
          {required ? (
            <div>
              <dt>{t('check.required')}</dt>
              <dd>{required}</dd>
            </div>
          ) : null}
        </dl>
      )}
      <Citation cited={clause.citation} confidence={clause.confidence} />
    </div>
  );
}

/** The clauses of a result as the rule nests them: several ways in stand together under one line that says how many are needed. */
export function Clauses({
  result,
  lexicon,
  group = null,
}: {
  readonly result: MatchResult;
  readonly lexicon: Lexicon;
  readonly group?: string | null;
}) {
  const { t, of } = lexicon.words;
  const clauses = result.clauses.filter((clause) => clause.group === group);
  const groups = result.groups.filter((entry) => entry.group === group);
  return (
    <ul className="clauses">
      {clauses.map((clause) => (
        <li key={clause.id}>
          <ClauseRow clause={clause} lexicon={lexicon} />
        </li>
      ))}
      {groups.map((entry) => (
        <li key={entry.id} className={`clause-group clause-group-${entry.kind}`}>
          <p>
            <span className={`outcome outcome-${entry.outcome}`}>{t(`outcome.${entry.outcome}`)}</span>{' '}
            <strong>{t(`criteria.${entry.kind}`, { count: entry.needed })}</strong> {entry.text ? of(entry.text) : ''}
          </p>
          <Clauses result={result} lexicon={lexicon} group={entry.id} />
        </li>
      ))}
    </ul>
  );
}
