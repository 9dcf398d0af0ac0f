import { lazy, Suspense } from 'react';
import { useVersionName } from '../account/use-version-name.ts';
import { Citation, TraceLines } from '../components/citation.tsx';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, sayValue } from '../words/values.ts';
import { useCase } from './case-context.ts';
import { claimedFen } from './claim-parts.ts';
import { Paper } from './claim-value.tsx';
import { amountLines, type CaseFileView } from './wire.ts';

/** The fields of facts weigh as much as the rest of the page, and are wanted where something is unknown alone. */
const SettleFact = lazy(() => import('./settle-fact.tsx'));

const ORDER = { failed: 0, unknown: 1, met: 2 } as const;

type Clause = NonNullable<CaseFileView['appraisal']>['clauses'][number];

/** One clause: how it was judged, who says what it rests on, where it stands, and the papers it was settled by. */
function ClauseRow({ clause: { id, outcome, fact, text, trusted, source, citation, confidence, evidence } }: { readonly clause: Clause }) {
  const { t, of } = useWords();
  const { file } = useCase();
  const { lexicon } = useLexicon();
  const known = file.settled.find((entry) => entry.fact === fact);
  return (
    <li data-clause={id} data-outcome={outcome}>
      <p>
        <span className={`outcome outcome-${outcome}`}>{t(`outcome.${outcome}`)}</span> {of(text)}{' '}
        {outcome === 'met' && !trusted ? (
          <span className="badge badge-warn">{t('desk.clauses.ownWord')}</span>
        ) : source ? (
          <span className={`badge source-${source}`}>{t(`source.${source}`)}</span>
        ) : null}
      </p>
      {known && lexicon ? (
        <p className="muted">
          {t('desk.clauses.settled', {
            fact: factLabel(known.fact, lexicon),
            value: sayValue(known.fact, known.value, lexicon),
            name: known.by.name,
            reason: known.reason,
          })}
        </p>
      ) : null}
      {evidence.map((paper) => (
        <p key={paper}>
          <Paper id={paper} />
        </p>
      ))}
      {confidence ? <Citation cited={citation} confidence={confidence} /> : null}
      {file.actions.includes('settle-fact') && fact !== null && lexicon && (outcome === 'unknown' || known) ? (
        <Suspense>
          <SettleFact fact={fact} lexicon={lexicon} />
        </Suspense>
      ) : null}
    </li>
  );
}

function ClauseGroup({ scope, clauses }: { readonly scope: Clause['scope']; readonly clauses: readonly Clause[] }) {
  const { t } = useWords();
  if (clauses.length === 0) return null;
  return (
    <>
      <h3>{t(`desk.clauses.${scope}`)}</h3>
      <ul className="rows clause-rows">
        {clauses
          .toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome])
          .map((clause) => (
            <ClauseRow key={clause.id} clause={clause} />
          ))}
      </ul>
    </>
  );
}

/** What the programme's clauses say of the claim, of the applicant and of this expense, the doubtful first; what nobody knows can be settled. */
function ClauseResults() {
  const { t, day } = useWords();
  const nameOf = useVersionName();
  const { file } = useCase();
  const { appraisal } = file;
  if (!appraisal) return null;
  return (
    <section className="panel" aria-labelledby="clauses">
      <h2 id="clauses">{t('desk.clauses.title')}</h2>
      <p className="muted">{t('desk.clauses.asOf', { day: day(appraisal.asOf), version: nameOf(file.programmeVersion) })}</p>
      {(['applicant', 'request'] as const).map((scope) => (
        <ClauseGroup key={scope} scope={scope} clauses={appraisal.clauses.filter((clause) => clause.scope === scope)} />
      ))}
    </section>
  );
}

/** What was claimed, what it comes to by the rules, and how, line by line with its clause. */
function AmountView() {
  const { t, money } = useWords();
  const { file } = useCase();
  const { appraisal, computedFen, approvals, levelsNeeded } = file;
  const asked = claimedFen(file.claim);
  return (
    <section className="panel" aria-labelledby="amount">
      <h2 id="amount">{t('desk.amount.title')}</h2>
      <dl className="pairs pairs-short">
        {asked === undefined ? null : (
          <div>
            <dt>{t('desk.amount.bills')}</dt>
            <dd>{money(asked)}</dd>
          </div>
        )}
        <div>
          <dt>{t('desk.amount.computed')}</dt>
          <dd className="amount-computed">{computedFen === null ? t('desk.unknown') : money(computedFen)}</dd>
        </div>
        <div>
          <dt>{t('desk.amount.levels')}</dt>
          <dd>{t('desk.amount.signed', { done: approvals.length, count: levelsNeeded })}</dd>
        </div>
      </dl>
      <ul className="plain-list">
        <TraceLines trace={amountLines(appraisal?.trace ?? [])} />
      </ul>
    </section>
  );
}

/** The amount and the clauses behind it. */
export default function Judgement() {
  return (
    <>
      <AmountView />
      <ClauseResults />
    </>
  );
}
