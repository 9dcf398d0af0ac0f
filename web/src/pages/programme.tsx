import { useState } from 'react';
import { Link } from 'wouter';
import type { FactsAnswer, ProgrammeAnswer, ProgrammePage } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { HonestyBadge, TemplateBadge } from '../components/badges.tsx';
import { Citation, citedFrom, isWebAddress } from '../components/citation.tsx';
import { CriteriaTree } from '../components/criteria-tree.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { BenefitView } from '../components/programme-benefit.tsx';
import { Exclusions, Papers, Steps } from '../components/programme-parts.tsx';
import { HandlingTerms } from '../components/programme-terms.tsx';
import { Failure, Skeleton } from '../components/states.tsx';
import { usePaper } from '../components/use-paper.ts';
import type { PageProps } from '../lazy-page.tsx';
import { useWords } from '../words/use-words.ts';
import { NotFound } from './not-found.tsx';
import './programme.css';

type Version = ProgrammePage['versions'][number];

function Effective({ version }: { readonly version: Version }) {
  const { t, of, day } = useWords();
  const { from, to, note } = version.effective;
  return (
    <p className="muted">
      {from === null && to === null
        ? t('programme.effective.open')
        : `${from === null ? t('programme.effective.always') : t('programme.effective.from', { day: day(from) })}${
            to === null ? '' : t('programme.effective.to', { day: day(to) })
          }`}
      {note ? ` · ${of(note)}` : ''}
    </p>
  );
}

function Sources({ programme }: { readonly programme: ProgrammePage }) {
  const { t } = useWords();
  return (
    <ul className="plain-list">
      {programme.sources.map((source) => (
        <li key={source.ref}>
          {isWebAddress(source.url) ? (
            <a href={source.url} target="_blank" rel="noreferrer">
              {source.title}
            </a>
          ) : (
            source.title
          )}
          <span className="muted"> {source.year === null ? t('citation.noYear') : t('citation.year', { year: source.year })}</span>
        </li>
      ))}
    </ul>
  );
}

function VersionChoice({
  versions,
  chosen,
  onChoose,
}: {
  readonly versions: readonly Version[];
  readonly chosen: Version;
  onChoose(version: string): void;
}) {
  const { t, day } = useWords();
  const name = ({ version, effective: { from, to } }: Version) =>
    `${version} · ${from === null ? t('programme.effective.always') : day(from)} – ${to === null ? t('programme.effective.now') : day(to)}`;
  if (versions.length < 2) return null;
  return (
    <label className="field version-choice">
      <span>{t('programme.version')}</span>
      <select value={chosen.version} onChange={(event) => onChoose(event.target.value)}>
        {versions.map((version) => (
          <option key={version.version} value={version.version}>
            {name(version)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Body({ programme }: { readonly programme: ProgrammePage }) {
  const { t, of } = useWords();
  const facts = useResource<FactsAnswer>('/v1/facts');
  const [asked, setAsked] = useState<string>();
  const version = programme.versions.find((entry) => entry.version === (asked ?? programme.versionInForce)) ?? programme.versions.at(-1);
  if (!version) return null;
  const definition = (id: string) => facts.data?.facts.find((fact) => fact.id === id);
  const label = (id: string) => of(definition(id)?.label ?? { zh: t('formula.thisNumber'), en: t('formula.thisNumber') });
  return (
    <>
      <VersionChoice versions={programme.versions} chosen={version} onChoose={setAsked} />
      <Effective version={version} />
      <section aria-labelledby="gets">
        <h2 id="gets">{t('programme.gets')}</h2>
        <BenefitView version={version} sources={programme.sources} label={label} />
      </section>
      <section aria-labelledby="who">
        <h2 id="who">{t('programme.who')}</h2>
        <CriteriaTree node={version.criteria} sources={programme.sources} />
      </section>
      <section aria-labelledby="first">
        <h2 id="first">{t('programme.first')}</h2>
        {version.priority ? (
          <div className="criterion">
            <p>
              <span className="badge badge-priority">{t(`priority.${version.priority.effect}`)}</span> {of(version.priority.text)}
            </p>
            <Citation cited={citedFrom(version.priority.clause, programme.sources)} confidence={version.priority.confidence} />
            <p className="muted">{t('programme.firstMeaning')}</p>
          </div>
        ) : (
          <p>{t('programme.noFirst')}</p>
        )}
      </section>
      <Papers version={version} />
      <Steps version={version} />
      <Exclusions version={version} sources={programme.sources} />
    </>
  );
}

/** One programme, for someone who has never read a policy: who, what, who comes first, papers, steps, sources, versions. */
export default function ProgrammeView({ params }: PageProps) {
  const { t, of } = useWords();
  usePaper();
  const id = params.id ?? '';
  const answer = useResource<ProgrammeAnswer>(`/v1/programmes/${encodeURIComponent(id)}`);
  if (answer.failure?.kind === 'not-found') return <NotFound />;
  if (!answer.data) {
    return (
      <div className="page">
        <p className="card-kind">{t('catalogue.title')}</p>
        {answer.failure ? <Failure resource={answer} /> : <Skeleton rows={8} inline />}
      </div>
    );
  }
  const { adoptedBy } = answer.data;
  const programme: ProgrammePage = { ...answer.data.programme, honesty: answer.data.honesty, versionInForce: answer.data.versionInForce };
  return (
    <div className="page programme">
      <p className="card-kind">
        <Link href="/programmes">{t('catalogue.title')}</Link> · {t(`instrument.${programme.instrument}`)}
      </p>
      <PageHeading key={id} title={of(programme.name)} />
      <p className="lead">{of(programme.summary)}</p>
      <p className="badges">
        {programme.applicants.map((applicant) => (
          <span key={applicant} className="badge">
            {t(`applicant.${applicant}`)}
          </span>
        ))}
        {programme.regionCode === null ? <TemplateBadge /> : null}
        <HonestyBadge honesty={programme.honesty} />
      </p>
      {programme.regionCode === null ? (
        <p className="note">
          {t('template.text')}{' '}
          {adoptedBy.length === 0
            ? null
            : t('template.adoptedBy', { offices: adoptedBy.map(({ issuer }) => of(issuer)).join(t('formula.comma')) })}
        </p>
      ) : null}
      <p>
        {t('programme.issuer')}
        {of(programme.issuer)}
        {programme.funders.length === 0 ? null : ` · ${t('programme.funders')}${programme.funders.map(of).join(t('formula.comma'))}`}
      </p>
      <p className="actions">
        <Link className="button" href="/check">
          {t('programme.check')}
        </Link>
      </p>
      <Body key={`${id}-body`} programme={programme} />
      <HandlingTerms answer={answer.data} />
      <section aria-labelledby="sources">
        <h2 id="sources">{t('programme.sources')}</h2>
        <p className="note">{of(programme.honesty.notice)}</p>
        <Sources programme={programme} />
      </section>
    </div>
  );
}
