import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from '../../shared/runtime/clock.ts';
import { createQueueStack } from '../../shared/runtime/queue-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import { createOrganisationReader } from '../../shared/store/organisation-store.ts';
import { configSchema } from './config.ts';
import { createOnMessage } from './on-message.ts';
import { readFonts } from './render/fonts.ts';

const config = readConfig(configSchema);
const { AWS_REGION: region, MAIN_TABLE: main, JOURNAL_TABLE: journal } = config;
const client = createDocumentClient({ region, endpoint: config.DYNAMODB_ENDPOINT });

export const handler = createQueueStack('letter-writer').stack(
  createOnMessage({
    cases: createCaseReader(client, main),
    organisations: createOrganisationReader(client, main),
    objects: createObjectStore({
      region,
      endpoint: config.S3_ENDPOINT,
      buckets: { quarantine: config.QUARANTINE_BUCKET, vault: config.VAULT_BUCKET },
      now,
    }),
    committer: createCommitter(client, { main, journal }),
    // Lies beside the bundle (`infra/build/files-beside.ts`), which is CommonJS and knows where it lies.
    fonts: readFonts(readFileSync(join(__dirname, 'letter-font.ttf'))),
    now,
  }),
);
