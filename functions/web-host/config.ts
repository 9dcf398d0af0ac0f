import * as z from 'zod/mini';

/** The environment of this function: it needs none. */
export const configSchema = z.object({});
