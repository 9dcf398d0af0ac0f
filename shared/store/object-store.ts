import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createS3Client, type S3Options } from './s3-client.ts';

/** Where uploads wait to be checked, and where clean files are kept. */
const BUCKETS = ['quarantine', 'vault'] as const;
export type BucketName = (typeof BUCKETS)[number];

export interface ObjectStoreOptions extends S3Options {
  readonly buckets: Readonly<Record<BucketName, string>>;
}

/** A form to be sent as `multipart/form-data` to `url`: these fields as they stand, and the file last, as `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly expiresAt: string;
}

const UPLOAD_SECONDS = 15 * 60;

export type ObjectStore = ReturnType<typeof createObjectStore>;

/** A header value of RFC 6266: a plain name for old readers, and the true one in UTF-8. No letter of the name can end the value. */
export function attachmentNamed(fileName: string): string {
  const plain = fileName.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The files of the evidence vault. A key is made by the caller of plain words; what a person typed is never part of one. */
export function createObjectStore({ region, endpoint, buckets, now }: ObjectStoreOptions) {
  const { client, withOurTime } = createS3Client({ region, endpoint, now });

  return {
    /**
     * A form that lets whoever has it put one file under exactly this key into quarantine, of exactly this type and size, within 15
     * minutes. Nothing is sent anywhere for it.
     */
    async createUploadForm(key: string, mediaType: string, maxBytes: number): Promise<UploadForm> {
      const at = withOurTime();
      const { url, fields } = await createPresignedPost(client, {
        Bucket: buckets.quarantine,
        Key: key,
        Fields: { 'Content-Type': mediaType },
        Conditions: [['content-length-range', 1, maxBytes]],
        Expires: UPLOAD_SECONDS,
      });
      return { url, fields, expiresAt: new Date(at.getTime() + UPLOAD_SECONDS * 1000).toISOString() };
    },

    /**
     * A link to a clean file that holds for some seconds and saves it under its name instead of showing it. Nothing is sent anywhere for it.
     */
    async createDownloadLink(
      key: string,
      fileName: string,
      mediaType: string,
      seconds: number,
    ): Promise<{ readonly url: string; readonly expiresAt: string }> {
      const at = withOurTime();
      const command = new GetObjectCommand({
        Bucket: buckets.vault,
        Key: key,
        ResponseContentDisposition: attachmentNamed(fileName),
        ResponseContentType: mediaType,
        ResponseCacheControl: 'private, no-store',
      });
      const url = await getSignedUrl(client, command, { expiresIn: seconds, signingDate: at });
      return { url, expiresAt: new Date(at.getTime() + seconds * 1000).toISOString() };
    },

    /** An uploaded file, or undefined when there is none (any more). Throws when it is larger than `maxBytes`, without reading on. */
    async readUpload(key: string, maxBytes: number): Promise<Uint8Array | undefined> {
      withOurTime();
      try {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: buckets.quarantine, Key: key }));
        if (!(Body instanceof Readable)) throw new Error(`object ${key} came without a body`);
        if (ContentLength > maxBytes) {
          Body.destroy();
          throw new RangeError(`object ${key} has ${ContentLength} bytes, more than any form allows`);
        }
        return await Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    /** Keeps checked bytes in the vault: these very bytes, not whatever may lie in quarantine by now. */
    async keep(key: string, bytes: Uint8Array, mediaType: string, sha256: string): Promise<void> {
      withOurTime();
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      await client.send(
        new PutObjectCommand({ Bucket: buckets.vault, Key: key, Body: bytes, ContentType: mediaType, ChecksumSHA256: checksum }),
      );
    },

    /**
     * Keeps a file of our own in the vault where nothing stands yet under that key.
     * @returns what stands there now: these bytes, or those of whoever was first
     */
    async keepOnce(key: string, bytes: Uint8Array, mediaType: string, sha256: string): Promise<Uint8Array> {
      withOurTime();
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      const put = { Bucket: buckets.vault, Key: key, Body: bytes, ContentType: mediaType, ChecksumSHA256: checksum };
      try {
        await client.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' }));
        return bytes;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
      }
      // A refusal sets the clock of the SDK by its own date.
      withOurTime();
      const { Body } = await client.send(new GetObjectCommand({ Bucket: buckets.vault, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`object ${key} came without a body`);
      return await Body.transformToByteArray();
    },

    /** Removes an upload from quarantine; one that is gone already counts as removed. */
    async removeUpload(key: string): Promise<void> {
      withOurTime();
      await client.send(new DeleteObjectCommand({ Bucket: buckets.quarantine, Key: key }));
    },
  };
}
