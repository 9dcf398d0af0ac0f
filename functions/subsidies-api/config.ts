import * as z from 'zod/mini';
import { apiConfig } from '../../shared/runtime/api-config.ts';

/** The variables of this function and no other. */
export const configSchema = z.extend(apiConfig, {
  /** Under this secret the id numbers of trainees, mentors and founders become keys; the numbers themselves are kept nowhere. */
  PERSON_KEY_SECRET: z.string().check(z.minLength(16)),
});
