import { deskSectionOf } from '../account/sections.ts';
import { DeskPage } from '../desk/desk-page.tsx';
import { Inbox } from '../desk/inbox.tsx';
import { desksOf } from '../desk/places.ts';
import { useWords } from '../words/use-words.ts';

/** What waits at my desks, by due date; of a community or carrier: what it is asked to confirm; for those who only look: the cases there are. */
export default function Desk() {
  const { t } = useWords();
  return (
    <DeskPage
      title={(place) => t(`section.${(place && deskSectionOf(place)) ?? 'desk'}`)}
      section={deskSectionOf}
      has={(place) => desksOf(place).length > 0}
    >
      {(place) => <Inbox key={place.id} place={place} />}
    </DeskPage>
  );
}
