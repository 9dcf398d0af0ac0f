import { confirmCodeRequest, organisationPatch, organisationView } from '../../../shared/contracts/parties.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { activeMembers } from '../../../shared/domain/parties/member.ts';
import type { OrganisationFile, Profile } from '../../../shared/domain/parties/records.ts';
import { changeOrganisation, confirmCode } from '../../../shared/domain/parties/registration.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { organisationChange, organisationRow } from '../../../shared/store/party-store.ts';
import { showOrganisation } from '../show.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile } from './gather.ts';

/** The profile is listed by region, so that it moves with the organisation. */
const moved = (profile: Profile | undefined, divisionCode: string | null, at: string): Profile | undefined =>
  profile && { ...profile, teaser: { ...profile.teaser, divisionCode }, updatedAt: at, version: profile.version + 1 };

const CODE_DIFFERS = [{ pointer: '/uscc', code: 'code-differs', detail: { zh: '请照执照重新输入', en: 'type it as the licence has it' } }];

function changeWrites(
  { organisation: before, members, profile }: OrganisationFile,
  patch: Parameters<typeof changeOrganisation>[1],
  at: string,
) {
  const changed = changeOrganisation(before, patch);
  if (!changed.ok) return changed;
  const { divisionCode } = changed.value;
  const elsewhere = divisionCode === before.divisionCode ? undefined : moved(profile, divisionCode, at);
  return ok({ organisation: changed.value, writes: organisationChange(changed.value, activeMembers(members, at), elsewhere) });
}

/** One organisation: what stands on record, and changes of it. */
export function organisationRoutes(api: Api<Write>, stores: PartyStores): void {
  const gather = gatherFile(stores);

  api.question(
    'GET /v1/organisations/{id}',
    gather,
    withoutQuery(({ context }, { file: { organisation } }) => {
      context.header('etag', etagOf(organisation.version));
      return reply(context, organisationView, showOrganisation(organisation));
    }),
  );

  api.command('PATCH /v1/organisations/{id}', {
    body: organisationPatch,
    gather,
    decide: ({ body, now }, { file }) => {
      const changed = changeWrites(file, body, now.toISOString());
      if (!changed.ok) return refuse(changed.refusal);
      const { organisation, writes } = changed.value;
      const { id, kind, name, divisionCode, version } = organisation;
      return ok({
        writes,
        // A person's name does not change, and has no place in the chain.
        audit: { aggregate: { kind: 'organisation', id }, changed: { ...(kind !== 'individual' && { name }), divisionCode } },
        status: 200,
        body: organisationView.parse(showOrganisation(organisation)),
        version,
      });
    },
  });

  api.command('POST /v1/organisations/{id}/confirm-code', {
    body: confirmCodeRequest,
    gather,
    decide: ({ body, who }, { file }) => {
      const confirmed = confirmCode(file, body, who);
      if (!confirmed.ok)
        return refuse({ ...confirmed.refusal, ...(confirmed.refusal.code === 'code-differs' && { faults: CODE_DIFFERS }) });
      const organisation = confirmed.value;
      const { id, uscc, usccStatus, version } = organisation;
      return ok({
        writes: [{ put: organisationRow(organisation), expect: version - 1 }],
        audit: { aggregate: { kind: 'organisation', id }, changed: { uscc, usccStatus }, reason: body.seen },
        status: 200,
        body: organisationView.parse(showOrganisation(organisation)),
        version,
      });
    },
  });
}
