import * as z from 'zod/mini';

/** A letter that was written about a case; its file is opened by a link. */
export const wireCaseLetter = z.object({
  /** `<kind>.<version>`. */
  id: z.string(),
  kind: z.enum(['receipt', 'decision']),
  /** Of the case after the step it tells of. */
  version: z.int(),
  /** Of the file. */
  sha256: z.string(),
  sizeBytes: z.int(),
  at: z.string(),
});
/** In the order of the steps they tell of. */
export const letterList = z.object({ items: z.array(wireCaseLetter) });
