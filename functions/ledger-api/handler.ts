import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createLedgerApp } from './app.ts';
import { configSchema } from './config.ts';
import { ledgerParts } from './ledger-parts.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('ledger-api');

export const handler = stack(createLedgerApp(ledgerParts(stores), apiPorts(config, stores, now, reportFault)));
