import { Link } from 'wouter';
import type { ProgrammePage } from '../api/types.ts';
import { useWords } from '../words/use-words.ts';
import { Mark } from './badges.tsx';
import { Citation, citedFrom } from './citation.tsx';

type Version = ProgrammePage['versions'][number];

/** What to bring. */
export function Papers({ version }: { readonly version: Version }) {
  const { t, of } = useWords();
  if (version.documents.length === 0) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t('programme.papers')}</h2>
      <ul className="plain-list">
        {version.documents.map((paper) => (
          <li key={`${paper.kind}-${paper.name.zh}`}>
            {of(paper.name)} <Mark confidence={paper.confidence} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who does what, and how long it takes them where that is written down. */
export function Steps({ version }: { readonly version: Version }) {
  const { t, of } = useWords();
  if (version.process.length === 0) return null;
  return (
    <section aria-labelledby="process">
      <h2 id="process">{t('programme.process')}</h2>
      <ol className="process">
        {version.process.map((step) => (
          <li key={step.step.zh}>
            <p>
              {of(step.step)} <Mark confidence={step.confidence} />
            </p>
            <p className="muted">
              {of(step.actor)}
              {step.limitDays === undefined ? '' : ` · ${t('programme.days', { count: step.limitDays })}`}
            </p>
          </li>
        ))}
      </ol>
      <p className="muted">
        {t('programme.daysToMoney', { count: version.daysToMoney.days })} <Mark confidence={version.daysToMoney.confidence} />
      </p>
    </section>
  );
}

/** What rules it out or is set against it, and how a loss is shared where one can arise. */
export function Exclusions({ version, sources }: { readonly version: Version; readonly sources: ProgrammePage['sources'] }) {
  const { t, of } = useWords();
  return (
    <>
      {version.exclusions.length === 0 ? null : (
        <section aria-labelledby="exclusions">
          <h2 id="exclusions">{t('programme.exclusions')}</h2>
          <ul className="plain-list">
            {version.exclusions.map((exclusion) => (
              <li key={`${exclusion.kind}-${exclusion.text.zh}`}>
                <strong>{t(`exclusion.${exclusion.kind}`)}</strong> {of(exclusion.text)}{' '}
                {exclusion.programmes.map((id) => (
                  <Link key={id} href={`/programmes/${id}`}>
                    {t('programme.seeOther')}{' '}
                  </Link>
                ))}
                {exclusion.clause ? (
                  <Citation cited={citedFrom(exclusion.clause, sources)} confidence={exclusion.confidence} />
                ) : (
                  <Mark confidence={exclusion.confidence} />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {version.riskSharing.length === 0 ? null : (
        <section aria-labelledby="risk">
          <h2 id="risk">{t('programme.risk')}</h2>
          <ul className="plain-list">
            {version.riskSharing.map((share) => (
              <li key={`${share.party.zh}-${share.sharePct ?? ''}${share.minPct ?? ''}${share.text?.zh ?? ''}`}>
                {of(share.party)}
                {share.sharePct === undefined ? '' : ` ${share.sharePct}%`}
                {share.minPct === undefined && share.maxPct === undefined ? '' : ` ${share.minPct ?? 0}–${share.maxPct ?? 100}%`}
                {share.text ? ` · ${of(share.text)}` : ''} <Mark confidence={share.confidence} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
