import * as z from 'zod/mini';
import { objectStoreConfig } from '../../shared/runtime/object-store-config.ts';
import { mainTableConfig } from '../../shared/runtime/table-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(mainTableConfig, {
  JOURNAL_TABLE: z.string().check(z.minLength(1)),
  ...objectStoreConfig.shape,
});
