import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from './client.ts';
import { createCommitter } from './commit.ts';
import { createDirectory } from './directory.ts';
import { createAnswerReader } from './idempotency.ts';
import { createOrganisationReader } from './organisation-store.ts';
import { createRefusalLog } from './refusal-log.ts';
import { createSessionReader } from './session-reader.ts';

export interface StoreSettings {
  readonly AWS_REGION: string;
  readonly MAIN_TABLE: string;
  readonly JOURNAL_TABLE: string;
  readonly DYNAMODB_ENDPOINT?: string | undefined;
}

/** What every function with commands reads and writes through, on one client: for one that looks into no organisation. */
export function openCoreStores(settings: StoreSettings, client: DynamoDBDocumentClient = clientOf(settings)) {
  const { MAIN_TABLE: main, JOURNAL_TABLE: journal } = settings;
  return {
    client,
    /** For the stores one function alone needs. */
    tables: { main, journal },
    sessions: createSessionReader(client, main),
    people: createDirectory(client, main),
    commands: { ...createAnswerReader(client, main), ...createCommitter(client, { main, journal }) },
    refusals: createRefusalLog(client, main),
  };
}

/** The same with what lies with organisations. */
export function openStores(settings: StoreSettings, client: DynamoDBDocumentClient = clientOf(settings)) {
  return { ...openCoreStores(settings, client), organisations: createOrganisationReader(client, settings.MAIN_TABLE) };
}
export type Stores = ReturnType<typeof openStores>;

const clientOf = ({ AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint }: StoreSettings): DynamoDBDocumentClient =>
  createDocumentClient({ region, endpoint });
