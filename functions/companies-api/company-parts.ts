import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createCommunityReader } from '../../shared/store/community-store.ts';
import { createCompanyList } from '../../shared/store/company-list.ts';
import { createConsentStore } from '../../shared/store/consent-store.ts';
import { createImportStore } from '../../shared/store/import-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createProfileReader } from '../../shared/store/profile-store.ts';
import { createResidenceStore } from '../../shared/store/residence-store.ts';

/** What the routes of this API read and write through. */
export function companyParts(
  { client, organisations, commands }: Pick<Stores, 'client' | 'organisations' | 'commands'>,
  table: string,
  readCatalogue: CatalogueReader,
) {
  return {
    organisations,
    profiles: createProfileReader(client, table),
    accessLog: createAccessLog(client, table),
    consent: createConsentStore(client, table),
    residences: createResidenceStore(client, table),
    communities: createCommunityReader(client, table),
    companies: createCompanyList(client, table),
    imports: createImportStore(client, table),
    commands,
    readCatalogue,
  };
}
export type CompanyParts = ReturnType<typeof companyParts>;
