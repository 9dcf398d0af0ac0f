import type { Api } from '../../../shared/http/api.ts';
import { auditReply } from '../../../shared/http/audit-page.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile } from './gather.ts';

/** What was ever done to an organisation, with whether the chain of it holds. */
export function auditRoutes(api: Api<Write>, stores: PartyStores): void {
  api.question('GET /v1/organisations/{id}/audit', gatherFile(stores), ({ context }, { file: { organisation, head } }) =>
    auditReply(context, { kind: 'organisation', id: organisation.id, head }, stores.readChain),
  );
}
