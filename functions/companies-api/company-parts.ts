import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createConsentStore } from '../../shared/store/consent-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createProfileReader } from '../../shared/store/profile-store.ts';

/** What the routes of this API read and write through. */
export function companyParts(
  { client, organisations }: Pick<Stores, 'client' | 'organisations'>,
  table: string,
  readCatalogue: CatalogueReader,
) {
  return {
    organisations,
    profiles: createProfileReader(client, table),
    accessLog: createAccessLog(client, table),
    consent: createConsentStore(client, table),
    readCatalogue,
  };
}
export type CompanyParts = ReturnType<typeof companyParts>;
