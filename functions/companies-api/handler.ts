import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createCompaniesApp } from './app.ts';
import { companyParts } from './company-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('companies-api');
const readCatalogue = createCatalogueCache(createCatalogueStore(stores.client, config.MAIN_TABLE), openCatalogue);

export const handler = stack(
  createCompaniesApp(companyParts(stores, config.MAIN_TABLE, readCatalogue), apiPorts(config, stores, now, reportFault)),
);
