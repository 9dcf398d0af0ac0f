import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environmentCredentials } from './environment-credentials.ts';

export interface ClientOptions {
  /** Another DynamoDB-compatible engine than the one of the region. */
  readonly endpoint?: string | undefined;
  readonly region: string;
}

/** One call and its repeats stay well below the ten seconds a function has. */
const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_500;

/**
 * The client every store is given: signs with the credentials in the environment, tries three times, gives up on silence.
 * An `undefined` in an item is a fault of ours and is thrown, not dropped.
 */
export function createDocumentClient({ endpoint, region }: ClientOptions): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region,
    ...(endpoint && { endpoint }),
    credentials: environmentCredentials,
    endpointDiscoveryEnabled: false,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  // It copies every question and answer for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: false } });
}
