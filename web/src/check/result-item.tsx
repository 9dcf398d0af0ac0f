import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { MatchResult } from '../../../shared/domain/matching/answer.ts';
import { HonestyBadge, TemplateBadge } from '../components/badges.tsx';
import { Citation } from '../components/citation.tsx';
import { showsPer } from '../words/format.ts';
import { factLabel, type Lexicon } from '../words/values.ts';
import { Amount, amountHeadline } from './amount.tsx';
import { Clauses } from './clauses.tsx';
import { FactField } from './fact-field.tsx';
import { Flips } from './flips.tsx';
import { openQuestions, type ResultGroup, singleAnswers } from './group-results.ts';
import type { Answering } from './state.ts';

type Props = {
  readonly result: MatchResult;
  readonly group: ResultGroup;
  readonly check: Answering;
  readonly lexicon: Lexicon;
  readonly open: boolean;
  /** What stands in the place of the questions where they are not answered here. */
  readonly aside?: ReactNode;
  onToggle(open: boolean): void;
  /** The answering inside begins and ends: see `useSteadyLayout`. */
  onEdit(): void;
  onEditEnd(): void;
};

/** The one line that says why it stands where it stands. */
function Reason({ result, group, check, lexicon }: Pick<Props, 'result' | 'group' | 'check' | 'lexicon'>) {
  const { t, of } = lexicon.words;
  if (result.verdict === 'eligible') return <p className="outcome outcome-met">{t('check.why.can')}</p>;
  if (result.applicantVerdict === 'ineligible') {
    const failed = result.clauses.find((clause) => clause.outcome === 'failed' && clause.fact !== null);
    const text = failed ?? result.clauses.find((clause) => clause.outcome === 'failed');
    return <p className="outcome outcome-failed">{text ? t('check.why.not', { text: of(text.text) }) : t('outcome.failed')}</p>;
  }
  if (result.verdict === 'ineligible') {
    const failed = result.clauses.find((clause) => clause.outcome === 'failed' && clause.scope === 'request');
    return <p className="outcome outcome-failed">{t('check.why.request', { text: failed ? of(failed.text) : '' })}</p>;
  }
  if (group === 'one') {
    const ways = singleAnswers(result, check.answers, lexicon.dictionary).map((id) => factLabel(id, lexicon));
    return <p className="outcome outcome-unknown">{t('check.why.one', { list: ways.slice(0, 3).join(t('check.why.or')) })}</p>;
  }
  const scope = group === 'can' ? 'request' : 'applicant';
  const missing = openQuestions(result.missingFacts, scope, check.answers, lexicon.dictionary).map((id) => factLabel(id, lexicon));
  const list = missing.slice(0, 3).join(t('formula.comma'));
  return (
    <p className={group === 'can' ? 'outcome outcome-met' : 'outcome outcome-unknown'}>
      {group === 'can' && missing.length > 0
        ? t('check.why.conditions', { list, more: missing.length > 3 ? t('check.why.more') : '' })
        : missing.length > 0
          ? t('check.why.missing', { list, more: missing.length > 3 ? t('check.why.more') : '' })
          : t('check.why.open')}
    </p>
  );
}

/** Open questions of one programme, answered where they stand. */
function InPlace({ result, check, lexicon, onEdit, onEditEnd }: Pick<Props, 'result' | 'check' | 'lexicon' | 'onEdit' | 'onEditEnd'>) {
  const { t, of } = lexicon.words;
  const { answer } = check;
  const facts = [...result.missingFacts, ...(result.benefit?.missingFacts ?? [])];
  // The questions that were open when the item was opened stay, so that a field does not vanish while one types in it.
  const [first] = useState(() => openQuestions(facts, 'any', check.answers, lexicon.dictionary));
  const ids = [...new Set([...first, ...openQuestions(facts, 'any', check.answers, lexicon.dictionary)])];
  if (ids.length === 0 || !answer) return null;
  return (
    <fieldset className="in-place no-print" onFocus={onEdit} onBlur={onEditEnd}>
      <legend>{t('check.inPlace')}</legend>
      {ids.map((id) => {
        const definition = lexicon.dictionary.get(id);
        const label = `${result.programmeId}-${id}`;
        return definition ? (
          <div key={id} className="in-place-field">
            <p id={label} className="field-label">
              {of(definition.question)}
            </p>
            <FactField
              definition={definition}
              value={check.answers.facts[id]}
              lexicon={lexicon}
              labelledBy={label}
              onAnswer={(value) => answer(id, value)}
            />
          </div>
        ) : null;
      })}
    </fieldset>
  );
}

function Priority({ result, lexicon }: Pick<Props, 'result' | 'lexicon'>) {
  const { t, of } = lexicon.words;
  if (!result.priority) return null;
  return (
    <section>
      <h4>{t('programme.first')}</h4>
      <p>
        <span className={`outcome outcome-${result.priority.outcome}`}>{t(`check.priority.${result.priority.outcome}`)}</span>{' '}
        {of(result.priority.text)}
      </p>
      <Citation cited={result.priority.citation} confidence={result.priority.confidence} />
    </section>
  );
}

function ScoreParts({ result, lexicon }: Pick<Props, 'result' | 'lexicon'>) {
  const { t, of } = lexicon.words;
  return (
    <details className="score">
      <summary>{t('check.score', { total: result.score.total })}</summary>
      <ul className="plain-list">
        {result.score.parts.map((part) => (
          <li key={part.name}>
            {t(`check.part.${part.name}`)} <strong>{`${part.points}/${part.max}`}</strong> {of(part.text)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One programme among the results: closed, its name, amount and reason; open, everything behind them. */
export function ResultItem({ result, group, check, lexicon, open, aside, onToggle, onEdit, onEditEnd }: Props) {
  const { t, of } = lexicon.words;
  return (
    <details
      className={`result result-${group}`}
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
      data-programme={result.programmeId}
    >
      <summary>
        <h3>{of(result.name)}</h3>
        <p className="card-kind">{t(`instrument.${result.instrument}`)}</p>
        {result.benefit ? (
          <p className="card-amount">
            {amountHeadline(result.benefit, lexicon.words)}{' '}
            {showsPer(result.benefit) ? <span className="muted">{t(`per.${result.benefit.per}`)}</span> : null}
          </p>
        ) : null}
        <Reason result={result} group={group} check={check} lexicon={lexicon} />
        <p className="badges">
          {result.priority?.outcome === 'met' ? (
            <span className="badge badge-priority">{t(`priority.${result.priority.effect}`)}</span>
          ) : null}
          {result.template ? <TemplateBadge /> : null}
          <HonestyBadge honesty={result.honesty} />
        </p>
      </summary>
      {open ? (
        <div className="result-body">
          {aside ?? <InPlace result={result} check={check} lexicon={lexicon} onEdit={onEdit} onEditEnd={onEditEnd} />}
          <section>
            <h4>{t('check.clauses')}</h4>
            <Clauses result={result} lexicon={lexicon} />
          </section>
          {result.benefit ? <Amount benefit={result.benefit} words={lexicon.words} /> : null}
          <Flips result={result} lexicon={lexicon} />
          <Priority result={result} lexicon={lexicon} />
          <ScoreParts result={result} lexicon={lexicon} />
          <p>
            <Link href={`/programmes/${result.programmeId}`}>{t('check.toProgramme')}</Link>
          </p>
        </div>
      ) : null}
    </details>
  );
}
