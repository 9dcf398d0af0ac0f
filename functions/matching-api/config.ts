import { mainTableConfig } from '../../shared/runtime/table-config.ts';

/** The variables of this function and no other. */
export const configSchema = mainTableConfig;
