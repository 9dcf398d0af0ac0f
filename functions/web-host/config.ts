import * as z from 'zod/mini';

/** The environment of this function. */
export const configSchema = z.object({
  /** Where pages send files to and get them from, if that is not us: origins with a blank between, which the policy then lets them connect to. */
  STORAGE_ORIGINS: z.optional(z.string().check(z.regex(/^https:\/\/[\w.-]+(?: https:\/\/[\w.-]+)*$/))),
});
