import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createS3Client, type S3Options } from './s3-client.ts';

/** What Lambda gave up of a stream, whole, in the bucket it was told to leave it in. For the command that does it again, never for a function. */
export function createGivenUpBatches(options: S3Options) {
  const { client, withOurTime } = createS3Client(options);
  return {
    /** @throws Error where there is no such object (any more) */
    async read(bucket: string, key: string): Promise<string> {
      withOurTime();
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`object ${key} came without a body`);
      return Body.transformToString();
    },
  };
}
