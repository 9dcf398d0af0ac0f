import * as z from 'zod/mini';
import { deadLetterConfig } from '../../shared/runtime/dead-letter-config.ts';
import { mainTableConfig } from '../../shared/runtime/table-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(mainTableConfig, {
  JOURNAL_TABLE: z.string().check(z.minLength(1)),
  ...deadLetterConfig.shape,
});
