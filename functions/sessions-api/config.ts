import * as z from 'zod/mini';
import { apiConfig } from '../../shared/runtime/api-config.ts';

const text = z.string().check(z.minLength(1));

/** The variables of this function and no other. */
export const configSchema = z.extend(apiConfig, {
  /** The client we are at the issuer, and its secret. */
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  /** What is asked for at sign-in; more where an issuer gives name or person key for more. */
  OIDC_SCOPE: z._default(text, 'openid profile'),
});
export type Config = z.infer<typeof configSchema>;
