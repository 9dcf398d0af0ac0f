import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createSessionStore } from '../../shared/store/session-store.ts';
import { createSessionsApp } from './app.ts';
import { configSchema } from './config.ts';
import { createIssuerClient } from './use-cases/issuer-client.ts';

const config = readConfig(configSchema);
const { stack, reportFault } = createHttpStack('sessions-api');
const stores = openStores(config);
const store = createSessionStore(stores.client, config.MAIN_TABLE);
const issuer = createIssuerClient(config, now, (error) => reportFault({ route: 'issuer', error }));

export const handler = stack(createSessionsApp(apiPorts(config, stores, now, reportFault), { store, issuer }));
