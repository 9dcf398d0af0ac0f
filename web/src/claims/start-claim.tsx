import { Link, useLocation } from 'wouter';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import type { BenefitResult } from '../../../shared/domain/matching/benefit.ts';
import { SUBSIDY_KINDS } from '../../../shared/domain/subsidies/kinds.ts';
import { mayHere, type Place } from '../account/me.ts';
import { Empty, Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { CompanyMatches, DocumentList } from '../account/wire.ts';
import { amountHeadline } from '../check/amount.tsx';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { claimKindOf } from './claim-kind.ts';
import { prefilled } from './prefill.ts';

type Result = CompanyMatches['results'][number];
const OUTCOME = { eligible: 'met', unknown: 'unknown', ineligible: 'failed' } as const;

/** It is another county's: not even a refusal is of interest. */
const isElsewhere = ({ clauses }: Result): boolean =>
  clauses.some(({ outcome, fact }) => outcome === 'failed' && fact?.endsWith('.division_code') === true);

/** One subsidy of the county: what it gives, whether the applicant stands a chance, and the way in. */
function Offer({
  result,
  place,
  documents,
}: {
  readonly result: Result;
  readonly place: Place;
  readonly documents: DocumentList['items'];
}) {
  const words = useWords();
  const { t, of } = words;
  const command = useCommand();
  const [, navigate] = useLocation();
  const kind = claimKindOf(result);
  if (!kind) return null;
  const start = async () => {
    const body = { organisationId: place.id, programmeId: result.programmeId, claim: prefilled(kind, place, documents, todayInShanghai()) };
    const done = await command.run<ClaimView>('POST /v1/subsidies/claims', { body });
    if (done) navigate(`/claims/${done.body.id}`);
  };
  const failed = result.clauses.find(({ outcome, scope }) => outcome === 'failed' && scope === 'applicant');
  const stands = result.applicantVerdict;
  return (
    <li className="row" data-programme={result.programmeId}>
      <p className="row-head">
        <strong>{of(SUBSIDY_KINDS[kind])}</strong>
        {result.benefit ? <span>{amountHeadline(result.benefit as unknown as BenefitResult, words)}</span> : null}
      </p>
      <p>
        <Link href={`/programmes/${result.programmeId}`}>{of(result.name)}</Link>
      </p>
      <p className={`outcome outcome-${OUTCOME[stands]}`}>{t(`claims.start.stands.${stands}`)}</p>
      {kind === 'events' && mayHere(place, 'event-filing.list') ? (
        <p>
          {t('claims.filing.first')} <Link href={`/claims/filings?as=${place.id}`}>{t('claims.filing.toFilings')}</Link>
        </p>
      ) : null}
      {stands === 'ineligible' ? (
        <p>
          {failed ? of(failed.text) : null} <Link href={`/companies/${place.id}/money`}>{t('claims.start.why')}</Link>
        </p>
      ) : (
        <p className="actions">
          <button type="button" className="button" disabled={command.busy} onClick={() => void start()}>
            {t('claims.start.begin')}
            <span className="visually-hidden"> {of(SUBSIDY_KINDS[kind])}</span>
          </button>
        </p>
      )}
      <Refusal failure={command.failure} />
    </li>
  );
}

/** A new claim: the subsidies that bind in the county of the one who applies, and no others. */
export function StartClaim({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const matches = useLive<CompanyMatches>('GET /v1/companies/{id}/matches', { id: place.id });
  const documents = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: place.id }, { limit: 100 });
  return (
    <section aria-labelledby="start">
      <h2 id="start">{t('claims.start.title')}</h2>
      <p className="muted">{t('claims.start.text')}</p>
      <Loaded live={matches} rows={3}>
        {({ results }) => {
          const offers = results.filter((result) => !result.template && claimKindOf(result) !== undefined && !isElsewhere(result));
          if (offers.length === 0) {
            return (
              <Empty title={t('claims.start.none')}>
                <p>{t('claims.start.noneText')}</p>
                <Link className="button" href={`/companies/${place.id}/money`}>
                  {t('claims.start.toMoney')}
                </Link>
              </Empty>
            );
          }
          return (
            <ul className="rows">
              {offers.map((result) => (
                <Offer key={result.programmeId} result={result} place={place} documents={documents.data?.items ?? []} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
