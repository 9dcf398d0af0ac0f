import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createPartiesApp } from './app.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('parties-api');

export const handler = stack(createPartiesApp({ stores, ports: apiPorts(config, stores, now, reportFault) }));
