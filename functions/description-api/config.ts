import * as z from 'zod/mini';

/** This function needs no variable: what it says was decided when it was built. */
export const configSchema = z.object({});
