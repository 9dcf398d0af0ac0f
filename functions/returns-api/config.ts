import { apiConfig } from '../../shared/runtime/api-config.ts';

/** The variables of this function and no other. */
export const configSchema = apiConfig;
