import * as z from 'zod/mini';
import { type CheckerPorts, checkUpload } from './use-cases/check-upload.ts';

/** What S3 tells of new objects, as far as it matters here. Source: Amazon S3 User Guide, "Event message structure". */
const uploads = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
    }),
  ),
});
/** What S3 sends once, when it is told where to send. */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

const keyOf = (encoded: string): string => decodeURIComponent(encoded.replaceAll('+', ' '));

/** One message of the queue: each new object of the quarantine is checked. Others of any kind are none of our business. */
export const createOnMessage =
  ({ quarantine, ...ports }: CheckerPorts & { readonly quarantine: string }) =>
  async (body: unknown): Promise<void> => {
    if (testEvent.safeParse(body).success) return;
    for (const { eventName, s3 } of uploads.parse(body).Records) {
      if (eventName.startsWith('ObjectCreated:') && s3.bucket.name === quarantine) await checkUpload(ports, keyOf(s3.object.key));
    }
  };
