import { Link } from 'wouter';
import type { Place } from '../../account/me.ts';
import { Loaded } from '../../account/notices.tsx';
import { useLive } from '../../account/use-live.ts';
import { dayOf } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';
import { caseAddress } from '../places.ts';
import type { WaitingList } from './wire.ts';

/** Who comes first when there is money again. */
export default function Waiting({ budgetId, place }: { readonly budgetId: string; readonly place: Place }) {
  const { t, money, day } = useWords();
  const live = useLive<WaitingList>('GET /v1/budgets/{id}/waiting', { id: budgetId });
  return (
    <section aria-labelledby="waiting">
      <h3 id="waiting">{t('desk.waiting.title')}</h3>
      <Loaded live={live} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('desk.waiting.none')}</p>
          ) : (
            <>
              <p className="muted">{t('desk.waiting.text')}</p>
              <ol>
                {items.map(({ caseId, applicantName, amountFen, priority, since, fits }) => (
                  <li key={caseId}>
                    <Link href={caseAddress(caseId, place.id)}>{applicantName}</Link> {money(amountFen)}{' '}
                    {t('desk.waiting.since', { day: day(dayOf(since)) })}{' '}
                    {priority ? <span className="badge badge-priority">{t('desk.waiting.priority')}</span> : null}{' '}
                    {fits ? <span className="badge badge-good">{t('desk.waiting.fits')}</span> : null}
                  </li>
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
