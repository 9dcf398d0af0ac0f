import { Link } from 'wouter';
import type { ProgrammeCard, ProgrammeList } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { PageHeading } from '../components/page-heading.tsx';
import { Failure, Skeleton } from '../components/states.tsx';
import { useWords } from '../words/use-words.ts';
import './home.css';

/** An answer as the check gives it, drawn as a picture of what to expect. */
function Sample() {
  const { t } = useWords();
  return (
    <figure className="sample">
      <figcaption>{t('home.sample.caption')}</figcaption>
      <p className="sample-name">{t('home.sample.name')}</p>
      <p className="sample-amount">{t('home.sample.amount')}</p>
      <ul>
        <li className="outcome outcome-met">{t('home.sample.where')}</li>
        <li className="outcome outcome-met">{t('home.sample.revenue')}</li>
        <li className="outcome outcome-unknown">{t('home.sample.open')}</li>
      </ul>
      <p className="sample-clause">{t('home.sample.clause')}</p>
    </figure>
  );
}

function countByInstrument(programmes: readonly ProgrammeCard[], group: 'grant' | 'credit'): [instrument: string, count: number][] {
  const counts = new Map<string, number>();
  for (const programme of programmes) {
    if (programme.group === group) counts.set(programme.instrument, (counts.get(programme.instrument) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

function MoneyThereIs() {
  const { t } = useWords();
  const list = useResource<ProgrammeList>('/v1/programmes');
  if (list.failure) return <Failure resource={list} />;
  if (!list.data) return <Skeleton rows={8} inline />;
  const { programmes, total } = list.data;
  return (
    <>
      <p className="lead">{t('home.money.total', { count: total })}</p>
      <div className="money-groups">
        {(['grant', 'credit'] as const).map((group) => (
          <div key={group}>
            <h3>{t(`group.${group}.name`)}</h3>
            <p className="muted">{t(`group.${group}.text`)}</p>
            <ul className="money-list">
              {countByInstrument(programmes, group).map(([instrument, count]) => (
                <li key={instrument}>
                  <Link href={`/programmes?instrument=${instrument}`}>
                    <span>{t(`instrument.${instrument}`)}</span>
                    <span className="count">{t('home.money.count', { count })}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  );
}

/** What this is, in one sentence, and the way into the check. */
export default function Home() {
  const { t } = useWords();
  return (
    <>
      <section className="hero">
        <div className="hero-row">
          <div>
            <PageHeading title={t('home.title')} tab={t('home.tab')} />
            <p className="lead">{t('home.lead')}</p>
            <p className="actions">
              <Link className="button button-big" href="/check">
                {t('home.start')}
              </Link>
              <Link className="button button-quiet button-big" href="/programmes">
                {t('home.browse')}
              </Link>
            </p>
            <p className="muted">{t('home.promise')}</p>
          </div>
          <Sample />
        </div>
      </section>
      <section className="page" aria-labelledby="how">
        <h2 id="how">{t('home.how.title')}</h2>
        <ol className="steps">
          {(['one', 'two', 'three'] as const).map((step) => (
            <li key={step}>
              <h3>{t(`home.how.${step}.title`)}</h3>
              <p>{t(`home.how.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="page home-money" aria-labelledby="money">
        <h2 id="money">{t('home.money.title')}</h2>
        <MoneyThereIs />
      </section>
      <section className="page" aria-labelledby="honest">
        <div className="note">
          <h2 id="honest">{t('home.honest.title')}</h2>
          <p>{t('home.honest.text')}</p>
          <p>
            <Link href="/about">{t('foot.marks')}</Link>
          </p>
        </div>
      </section>
    </>
  );
}
