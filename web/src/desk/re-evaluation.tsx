import { useState } from 'react';
import type { ReEvaluationView } from '../../../shared/contracts/re-evaluation.ts';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { useVersionName } from '../account/use-version-name.ts';
import { Citation } from '../components/citation.tsx';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, sayValue } from '../words/values.ts';

type Clause = ReEvaluationView['clauses'][number];
type Side = 'pinned' | 'today';
const SIDES: readonly Side[] = ['pinned', 'today'];

function Sides({ view }: { readonly view: ReEvaluationView }) {
  const { t, day, money } = useWords();
  const nameOf = useVersionName();
  const of = (side: Side) => view[side];
  const rows = {
    version: (one: ReEvaluationView['pinned']) => nameOf(one.programmeVersion),
    asOf: (one: ReEvaluationView['pinned']) => day(one.asOf),
    verdict: (one: ReEvaluationView['pinned']) => t(`judged.again.${one.verdict}`),
    amount: (one: ReEvaluationView['pinned']) => (one.computedFen === null ? t('judged.again.unknown') : money(one.computedFen)),
  };
  return (
    <table className="plain-table again-sides">
      <thead>
        <tr>
          <td />
          {SIDES.map((side) => (
            <th key={side} scope="col">
              {t(`judged.again.${side}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(rows).map(([name, say]) => (
          <tr key={name}>
            <th scope="row">{t(`judged.again.${name}`)}</th>
            {SIDES.map((side) => {
              const one = of(side);
              return <td key={side}>{one ? say(one) : t('judged.again.absent')}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ClauseRow({ clause }: { readonly clause: Clause }) {
  const { t, of } = useWords();
  const { lexicon } = useLexicon();
  const known = clause.today ?? clause.pinned;
  if (!known || !lexicon) return null;
  const value = (given: unknown) => (given === null ? t('judged.again.absent') : sayValue(clause.fact, given, lexicon));
  return (
    <li data-clause={clause.id}>
      <p>
        <strong>{of(known.text)}</strong>
      </p>
      <dl className="pairs">
        {SIDES.map((side) => {
          const one = clause[side];
          return (
            <div key={side}>
              <dt>{t(`judged.again.${side}`)}</dt>
              <dd>
                {one
                  ? t('judged.again.known', {
                      outcome: t(`outcome.${one.outcome}`),
                      actual: one.masked ? t('judged.again.masked') : value(one.actual),
                      required: value(one.required),
                    })
                  : t('judged.again.absent')}
              </dd>
            </div>
          );
        })}
      </dl>
      <Citation cited={known.citation} confidence={known.confidence} />
    </li>
  );
}

function Amounts({ trace }: Pick<ReEvaluationView, 'trace'>) {
  const { t, of, money } = useWords();
  return (
    <ul className="plain-list">
      {trace.map(({ pinned, today }, at) => {
        const words = (today ?? pinned)?.text;
        const amount = (line: typeof pinned) => (line ? money(line.maxFen ?? line.minFen) : t('judged.again.absent'));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a reckoning have no name but their place.
          <li key={at}>
            {words ? of(words) : null} <strong>{`${amount(pinned)} → ${amount(today)}`}</strong>
          </li>
        );
      })}
    </ul>
  );
}

function Facts({ facts }: Pick<ReEvaluationView, 'facts'>) {
  const { t } = useWords();
  const { lexicon } = useLexicon();
  if (!lexicon) return null;
  return (
    <ul className="rows">
      {facts.map(({ fact, masked, ...sides }) => (
        <li key={fact} data-fact={fact}>
          <p>
            <strong>{factLabel(fact, lexicon)}</strong>
          </p>
          <dl className="pairs">
            {SIDES.map((side) => {
              const one = sides[side];
              const value = masked ? t('judged.again.masked') : sayValue(fact, one?.value, lexicon);
              const said = one && { value, source: t(`source.${one.source}`), since: one.since };
              return (
                <div key={side}>
                  <dt>{t(`judged.again.${side}`)}</dt>
                  <dd>{said ? t(said.since ? 'judged.again.factSince' : 'judged.again.fact', said) : t('judged.again.absent')}</dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Where a claim judged today differs from the claim as it stands. */
function Answer({ id, own }: { readonly id: string; readonly own: boolean }) {
  const { t } = useWords();
  const live = useLive<ReEvaluationView>('GET /v1/cases/{id}/re-evaluation', { id });
  return (
    <Loaded live={live} rows={4}>
      {(view) => (
        <div data-again={view.differs ? 'differs' : 'same'}>
          {view.why ? <p className="note">{t(`judged.again.why.${view.why}`)}</p> : null}
          {view.differs ? null : <p className="note">{t('judged.again.same')}</p>}
          <Sides view={view} />
          {view.today && view.today.programmeHash !== view.pinned.programmeHash ? <p>{t('judged.again.otherRules')}</p> : null}
          {view.clauses.length === 0 ? null : (
            <>
              <h3>{t('judged.again.clauses')}</h3>
              <ul className="rows">
                {view.clauses.map((clause) => (
                  <ClauseRow key={clause.id} clause={clause} />
                ))}
              </ul>
            </>
          )}
          {view.trace.length === 0 ? null : (
            <>
              <h3>{t('judged.again.trace')}</h3>
              <Amounts trace={view.trace} />
            </>
          )}
          {view.facts.length === 0 ? null : (
            <>
              <h3>{t('judged.again.facts')}</h3>
              <Facts facts={view.facts} />
            </>
          )}
          {view.differs ? <p>{t(own ? 'judged.again.doOwn' : 'judged.again.do')}</p> : null}
        </div>
      )}
    </Loaded>
  );
}

/** Asks what would come of a claim today. Nothing is asked, and nothing noted, before somebody wants to know. */
export default function ReEvaluation({ id, own = false }: { readonly id: string; readonly own?: boolean }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  return (
    <section className="panel" aria-labelledby="again">
      <h2 id="again">{t('judged.again.title')}</h2>
      <p>{t('judged.again.lead')}</p>
      {own ? null : <p className="muted">{t('judged.again.noted')}</p>}
      {asked ? (
        <Answer id={id} own={own} />
      ) : (
        <p className="actions">
          <button type="button" className="button button-quiet" onClick={() => setAsked(true)}>
            {t('judged.again.ask')}
          </button>
        </p>
      )}
    </section>
  );
}
