import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';

/** What was on file of an event before it was held, beside what is claimed of it. */
export default function FiledEvent() {
  const { t, day, money, moment } = useWords();
  const { filing } = useCase().file;
  if (!filing) return <span className="muted">{t('desk.unknown')}</span>;
  const { title, plannedOn, place, plannedSpendFen, filedAt } = filing;
  return (
    <>
      {title}
      <br />
      <span className="muted">
        {t('desk.filing.plan', { day: day(plannedOn), place, amount: money(plannedSpendFen) })}
        <br />
        {t('desk.filing.at', { at: moment(filedAt) })}
      </span>
    </>
  );
}
