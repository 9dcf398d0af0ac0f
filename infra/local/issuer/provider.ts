import { randomBytes } from 'node:crypto';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { preferredLanguage } from '../../../shared/http/problems.ts';
import type { HouseClock } from '../clock.ts';
import { CLIENT_ID, claimsOf } from './access-token.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { errorPage, signOutPage } from './other-pages.ts';
import { document, PAGE_HEADERS, type Page } from './page.ts';
import type { DemoPerson } from './people.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';
import { ISSUER_PATH, type Whereabouts } from './whereabouts.ts';

export interface ProviderSettings {
  readonly where: Whereabouts;
  readonly key: SigningKey;
  readonly clientSecret: string;
  readonly people: readonly DemoPerson[];
  readonly clock: Pick<HouseClock, 'now' | 'offsetMs'>;
}

const HOUR = 3600;
const ID_TOKEN_SECONDS = 600;
const WORKING_DAY = 12 * HOUR;

const languageOf = (ctx: KoaContextWithOIDC) => preferredLanguage(ctx.get('accept-language'));

function show(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.set({ ...PAGE_HEADERS });
  ctx.body = document(page);
}

/**
 * The OpenID provider of the local house: code flow with PKCE (S256) for one confidential client. What the API needs to know of a person
 * stands in the ID token. Its own sessions live in memory.
 */
export function createProvider({ where, key, clientSecret, people, clock }: ProviderSettings): Provider {
  const accountOf = (id: string) => {
    const person = people.find((one) => one.id === id);
    if (!person) return undefined;
    // The provider reads the machine's clock and the functions that of the house; `iat` here and the lifetime below speak of the latter.
    return { accountId: id, claims: () => ({ ...claimsOf(person), iat: Math.floor(clock.now().getTime() / 1000) }) };
  };

  const configuration: Configuration = {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        redirect_uris: [`${where.url}/v1/auth/callback`],
        post_logout_redirect_uris: [`${where.url}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: SIGNING_ALGORITHM,
      },
    ],
    jwks: { keys: [key] },
    findAccount: (_ctx, id) => accountOf(id),
    claims: { openid: ['sub', 'iat'], profile: ['name', 'person_key'] },
    // Into the ID token with all of them: the one that asks is a server, and saves a call.
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic'],
    enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM] },
    cookies: { keys: [randomBytes(32).toString('hex')], long: { path: ISSUER_PATH } },
    interactions: { url: (_ctx, { uid }) => `${ISSUER_PATH}/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => show(ctx, signOutPage(form, languageOf(ctx))),
        postLogoutSuccessSource: async (ctx) => ctx.redirect(`${where.url}/`),
      },
    },
    renderError: async (ctx, { error }) => show(ctx, errorPage(error, where.url, languageOf(ctx))),
    // It is our own client: choosing a person is consent enough.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (!client || !session?.accountId) return undefined;
      // Codes hang on the grant of the session: one made anew would undo a sign-in under way in another tab.
      const known = session.grantIdFor(client.clientId);
      const earlier = known === undefined ? undefined : await provider.Grant.find(known);
      if (earlier?.accountId === session.accountId) return earlier;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: WORKING_DAY,
      IdToken: () => ID_TOKEN_SECONDS + Math.floor(clock.offsetMs / 1000),
      Interaction: HOUR,
      Session: WORKING_DAY,
    },
  };
  const provider = new Provider(where.issuer, configuration);
  // Asked to sign out whom it does not know (any more), the provider would send a page that goes on by script.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'end_session' && ctx.status === 200 && !ctx.oidc.session?.accountId) ctx.redirect(`${where.url}/`);
  });
  return provider;
}
