import { Mark } from '../components/badges.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { useWords } from '../words/use-words.ts';

const MARKS = ['seed', 'sourced', 'typical', 'invented'] as const;
const OUTCOMES = ['met', 'failed', 'unknown'] as const;
const QUESTIONS = ['who', 'trust', 'priority', 'template', 'private', 'apply'] as const;

/** What the marks mean, where the texts come from, what happens to one's answers: for someone who has never seen the site. */
export default function About() {
  const { t } = useWords();
  return (
    <div className="page narrow">
      <PageHeading title={t('about.title')} />
      <p className="lead">{t('about.lead')}</p>
      <h2>{t('about.marks')}</h2>
      <dl className="meanings">
        {MARKS.map((mark) => (
          <div key={mark}>
            <dt>
              <Mark confidence={mark} />
            </dt>
            <dd>{t(`marks.${mark}.long`)}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('about.answers')}</h2>
      <dl className="meanings">
        {OUTCOMES.map((outcome) => (
          <div key={outcome}>
            <dt>
              <span className={`outcome outcome-${outcome}`}>{t(`outcome.${outcome}`)}</span>
            </dt>
            <dd>{t(`about.outcome.${outcome}`)}</dd>
          </div>
        ))}
      </dl>
      {QUESTIONS.map((question) => (
        <section key={question}>
          <h2>{t(`about.${question}.title`)}</h2>
          <p>{t(`about.${question}.text`)}</p>
        </section>
      ))}
    </div>
  );
}
