import * as z from 'zod/mini';
import { deadLetterConfig } from '../../shared/runtime/dead-letter-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(deadLetterConfig, {
  AWS_REGION: z.string().check(z.minLength(1)),
  /** Name of the bus. */
  EVENT_BUS: z.string().check(z.minLength(1)),
});
