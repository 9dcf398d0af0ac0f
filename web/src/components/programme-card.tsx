import { Link } from 'wouter';
import type { ProgrammeCard as Card } from '../api/types.ts';
import { showsPer } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { HonestyBadge, TemplateBadge } from './badges.tsx';

/** One programme in a list: what it is, how much at most, for whom, and how far the text can be trusted. */
export function ProgrammeCard({ programme }: { readonly programme: Card }) {
  const { t, of, money } = useWords();
  const { kind, maxFen, per } = programme.benefit;
  return (
    <article className="card">
      <p className="card-kind">{t(`instrument.${programme.instrument}`)}</p>
      <h3>
        <Link href={`/programmes/${programme.id}`}>{of(programme.name)}</Link>
      </h3>
      <p>{of(programme.summary)}</p>
      <p className="card-amount">
        {maxFen === null ? t(`benefit.open.${kind}`) : t(`benefit.upTo.${kind}`, { amount: money(maxFen) })}
        {maxFen === null || !showsPer(programme.benefit) ? null : <span className="muted"> {t(`per.${per}`)}</span>}
      </p>
      <p className="badges">
        {programme.applicants.map((applicant) => (
          <span key={applicant} className="badge">
            {t(`applicant.${applicant}`)}
          </span>
        ))}
        {programme.template ? <TemplateBadge /> : null}
        {programme.inForce ? null : <span className="badge badge-old">{t('catalogue.notInForce')}</span>}
        <HonestyBadge honesty={programme.honesty} />
      </p>
    </article>
  );
}
