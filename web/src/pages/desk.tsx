import { CONFIRMING_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import type { Place } from '../account/me.ts';
import { DeskPage } from '../desk/desk-page.tsx';
import { Inbox } from '../desk/inbox.tsx';
import { desksOf } from '../desk/places.ts';
import { useWords } from '../words/use-words.ts';

const sectionOf = ({ kind }: Place) => (isOneOf(CONFIRMING_KINDS, kind) ? 'confirmations' : 'desk');

/** What waits at my desks, by due date; of a community or carrier: what it is asked to confirm. */
export default function Desk() {
  const { t } = useWords();
  return (
    <DeskPage title={t('desk.inbox.title')} section={sectionOf} has={(place) => desksOf(place).length > 0}>
      {(place) => <Inbox key={place.id} place={place} />}
    </DeskPage>
  );
}
