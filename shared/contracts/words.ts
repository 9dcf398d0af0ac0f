import * as z from 'zod/mini';

/** Words in both languages, as they go over the wire. */
export const wireBilingual = z.object({ zh: z.string(), en: z.string() });
