import { useState } from 'react';
import { fits, type OrganisationKind } from '../../../shared/domain/parties/kinds.ts';
import { Loaded, Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import type { InvitationMade, MemberList } from '../account/wire.ts';
import { SecretLink } from '../members/secret-link.tsx';
import { useWords } from '../words/use-words.ts';

type Props = { readonly organisationId: string; readonly kind: OrganisationKind; readonly name: string };

/** Hands an organisation that nobody owns to its first owner, by a link. */
export function InviteFirstOwner({ organisationId, kind, name }: Props) {
  const { t } = useWords();
  const command = useCommand();
  const [made, setMade] = useState<InvitationMade>();
  const invite = async () => {
    const answer = await command.run<InvitationMade>('POST /v1/organisations/{id}/invitations', {
      params: { id: organisationId },
      body: { roles: fits('signatory', kind) ? ['owner', 'signatory'] : ['owner'], until: null, note: '' },
    });
    if (answer) setMade(answer.body);
  };
  return (
    <section className="panel topic form" aria-labelledby={`owner-${organisationId}`}>
      <h2 id={`owner-${organisationId}`}>{t('firstOwner.title')}</h2>
      <p>{t('firstOwner.text', { name })}</p>
      {made ? (
        <SecretLink link={made.link} />
      ) : (
        <p className="actions">
          <button type="button" className="button" disabled={command.busy} onClick={() => void invite()}>
            {t('firstOwner.send')}
          </button>
        </p>
      )}
      <Refusal failure={command.failure} />
    </section>
  );
}

/** Who owns an organisation; where nobody does, it can be handed to somebody. */
export function Owners({ mayInvite, ...organisation }: Props & { readonly mayInvite: boolean }) {
  const { t } = useWords();
  const live = useLive<MemberList>('GET /v1/organisations/{id}/members', { id: organisation.organisationId });
  return (
    <Loaded live={live} rows={1}>
      {({ items }) => {
        const owners = items.filter(({ roles }) => roles.includes('owner')).map(({ name }) => name);
        if (owners.length > 0) return <p>{t('firstOwner.are', { names: owners.join(t('formula.comma')) })}</p>;
        return mayInvite ? <InviteFirstOwner {...organisation} /> : <p>{t('firstOwner.none')}</p>;
      }}
    </Loaded>
  );
}
