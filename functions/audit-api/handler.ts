import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createLockedStore } from '../../shared/store/locked-store.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createAuditApp } from './app.ts';
import { auditParts } from './audit-parts.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('audit-api');
const locked = createLockedStore({ region: config.AWS_REGION, endpoint: config.S3_ENDPOINT, bucket: config.LOCKED_BUCKET, now });

export const handler = stack(createAuditApp(auditParts(stores, locked), apiPorts(config, stores, now, reportFault)));
