import { useState } from 'react';
import { PlacePage } from '../account/account-page.tsx';
import { type Me, mayHere, type Place } from '../account/me.ts';
import { Done, Loaded, useDone } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { MemberList } from '../account/wire.ts';
import type { PageProps } from '../lazy-page.tsx';
import { Invitations } from '../members/invitations.tsx';
import { InviteForm } from '../members/invite-form.tsx';
import { MemberRow } from '../members/member-row.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';

function Members({ place, me }: { readonly place: Place; readonly me: Me }) {
  const live = useLive<MemberList>('GET /v1/organisations/{id}/members', { id: place.id });
  const [done, setDone] = useDone();
  const [changes, setChanges] = useState(0);
  const changed = (text?: string) => {
    if (text) setDone(text);
    setChanges((count) => count + 1);
    live.reload();
  };
  return (
    <>
      <Done said={done} />
      <Loaded live={live}>
        {({ items, version }) => (
          <>
            <ul className="rows">
              {items.map((member) => (
                <MemberRow
                  key={member.personId}
                  member={member}
                  place={place}
                  isMe={member.personId === me.person.id}
                  etag={`"${version}"`}
                  onChanged={changed}
                  onStale={live.reload}
                />
              ))}
            </ul>
            {mayHere(place, 'invitation.list') ? (
              <Invitations
                changes={changes}
                placeId={place.id}
                personId={me.person.id}
                nameOf={(personId) => items.find((member) => member.personId === personId)?.name ?? personId}
                onChanged={changed}
              />
            ) : null}
          </>
        )}
      </Loaded>
      {mayHere(place, 'member.invite') ? <InviteForm place={place} onInvited={changed} /> : null}
    </>
  );
}

/** Who belongs to the organisation and in which roles; who is asked in; who leaves. */
export default function MembersPage({ params }: PageProps) {
  const { t } = useWords();
  return (
    <PlacePage title={t('members.title')} lead={t('members.lead')} placeId={params.id ?? ''} section="members">
      {(place, me) => <Members key={place.id} place={place} me={me} />}
    </PlacePage>
  );
}
