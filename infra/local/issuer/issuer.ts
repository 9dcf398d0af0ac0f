import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionName } from '../../../shared/contracts/routes.ts';
import { type Language, preferredLanguage } from '../../../shared/http/problems.ts';
import type { HouseClock } from '../clock.ts';
import { readLimitedBody } from '../limited-body.ts';
import { problem } from '../problem.ts';
import { send } from '../send.ts';
import { AUDIENCE, CLIENT_ID } from './access-token.ts';
import { errorPage } from './other-pages.ts';
import { sendPage } from './page.ts';
import { readPeople } from './people.ts';
import { createProvider } from './provider.ts';
import { signInPage } from './sign-in-page.ts';
import type { SigningKey } from './signing-key.ts';
import { ISSUER_PATH, type Whereabouts } from './whereabouts.ts';

export interface Issuer {
  /** Whether an address of the house is the issuer's. */
  answers(target: string): boolean;
  /** Answers such a request; never throws. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** What a function is told of it, as environment variables; the secret of the client is for the one that signs people in. */
  variablesOf(functionName: string): Readonly<Record<string, string>>;
}

export interface IssuerSettings {
  readonly where: Whereabouts;
  readonly key: SigningKey;
  readonly clock: Pick<HouseClock, 'now' | 'offsetMs'>;
}

const SIGNS_PEOPLE_IN: FunctionName = 'sessions-api';
const INTERACTION = new RegExp(`^${ISSUER_PATH}/interaction/[A-Za-z0-9_-]+$`);

/** The language of a page: the one asked for by its switch, else the browser's. */
function languageOf(request: IncomingMessage, query: URLSearchParams): Language {
  const asked = query.get('lang');
  return asked === 'zh' || asked === 'en' ? asked : preferredLanguage(request.headers['accept-language']);
}

/** The OpenID provider of this house with its sign-in page, mounted under `/oidc`. */
export function createIssuer({ where, key, clock }: IssuerSettings): Issuer {
  const people = readPeople();
  // Known to this process alone: the provider and the function that signs people in are told at the start.
  const clientSecret = randomBytes(32).toString('base64url');
  const provider = createProvider({ where, key, clientSecret, people, clock });
  const serve = provider.callback();
  const { host } = new URL(where.url);

  const chosenPerson = async (request: IncomingMessage) => {
    const body = await readLimitedBody(request);
    const id = new URLSearchParams(body?.toString('utf8')).get('person');
    return people.find((person) => person.id === id);
  };

  const interact = async (request: IncomingMessage, response: ServerResponse, language: Language): Promise<void> => {
    // Throws when the browser has no such sign-in under way: another browser's, an old one, or none.
    await provider.interactionDetails(request, response);
    const person = request.method === 'POST' ? await chosenPerson(request) : undefined;
    if (person) await provider.interactionFinished(request, response, { login: { accountId: person.id } });
    else sendPage(response, request.method === 'POST' ? 400 : 200, signInPage(people, language));
  };

  return {
    variablesOf: (functionName) => ({
      PUBLIC_ORIGIN: where.url,
      OIDC_ISSUER: where.issuer,
      OIDC_JWKS_URL: `${where.issuer}/jwks`,
      API_AUDIENCE: AUDIENCE,
      PERSON_ID_CLAIM: 'sub',
      PERSON_NAME_CLAIM: 'name',
      PERSON_KEY_CLAIM: 'person_key',
      ...(functionName === SIGNS_PEOPLE_IN && { OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: clientSecret }),
    }),

    answers: (target) => target === ISSUER_PATH || target.startsWith(`${ISSUER_PATH}/`),

    async handle(request, response) {
      const target = request.url ?? '/';
      // Only under its own name: a foreign page whose name was made to point here is not served.
      if (request.headers.host !== host) {
        send(response, problem('foreign-host', request.headers['accept-language']));
        return;
      }
      const { pathname, searchParams } = new URL(target, where.url);
      if (!INTERACTION.test(pathname)) {
        Object.assign(request, { originalUrl: target, url: target.slice(ISSUER_PATH.length) || '/' });
        await serve(request, response);
        return;
      }
      const language = languageOf(request, searchParams);
      try {
        await interact(request, response, language);
      } catch {
        if (!response.headersSent) sendPage(response, 400, errorPage('interaction_not_found', where.url, language));
      }
    },
  };
}
