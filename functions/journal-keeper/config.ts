import * as z from 'zod/mini';
import { lockedStoreConfig } from '../../shared/runtime/locked-store-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(lockedStoreConfig, {});
