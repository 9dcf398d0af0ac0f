import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createReturnsApp } from './app.ts';
import { configSchema } from './config.ts';
import { returnParts } from './return-parts.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('returns-api');

const parts = returnParts(stores, createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now));

export const handler = stack(createReturnsApp(parts, apiPorts(config, stores, now, reportFault)));
