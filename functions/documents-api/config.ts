import * as z from 'zod/mini';
import { apiConfig } from '../../shared/runtime/api-config.ts';
import { objectStoreConfig } from '../../shared/runtime/object-store-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(apiConfig, objectStoreConfig.shape);
