import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import { shiftDay, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { noAppeal } from './no-appeal.ts';
import { StepsLine } from './steps-line.tsx';

/** Only of cases that came back. */
const StatusCorrection = lazy(() => import('./status-correction.tsx'));

/** Where the case stands, in plain words: what it is, who has to act since when, and until when. */
export function StatusNow({ file }: { readonly file: CaseFileView }) {
  const { t, of, day, moment } = useWords();
  const { state, owedBy, dueOn, provisional, late, halt, waitsFor } = file;
  const appealed = waitsFor?.code === 'appeal';
  const over = isEnd(state) && !appealed;
  const mine = owedBy === 'applicant' && !over;
  const [correction] = file.openCorrections;
  const closed = noAppeal(file, todayInShanghai());
  const silentSince = file.payments.find((payment) => payment.state === 'unknown')?.withBankSince;
  return (
    <section className={mine ? 'panel todo todo-warn status-now' : 'panel status-now'} aria-label={of(file.publicLabel)}>
      <p className="status-label" data-state={state}>
        {of(file.publicLabel)}
      </p>
      <StepsLine instrument={file.instrument} state={state} />
      {waitsFor && !halt ? <p>{of(waitsFor)}</p> : null}
      {silentSince ? <p>{t('claims.status.bankSilent', { day: day(silentSince) })}</p> : null}
      {over ? null : (
        <dl className="pairs">
          <div>
            <dt>{t('claims.status.who')}</dt>
            <dd>{of(file.owedByLabel)}</dd>
          </div>
          <div>
            <dt>{t('claims.status.since')}</dt>
            <dd>{moment(file.since)}</dd>
          </div>
          <div>
            <dt>{t('claims.status.due')}</dt>
            <dd>
              {dueOn === null ? t('claims.status.noDue') : provisional ? t('claims.status.notBefore', { day: day(dueOn) }) : day(dueOn)}
            </dd>
          </div>
        </dl>
      )}
      {over && !closed && dueOn !== null && file.actions.includes('appeal') ? (
        <p>{t(provisional ? 'claims.status.appealNotBefore' : 'claims.status.appealUntil', { day: day(dueOn) })}</p>
      ) : null}
      {closed ? <p>{t(`claims.status.noAppeal.${closed}`)}</p> : null}
      {!over && dueOn !== null && provisional ? <p className="muted">{t('claims.status.notBeforeText')}</p> : null}
      {late && !mine ? (
        <p className="wrong">
          {t('claims.status.late')} {t('claims.status.lateText')}
        </p>
      ) : null}
      {halt ? (
        <p>{t('claims.status.halted', { ground: halt.ground, day: day(shiftDay(halt.until, -1)), who: of(file.owedByLabel) })}</p>
      ) : null}
      {state === 'draft' ? (
        <p>
          <Link className="button" href={`/claims/${file.id}`}>
            {t('claims.status.continue')}
          </Link>
        </p>
      ) : null}
      {correction && state === 'returned' ? (
        <Suspense>
          <StatusCorrection file={file} correction={correction} />
        </Suspense>
      ) : null}
      <p className="muted">{t('claims.status.number', { id: file.id })}</p>
    </section>
  );
}
