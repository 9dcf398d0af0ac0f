import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCatalogueCache, TRUSTED_A_MINUTE } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createBudgetsApp } from './app.ts';
import { budgetParts } from './budget-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('budgets-api');

const parts = budgetParts(
  stores,
  createCatalogueCache(createCatalogueStore(stores.client, config.MAIN_TABLE), openCatalogue, TRUSTED_A_MINUTE(now)),
);

export const handler = stack(createBudgetsApp(parts, apiPorts(config, stores, now, reportFault)));
