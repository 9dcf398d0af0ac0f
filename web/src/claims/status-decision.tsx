import { lazy, Suspense } from 'react';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { EVENT_WORDS } from '../../../shared/domain/cases/event-words.ts';
import { ROLES } from '../../../shared/domain/parties/kinds.ts';
import { openBook } from '../i18n.ts';
import { shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { isOneOfRoles } from './role-names.ts';

/** With their words, of decisions that rest on findings alone. */
const DecisionFindings = lazy(async () => (await Promise.all([import('./decision-findings.tsx'), openBook('judged')]))[0]);

const NAMES = new Map(Object.entries(EVENT_WORDS));

/** A step in words: those of the machine, or handling within an office. */
function useStepName(): (event: string) => string {
  const { t, of } = useWords();
  return (event) => {
    const name = NAMES.get(event);
    return name ? of(name) : t(`claims.status.handling.${event}`);
  };
}

/** What was decided, why, and by which clauses; then notice, payments and appeals. */
export function StatusDecision({ file }: { readonly file: CaseFileView }) {
  const { t, of, day, money, moment } = useWords();
  const stepName = useStepName();
  const { decision, notice, payments, appeals, objections, appraisal } = file;
  const clause = (id: string) => {
    const found = appraisal?.clauses.find((one) => one.id === id);
    return found ? of(found.text) : id;
  };
  if (!decision && !notice && payments.length === 0 && appeals.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="decision">
      <h2 id="decision">{t('claims.status.decision')}</h2>
      {decision ? (
        <>
          <p>
            <strong>{stepName(decision.event)}</strong> {t('claims.status.decisionOn', { day: day(decision.on) })}
          </p>
          {decision.reason ? <p>{t('claims.status.reason', { text: decision.reason })}</p> : null}
          {decision.clauses.length === 0 ? null : (
            <>
              <h3>{t('claims.status.citedClauses')}</h3>
              <ul className="plain-list">
                {decision.clauses.map((id) => (
                  <li key={id}>{clause(id)}</li>
                ))}
              </ul>
              {decision.findings.length === 0 ? null : (
                <Suspense>
                  <DecisionFindings findings={decision.findings} file={file} />
                </Suspense>
              )}
            </>
          )}
        </>
      ) : null}
      {notice ? <p>{t('claims.status.notice', { from: day(notice.from), until: day(shiftDay(notice.until, -1)) })}</p> : null}
      {objections.map(({ id, text, finding }) => (
        <p key={id}>
          {t('claims.status.objection', { text })} {finding ? t('claims.status.finding', { text: finding }) : ''}
        </p>
      ))}
      {payments.length === 0 ? null : (
        <>
          <h3>{t('claims.status.payments')}</h3>
          <ul className="plain-list">
            {payments.map(({ id, state, amountFen, attempt }) => (
              <li key={id}>
                {t('claims.status.payment', { attempt, amount: money(amountFen), state: t(`claims.status.paymentState.${state}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {appeals.map(({ id, text, filedAt, state, finding }) => (
        <p key={id}>
          {t('claims.status.appealLine', { at: moment(filedAt), text })} <strong>{t(`claims.status.appealState.${state}`)}</strong>{' '}
          {finding ? t('claims.status.finding', { text: finding }) : ''}
        </p>
      ))}
    </section>
  );
}

/** Every act on the case, the newest first. */
export function StatusActs({ file }: { readonly file: CaseFileView }) {
  const { t, of, moment } = useWords();
  const stepName = useStepName();
  if (file.acts.length === 0) return null;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{t('claims.status.acts')}</h2>
      <ol className="acts">
        {file.acts.toReversed().map(({ event, role, name, at }) => (
          <li key={`${at} ${event} ${name}`}>
            <strong>{stepName(event)}</strong>
            <p className="muted">
              {moment(at)}
              {t('claims.dot')}
              {isOneOfRoles(role) ? t('claims.status.act', { name, role: of(ROLES[role]) }) : t('claims.status.system')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
