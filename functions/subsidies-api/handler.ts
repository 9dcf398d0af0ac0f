import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCatalogueCache, TRUSTED_A_MINUTE } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createSubsidiesApp } from './app.ts';
import { claimParts } from './claim-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('subsidies-api');
const parts = claimParts(stores, {
  readCatalogue: createCatalogueCache(createCatalogueStore(stores.client, config.MAIN_TABLE), openCatalogue, TRUSTED_A_MINUTE(now)),
  readHolidays: createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now),
  personKeySecret: config.PERSON_KEY_SECRET,
});

export const handler = stack(createSubsidiesApp(parts, apiPorts(config, stores, now, reportFault)));
