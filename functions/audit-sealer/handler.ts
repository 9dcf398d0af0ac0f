import { now } from '../../shared/runtime/clock.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createScheduleStack } from '../../shared/runtime/schedule-stack.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createJournalRows } from '../../shared/store/journal-rows.ts';
import { createKmsSigner } from '../../shared/store/kms-signer.ts';
import { createLockedStore } from '../../shared/store/locked-store.ts';
import { createSealStore } from '../../shared/store/seal-store.ts';
import { configSchema } from './config.ts';
import { createOnSchedule } from './on-schedule.ts';

const config = readConfig(configSchema);
const { AWS_REGION: region, JOURNAL_TABLE: journal } = config;
const client = createDocumentClient({ region, endpoint: config.DYNAMODB_ENDPOINT });

export const handler = createScheduleStack('audit-sealer').stack(
  createOnSchedule({
    seals: createSealStore(client, journal),
    rows: createJournalRows(client, journal),
    locked: createLockedStore({ region, endpoint: config.S3_ENDPOINT, bucket: config.LOCKED_BUCKET, now }),
    signer: createKmsSigner({
      region,
      endpoint: config.KMS_ENDPOINT,
      key: config.SEALING_KEY,
      algorithm: config.SEALING_ALGORITHM,
      now,
    }),
    now,
  }),
);
