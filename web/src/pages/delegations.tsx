import { PlacePage } from '../account/account-page.tsx';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { MemberList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { Delegations } from '../office/delegations.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';

/** Who stands in for whom in an office, until when, and what waits for a second person. */
export default function DelegationsPage({ params }: PageProps) {
  const { t } = useWords();
  const id = params.id ?? '';
  const live = useLive<MemberList>('GET /v1/organisations/{id}/members', { id });
  return (
    <PlacePage title={t('delegations.title')} lead={t('delegations.lead')} placeId={id} section="delegations">
      {(place, me) => (
        <Loaded live={live}>{({ items }) => <Delegations key={place.id} place={place} personId={me.person.id} members={items} />}</Loaded>
      )}
    </PlacePage>
  );
}
