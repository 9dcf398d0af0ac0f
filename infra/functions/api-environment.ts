import type { apiConfig } from '../../shared/runtime/api-config.ts';
import type { EnvironmentOf, Surroundings } from './function-spec.ts';

/** The variables of every function that asks who is calling and writes by commands; a function adds its own beside them. */
export function apiEnvironment({ stage, main, journal }: Surroundings): EnvironmentOf<typeof apiConfig> {
  const { origin, issuer, jwksUrl, audience, claims } = stage.identity;
  return {
    MAIN_TABLE: main.tableName,
    JOURNAL_TABLE: journal.tableName,
    PUBLIC_ORIGIN: origin,
    OIDC_ISSUER: issuer,
    OIDC_JWKS_URL: jwksUrl,
    API_AUDIENCE: audience,
    PERSON_ID_CLAIM: claims.id,
    PERSON_NAME_CLAIM: claims.name,
    PERSON_KEY_CLAIM: claims.key,
  };
}
