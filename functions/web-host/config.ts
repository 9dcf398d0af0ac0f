import * as z from 'zod/mini';

/** The environment of this function. */
export const configSchema = z.object({
  /** Where pages send files to, if that is not us: added to what the content security policy lets them connect to. */
  UPLOAD_ORIGIN: z.optional(z.url()),
});
