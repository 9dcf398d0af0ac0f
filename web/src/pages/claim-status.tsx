import { lazy, Suspense, useEffect } from 'react';
import { useSearch } from 'wouter';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { AccountPage, NotYours } from '../account/account-page.tsx';
import { mayHere, type Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { type Live, useLive } from '../account/use-live.ts';
import { AuditDownload } from '../claims/audit-download.tsx';
import { StatusActions } from '../claims/status-actions.tsx';
import { StatusAmounts } from '../claims/status-amounts.tsx';
import { StatusActs, StatusDecision } from '../claims/status-decision.tsx';
import { StatusNow } from '../claims/status-now.tsx';
import { ReEvaluation } from '../desk/judged-parts.ts';
import { openBook } from '../i18n.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';
import '../claims/claims.css';

/** Only of cases that are approved on conditions. */
const StatusConditions = lazy(() => import('../claims/status-conditions.tsx'));

/** With its words, only of cases that came back once. */
const StatusCorrections = lazy(async () => (await Promise.all([import('../claims/status-corrections.tsx'), openBook('judged')]))[0]);

/** With its words, only of cases of which something was asked back. */
const StatusRecovery = lazy(async () => (await Promise.all([import('../claims/status-recovery.tsx'), openBook('recoveries')]))[0]);
const isAskedBack = ({ waitsFor, acts }: CaseFileView): boolean =>
  waitsFor?.code === 'repayment' || acts.some(({ event }) => event === 'recover');

/** With the way to lay a letter open. */
const CaseLetters = lazy(() => import('../claims/case-letters.tsx'));

const JUST_DONE = ['submit', 'resubmit'];

function Payee({ file }: { readonly file: CaseFileView }) {
  const { t } = useWords();
  const { payee } = file;
  if (!payee) return null;
  return (
    <section className="panel" aria-labelledby="payee">
      <h2 id="payee">{t('claims.status.payee')}</h2>
      <dl className="pairs">
        {(['holderName', 'bankName', 'bankAccount'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`claims.payee.field.${name}`)}</dt>
            <dd>{payee[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Status({ file, live, place }: { readonly file: CaseFileView; readonly live: Live<CaseFileView>; readonly place: Place }) {
  const { t } = useWords();
  const asked = new URLSearchParams(useSearch()).get('done') ?? '';
  const [done, setDone] = useDone();
  useEffect(() => {
    if (JUST_DONE.includes(asked)) setDone(t(`claims.status.done.${asked}`));
  }, [asked, setDone, t]);
  const told = (what: string) => {
    setDone(t(`claims.status.done.${what}`));
    live.reload();
  };
  const corrections = file.corrections.filter(({ state }) => state !== 'open');
  return (
    <div className="status-page">
      <Done said={done} />
      <StatusNow file={file} />
      {file.conditions.length === 0 ? null : (
        <Suspense>
          <StatusConditions file={file} place={place} etag={live.etag} onStale={live.reload} onDone={told} />
        </Suspense>
      )}
      <StatusDecision file={file} />
      {corrections.length === 0 ? null : (
        <Suspense>
          <StatusCorrections file={file} corrections={corrections} />
        </Suspense>
      )}
      {isAskedBack(file) ? (
        <Suspense>
          <StatusRecovery
            file={file}
            place={place}
            onDone={(said) => {
              setDone(said);
              live.reload();
            }}
          />
        </Suspense>
      ) : null}
      <Suspense>
        <CaseLetters id={file.id} />
      </Suspense>
      <StatusAmounts file={file} />
      <Payee file={file} />
      <StatusActions file={file} etag={live.etag} onStale={live.reload} onDone={told} />
      {mayHere(place, 'case.withdraw') ? null : <p className="muted">{t('claims.status.signersOnly')}</p>}
      <StatusActs file={file} />
      {file.appraisal ? (
        <Suspense>
          <ReEvaluation id={file.id} own />
        </Suspense>
      ) : null}
      {mayHere(place, 'case.read-audit') ? <AuditDownload id={file.id} /> : null}
    </div>
  );
}

/** How one case stands, for its applicant: who has to act, what was decided and why, and what can still be done. */
export default function ClaimStatusPage({ params }: PageProps) {
  const { t, of } = useWords();
  const live = useLive<CaseFileView>('GET /v1/cases/{id}/file', { id: params.id ?? '' });
  const file = live.data;
  return (
    <AccountPage
      title={file ? of(file.programmeName) : t('claims.title')}
      {...(file && { placeId: file.applicant.organisationId })}
      section="claims"
    >
      {(me) => (
        <Loaded live={live} rows={6}>
          {(data) => {
            const place = me.organisations.find(({ id }) => id === data.applicant.organisationId);
            return place ? <Status file={data} live={live} place={place} /> : <NotYours />;
          }}
        </Loaded>
      )}
    </AccountPage>
  );
}
