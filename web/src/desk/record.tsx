import { lazy, Suspense } from 'react';
import { useSearch } from 'wouter';
import { may } from '../account/me.ts';
import { openBook } from '../i18n.ts';
import { dayOf, shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { Findings } from './judged-parts.ts';
import { MoneyView } from './money-view.tsx';
import { officeOf } from './places.ts';
import { TipsLink } from './tips-link.tsx';
import { useStepName } from './use-step-name.ts';

/** Only of cases of which something was paid. */
const Recoveries = lazy(async () => {
  const [part] = await Promise.all([import('./recoveries.tsx'), openBook('recoveries'), openBook('status')]);
  return part;
});

/** Who did what when, the latest first. */
function Acts() {
  const { t, moment } = useWords();
  const { file } = useCase();
  const nameOf = useStepName();
  return (
    <section className="panel" aria-labelledby="acts">
      <h2 id="acts">{t('desk.acts.title')}</h2>
      <ol className="case-acts" reversed>
        {file.acts.toReversed().map(({ event, stage, role, name, at, onBehalf }) => (
          <li key={`${at} ${event} ${name}`}>
            <strong>{nameOf(event)}</strong> {name} {onBehalf ? t('desk.cover.for', { name: onBehalf }) : null}{' '}
            <span className="muted">
              {t('desk.acts.where', {
                role: t(`desk.role.${role}`, { defaultValue: role }),
                stage: t(`desk.stage.${stage}`),
                moment: moment(at),
              })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who is in charge of which stage, and that one person acts in one stage alone: said before anybody tries. */
function People() {
  const { t, day } = useWords();
  const { file } = useCase();
  const mine = file.assigned.filter(({ me }) => me);
  return (
    <section className="panel" aria-labelledby="people">
      <h2 id="people">{t('desk.people.title')}</h2>
      {mine.map(({ stage }) => (
        <p key={stage} className="note">
          {t('desk.people.mine', { stage: t(`desk.stage.${stage}`) })}
        </p>
      ))}
      {file.assigned.length === 0 ? <p>{t('desk.people.none')}</p> : null}
      <dl className="pairs">
        {file.assigned.map(({ stage, by, since }) => (
          <div key={`${stage} ${by.name} ${since}`}>
            <dt>{t(`desk.stage.${stage}`)}</dt>
            <dd>
              {by.name} {by.onBehalf ? t('desk.cover.for', { name: by.onBehalf.name }) : null}{' '}
              <span className="muted">{day(dayOf(since))}</span>
            </dd>
          </div>
        ))}
      </dl>
      {file.confirmation ? (
        <p>
          {t('desk.people.confirmed', {
            name: file.confirmation.by.name,
            day: day(dayOf(file.confirmation.at)),
            text: file.confirmation.text,
          })}
        </p>
      ) : null}
    </section>
  );
}

/** What was decided and why, the conditions, and the days of the public notice. */
function Decision() {
  const { t, day } = useWords();
  const { file, papers } = useCase();
  const nameOf = useStepName();
  const { decision, conditions, notice, halt } = file;
  if (!decision && conditions.length === 0 && !notice && !halt) return null;
  return (
    <section className="panel" aria-labelledby="decision">
      <h2 id="decision">{t('desk.decision.title')}</h2>
      {halt ? (
        <p className="note">
          {t('desk.decision.halt', {
            ground: halt.ground,
            from: day(halt.from),
            until: day(shiftDay(halt.until, -1)),
            name: halt.by ?? '',
          })}
        </p>
      ) : null}
      {decision ? (
        <>
          <p>
            <strong>{nameOf(decision.event)}</strong> {day(decision.on)}
          </p>
          {decision.reason ? <blockquote>{decision.reason}</blockquote> : null}
          {decision.findings.length === 0 ? null : (
            <Suspense>
              <Findings findings={decision.findings} file={file} titles={papers} />
            </Suspense>
          )}
        </>
      ) : null}
      {notice ? <p>{t('desk.decision.notice', { from: day(notice.from), until: day(shiftDay(notice.until, -1)) })}</p> : null}
      {conditions.length === 0 ? null : (
        <ul className="plain-list">
          {conditions.map(({ id, text, dueOn, metAt }) => (
            <li key={id}>
              {t('desk.decision.condition', { text, day: day(dueOn) })}{' '}
              <span className={`badge badge-${metAt ? 'good' : 'warn'}`}>{t(metAt ? 'desk.decision.met' : 'desk.decision.open')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What stands on record of a case: the money, what was decided, who it was, and every act. */
export default function OnRecord() {
  const { id, file, me } = useCase();
  const as = new URLSearchParams(useSearch()).get('as');
  return (
    <>
      <MoneyView place={officeOf(me.organisations, as, (place) => may([place], 'budget.list'))} />
      {file.money.postedFen > 0 ? (
        <Suspense>
          <Recoveries />
        </Suspense>
      ) : null}
      <Decision />
      <TipsLink id={id} place={officeOf(me.organisations, as, (place) => may([place], 'tip.list'))} />
      <People />
      <Acts />
    </>
  );
}
