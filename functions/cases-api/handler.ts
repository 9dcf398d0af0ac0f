import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createCasesApp } from './app.ts';
import { caseParts } from './case-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('cases-api');
const readHolidays = createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now);

export const handler = stack(createCasesApp(caseParts(stores, readHolidays), apiPorts(config, stores, now, reportFault)));
