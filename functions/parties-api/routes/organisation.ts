import { organisationView } from '../../../shared/contracts/parties.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { Stores } from '../../../shared/store/open-stores.ts';
import { showOrganisation } from '../show.ts';

/** The file of the organisation a path names, and what the access policy is asked about it. One read. */
export const gatherFile =
  ({ organisations }: Pick<Stores, 'organisations'>) =>
  async ({ param }: Request) => {
    const file = await organisations.readOrganisation(param('id'));
    return file && stateOf(file);
  };

export const stateOf = (file: OrganisationFile) => ({
  subject: { organisationId: file.organisation.id, divisionCode: file.organisation.divisionCode },
  head: file.head,
  version: file.organisation.version,
  file,
});

/** One organisation: what stands on record, and changes of it. */
export function organisationRoutes(api: Api<Write>, stores: Stores): void {
  const gather = gatherFile(stores);

  api.question('GET /v1/organisations/{id}', gather, ({ context }, { file: { organisation } }) => {
    context.header('etag', etagOf(organisation.version));
    return reply(context, organisationView, showOrganisation(organisation));
  });
}
