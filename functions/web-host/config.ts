import * as z from 'zod';

/** The environment of this function: it needs none. */
export const configSchema = z.object({});
