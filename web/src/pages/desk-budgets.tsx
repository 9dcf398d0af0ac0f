import { may } from '../account/me.ts';
import { Budgets } from '../desk/budgets/budgets.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { useWords } from '../words/use-words.ts';

/** What each budget has, holds and has paid, line by line. */
export default function DeskBudgets() {
  const { t } = useWords();
  return (
    <DeskPage title={t('desk.budgets.title')} lead={t('desk.budgets.lead')} section="budgets" has={(place) => may([place], 'budget.list')}>
      {(place) => <Budgets key={place.id} place={place} />}
    </DeskPage>
  );
}
