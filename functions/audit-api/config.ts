import * as z from 'zod/mini';
import { apiConfig } from '../../shared/runtime/api-config.ts';
import { lockedStoreConfig } from '../../shared/runtime/locked-store-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(apiConfig, lockedStoreConfig.shape);
