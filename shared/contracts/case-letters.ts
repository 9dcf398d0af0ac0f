import * as z from 'zod/mini';
import { CASE_LETTERS } from '../domain/cases/shown/letters.ts';

/** A letter that was written about a case; its file is opened by a link. */
const wireCaseLetter = z.object({
  /** `<kind>.<version>`; of one to a specialist `<kind>.<about>`. */
  id: z.string(),
  kind: z.enum(CASE_LETTERS),
  /** The attempt of the payment (`p1.1`), the recovery, the opinion or the day it is about. */
  about: z.optional(z.string()),
  /** Head of the case's chain that stands in it: `npm run verify-case -- <file> --head <hash>` holds an export against it. */
  chainHash: z.optional(z.string()),
  /** Of the case after the step it tells of. */
  version: z.int(),
  /** Of the file. */
  sha256: z.string(),
  sizeBytes: z.int(),
  at: z.string(),
});
/** In the order of the steps they tell of. */
export const letterList = z.object({ items: z.array(wireCaseLetter) });
