import { useSearch } from 'wouter';
import { may, type Place } from '../account/me.ts';
import { Decisions } from '../desk/decisions.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { useWords } from '../words/use-words.ts';

const approves = (place: Place): boolean => may([place], 'approval-run.start');
const reads = (place: Place): boolean => may([place], 'approval-run.read', { organisationId: place.id });

/** Approving many cases at once. One run that somebody was led to is also there for those who only read such. */
export default function DeskDecisions() {
  const { t } = useWords();
  const isRun = new URLSearchParams(useSearch()).has('run');
  return (
    <DeskPage
      title={t('desk.run.page')}
      lead={t('desk.run.lead')}
      section="decisions"
      has={(place) => approves(place) || (isRun && reads(place))}
    >
      {(place) => <Decisions key={place.id} place={place} />}
    </DeskPage>
  );
}
