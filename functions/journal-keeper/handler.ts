import { now } from '../../shared/runtime/clock.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createStreamStack } from '../../shared/runtime/stream-stack.ts';
import { createLockedStore } from '../../shared/store/locked-store.ts';
import { configSchema } from './config.ts';
import { createKeepFailed, createOnRecord } from './on-record.ts';

const { AWS_REGION: region, S3_ENDPOINT: endpoint, LOCKED_BUCKET: bucket } = readConfig(configSchema);
const ports = { locked: createLockedStore({ region, endpoint, bucket, now }), now };

export const handler = createStreamStack('journal-keeper').stack(createOnRecord(ports), { keepFailed: createKeepFailed(ports) });
