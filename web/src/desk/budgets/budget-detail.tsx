import { lazy, Suspense } from 'react';
import { may, type Place } from '../../account/me.ts';
import { useWords } from '../../words/use-words.ts';
import { Books } from './books.tsx';
import type { BudgetNames } from './names.ts';
import { Trial } from './trial.tsx';
import type { Budget } from './wire.ts';

/** Only for whoever may change it. */
const ChangeBudget = lazy(() => import('./change-budget.tsx'));
/** Below what is changed, and only of a year that is not over. */
const Waiting = lazy(() => import('./waiting.tsx'));

type Props = {
  readonly budget: Budget;
  /** All that are at hand: where money can be moved to. */
  readonly all: readonly Budget[];
  readonly names: BudgetNames;
  readonly place: Place;
  /** The fiscal year of today. */
  readonly year: number;
  onDone(said: string): void;
};

/** How the year is ended, in the order in which it is done; what is left of a year that is over. */
function YearEnd({ budget: { open, availableFen, reservedFen } }: Pick<Props, 'budget'>) {
  const { t, money } = useWords();
  if (!open && reservedFen === 0) return null;
  return (
    <details className="note">
      <summary>{t('desk.yearEnd.title')}</summary>
      <ol>
        <li>{t('desk.yearEnd.next')}</li>
        <li>{t('desk.yearEnd.roll', { amount: money(availableFen) })}</li>
        <li>{t('desk.yearEnd.rollReserved', { amount: money(reservedFen) })}</li>
        <li>{t('desk.yearEnd.close')}</li>
      </ol>
    </details>
  );
}

/** One budget or one part of it: what can be changed, its books, and who waits for money of it. */
export function BudgetDetail({ budget, all, names, place, year, onDone }: Props) {
  const { t } = useWords();
  const { budgetId, payerId, fiscalYear, communityId } = budget;
  const changes = may([place], 'budget.change', { organisationId: payerId });
  return (
    <section id="budget" className="panel" aria-labelledby="budget-name">
      <h2 id="budget-name">{names.of(budget)}</h2>
      <p className="muted">{t('desk.budgets.whose', { bureau: names.bureau(payerId), part: names.part(communityId) })}</p>
      {changes ? (
        <>
          <YearEnd budget={budget} />
          <Suspense>
            <ChangeBudget budget={budget} all={all} names={names} onDone={onDone} />
          </Suspense>
        </>
      ) : null}
      {fiscalYear >= year && may([place], 'budget.read-waiting', { organisationId: payerId }) ? (
        <Suspense>
          <Waiting budgetId={budgetId} place={place} />
        </Suspense>
      ) : null}
      <Trial budgetId={budgetId} />
      <Books budgetId={budgetId} place={place} onCorrected={changes ? onDone : undefined} />
    </section>
  );
}
