import { may } from '../account/me.ts';
import { Decisions } from '../desk/decisions.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { useWords } from '../words/use-words.ts';

/** Approving many cases at once. */
export default function DeskDecisions() {
  const { t } = useWords();
  return (
    <DeskPage title={t('desk.run.page')} lead={t('desk.run.lead')} section="decisions" has={(place) => may([place], 'approval-run.start')}>
      {(place) => <Decisions key={place.id} place={place} />}
    </DeskPage>
  );
}
