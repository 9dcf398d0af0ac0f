import { type Me, mayHere, type Place } from '../../account/me.ts';
import { useLive } from '../../account/use-live.ts';
import type { MemberList } from '../../account/wire.ts';
import { useWords } from '../../words/use-words.ts';

/** How somebody who signed a batch is called here: oneself, a colleague by name, and by id whoever has left or cannot be looked up. */
export function useSigner(place: Place, me: Me): (personId: string) => string {
  const { t } = useWords();
  const { data } = useLive<MemberList>(mayHere(place, 'member.list') ? 'GET /v1/organisations/{id}/members' : null, { id: place.id });
  return (personId) =>
    personId === me.person.id ? t('desk.inbox.mine') : (data?.items.find((member) => member.personId === personId)?.name ?? personId);
}
