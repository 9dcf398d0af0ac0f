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
import { createAppraisalsApp } from './app.ts';
import { appraisalParts } from './appraisal-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('appraisals-api');
const readCatalogue = createCatalogueCache(createCatalogueStore(stores.client, config.MAIN_TABLE), openCatalogue, TRUSTED_A_MINUTE(now));

export const handler = stack(
  createAppraisalsApp(
    appraisalParts(stores, readCatalogue, createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now)),
    apiPorts(config, stores, now, reportFault),
  ),
);
