import { SecretValue } from 'aws-cdk-lib';
import type { configSchema } from '../../functions/sessions-api/config.ts';
import { noteRefusals } from '../permissions/commands.ts';
import { encryptTable } from '../permissions/keys.ts';
import { keepSessions, keepSignedInPeople, readPeople } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Sign-in by the issuer, sessions, and who one is. */
export const sessionsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'sessions-api',
  description: 'Signs people in by the issuer, keeps their sessions, and tells them who they are here',
  // Signatures of the issuer are checked here.
  memoryMb: 1024,
  // The issuer is asked for the tokens within it.
  timeoutSeconds: 10,
  environment: (surroundings) => ({
    ...apiEnvironment(surroundings),
    OIDC_CLIENT_ID: surroundings.stage.identity.clientId,
    // A reference that CloudFormation follows as it deploys: the template holds its name, and no role of ours may read it.
    OIDC_CLIENT_SECRET: SecretValue.secretsManager(surroundings.stage.identity.clientSecretName).unsafeUnwrap(),
    OIDC_SCOPE: surroundings.stage.identity.scope,
  }),
  permissions: ({ main, tableKey }) => [
    keepSessions(main),
    keepSignedInPeople(main),
    readPeople(main),
    noteRefusals(main),
    encryptTable(tableKey, main),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '所有人都不能登录或退出，已登录的页面也会提示重新登录；公开目录和匹配不受影响。',
    en: 'Nobody can sign in or out, and signed-in pages ask to sign in again; the public catalogue and matching still answer.',
  },
};
