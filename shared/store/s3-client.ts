import { S3Client } from '@aws-sdk/client-s3';
import { environmentCredentials } from './environment-credentials.ts';

export interface S3Options {
  readonly region: string;
  /** Another S3-compatible store than that of the region, with the bucket as first part of the path. */
  readonly endpoint?: string | undefined;
  /** The time of the product: signatures and their ends are counted from it. */
  readonly now: () => Date;
}

const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 8_000;

/** The client of objects every store is given, and `withOurTime`, to be called before each use of it. */
export function createS3Client({ region, endpoint, now }: S3Options): { readonly client: S3Client; readonly withOurTime: () => Date } {
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: environmentCredentials,
    maxAttempts: 3,
    retryMode: 'standard',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
  });
  const { config } = client;
  return {
    client,
    /** The SDK signs with the machine's time and this offset; ours can be ahead of it in local mode. */
    withOurTime() {
      const at = now();
      config.systemClockOffset = at.getTime() - Date.now();
      return at;
    },
  };
}
