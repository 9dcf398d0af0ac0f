import { FIELD_GROUPS } from '../../../shared/domain/parties/field-groups.ts';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { PlacePage } from '../account/account-page.tsx';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { CompanyView, DocumentList, Profile } from '../account/wire.ts';
import { Skeleton } from '../components/states.tsx';
import type { PageProps } from '../lazy-page.tsx';
import { shortId, TeaserPairs } from '../office/teaser.tsx';
import { Download, ValidityBadge } from '../papers/paper-row.tsx';
import { FactLine } from '../profile/fact-line.tsx';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import type { Lexicon } from '../words/values.ts';
import './check.css';
import './profile.css';

/** The facts one may see, topic by topic. Every look at what was granted is noted for the company. */
function Facts({ companyId, lexicon }: { readonly companyId: string; readonly lexicon: Lexicon }) {
  const { t, of } = lexicon.words;
  const live = useLive<Profile>('GET /v1/companies/{id}/facts', { id: companyId });
  return (
    <Loaded live={live}>
      {({ topics }) => (
        <>
          {topics
            .filter(({ facts }) => facts.length > 0)
            .map((topic) => (
              <section key={topic.id} className="panel topic" aria-labelledby={`topic-${topic.id}`} data-topic={topic.id}>
                <h2 id={`topic-${topic.id}`}>{of(FIELD_GROUPS[topic.id])}</h2>
                <ul className="facts">
                  {topic.facts.map((said) => (
                    <FactLine
                      key={said.fact}
                      line={{ fact: said.fact, said, waiting: [] }}
                      companyId={companyId}
                      etag={undefined}
                      mayChange={false}
                      mayReadHistory={false}
                      lexicon={lexicon}
                      onChanged={live.reload}
                      onStale={live.reload}
                    />
                  ))}
                </ul>
              </section>
            ))}
          {topics.every(({ facts }) => facts.length === 0) ? <p className="muted">{t('company.noFacts')}</p> : null}
        </>
      )}
    </Loaded>
  );
}

function Papers({ companyId }: { readonly companyId: string }) {
  const { t } = useWords();
  const live = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: companyId }, { limit: 100 });
  if (live.failure?.kind === 'not-found' || live.failure?.kind === 'denied') return null;
  return (
    <section aria-labelledby="granted-papers">
      <h2 id="granted-papers">{t('papers.title')}</h2>
      <Loaded live={live} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('company.noPapers')}</p>
          ) : (
            <ul className="rows">
              {items.map((document) => (
                <li key={document.id} className="row">
                  <p className="row-head">
                    <strong>{document.title}</strong>
                    <ValidityBadge document={document} />
                  </p>
                  {document.status === 'clean' ? <Download document={document} companyId={companyId} /> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Company({ companyId, lexicon }: { readonly companyId: string; readonly lexicon: Lexicon }) {
  const { t, of } = useWords();
  const live = useLive<CompanyView>('GET /v1/companies/{id}', { id: companyId });
  return (
    <Loaded live={live}>
      {(company) => (
        <>
          <section className="panel topic" aria-labelledby="who">
            <h2 id="who">{company.name ?? t('companies.unnamed', { id: shortId(company.id) })}</h2>
            <p className="muted">
              {of(KIND_NAMES[company.kind])}
              {company.uscc ? ` · ${company.uscc}` : ''}
            </p>
            <TeaserPairs teaser={company.teaser} />
            <p className="note">{t(`company.view.${company.view}`)}</p>
          </section>
          {company.view === 'teaser' ? null : (
            <>
              <Facts companyId={companyId} lexicon={lexicon} />
              <Papers companyId={companyId} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

/** One company as an institution, a bureau or its operator may see it. */
export default function CompanyPage({ params }: PageProps) {
  const { t } = useWords();
  const { lexicon } = useLexicon();
  return (
    <PlacePage title={t('company.title')} placeId={params.id ?? ''} section="companies">
      {() => (lexicon ? <Company companyId={params.company ?? ''} lexicon={lexicon} /> : <Skeleton rows={5} inline />)}
    </PlacePage>
  );
}
