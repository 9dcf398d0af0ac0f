import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { openCoreStores } from '../../shared/store/open-stores.ts';
import { createNoticesApp } from './app.ts';
import { configSchema } from './config.ts';
import { noticeParts } from './notice-parts.ts';

const config = readConfig(configSchema);
const stores = openCoreStores(config);
const { stack, reportFault } = createHttpStack('notices-api');
const readHolidays = createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now);

export const handler = stack(createNoticesApp(noticeParts(stores, readHolidays), apiPorts(config, stores, now, reportFault)));
