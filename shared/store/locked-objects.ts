import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { createS3Client, type S3Options } from './s3-client.ts';

export interface LockedStoreOptions extends S3Options {
  readonly bucket: string;
}

/** Under which the journal-keeper puts aside what it cannot copy. */
export const FAILED = 'failed/';

const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'PreconditionFailed';

/** Single objects of a bucket under a lock: each is written once. */
export function createLockedObjects({ bucket, ...options }: LockedStoreOptions) {
  const { client, withOurTime } = createS3Client(options);
  return {
    client,
    withOurTime,
    /** Adds an object; where there is one already, that one stays. */
    async put(key: string, bytes: Uint8Array): Promise<void> {
      withOurTime();
      // A bucket with a lock takes nothing without a checksum. Source: Amazon S3 User Guide, "Object Lock considerations".
      const checksum = createHash('sha256').update(bytes).digest('base64');
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: bytes,
            ContentType: 'application/json',
            ChecksumSHA256: checksum,
            IfNoneMatch: '*',
          }),
        );
      } catch (error) {
        if (!isTaken(error)) throw error;
      }
    },
    async get(key: string): Promise<Uint8Array | undefined> {
      withOurTime();
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (!(Body instanceof Readable)) throw new Error(`object ${key} came without a body`);
        return await Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
