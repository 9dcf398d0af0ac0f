import { now } from '../../shared/runtime/clock.ts';
import { createQueueStack } from '../../shared/runtime/queue-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import { createOrganisationReader } from '../../shared/store/organisation-store.ts';
import { configSchema } from './config.ts';
import { createOnMessage } from './on-message.ts';

const config = readConfig(configSchema);
const client = createDocumentClient({ endpoint: config.DYNAMODB_ENDPOINT, region: config.AWS_REGION });
const { stack } = createQueueStack('document-checker');

export const handler = stack(
  createOnMessage({
    quarantine: config.QUARANTINE_BUCKET,
    organisations: createOrganisationReader(client, config.MAIN_TABLE),
    documents: createDocumentStore(client, config.MAIN_TABLE),
    committer: createCommitter(client, { main: config.MAIN_TABLE, journal: config.JOURNAL_TABLE }),
    objects: createObjectStore({
      region: config.AWS_REGION,
      endpoint: config.S3_ENDPOINT,
      buckets: { quarantine: config.QUARANTINE_BUCKET, vault: config.VAULT_BUCKET },
      now,
    }),
    now,
  }),
);
