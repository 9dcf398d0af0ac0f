import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { createTokenVerifier } from './access-token.ts';
import type { ApiPorts, RefusalLog } from './api.ts';
import type { FaultReporter } from './create-app.ts';
import type { PersonReader, SessionReader } from './identity.ts';
import type { CommandPorts } from './run-command.ts';

/** Who issues our tokens and what is believed of them: part of the configuration of every function that asks who is calling. */
export interface IssuerSettings {
  readonly PUBLIC_ORIGIN: string;
  readonly OIDC_ISSUER: string;
  readonly OIDC_JWKS_URL: string;
  readonly API_AUDIENCE: string;
  readonly PERSON_ID_CLAIM: string;
  readonly PERSON_NAME_CLAIM: string;
  readonly PERSON_KEY_CLAIM: string;
}

/** The stores an API stands on. */
export interface ApiStores<Write> {
  readonly sessions: SessionReader;
  readonly people: PersonReader;
  readonly commands: CommandPorts<Write>;
  readonly refusals: RefusalLog;
}

/** What an API is plugged into: the stores, and the issuer whose keys are fetched once and kept. */
export function apiPorts<Write>(
  settings: IssuerSettings,
  { sessions, people, commands, refusals }: ApiStores<Write>,
  now: () => Date,
  reportFault: FaultReporter,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(settings.OIDC_JWKS_URL)),
): ApiPorts<Write> {
  const verifyToken = createTokenVerifier({
    issuer: settings.OIDC_ISSUER,
    audience: settings.API_AUDIENCE,
    keys,
    claims: { id: settings.PERSON_ID_CLAIM, name: settings.PERSON_NAME_CLAIM, key: settings.PERSON_KEY_CLAIM },
    now,
  });
  return { identity: { sessions, people, verifyToken, origin: settings.PUBLIC_ORIGIN }, commands, refusals, now, reportFault };
}
