import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { createLocalJWKSet } from 'jose';
import { expect } from 'vitest';
import { AUDIENCE, signAccessToken } from '../../infra/local/issuer/access-token.ts';
import { loadSigningKey, type SigningKey } from '../../infra/local/issuer/signing-key.ts';
import { APPLICANT_KINDS, isOneOf, type OrganisationKind, type Role } from '../../shared/domain/parties/organisation.ts';
import type { Member, Organisation, Profile } from '../../shared/domain/parties/records.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import type { ApiPorts } from '../../shared/http/api.ts';
import { apiPorts, type IssuerSettings } from '../../shared/http/api-ports.ts';
import type { Write } from '../../shared/store/commit.ts';
import { openStores, type Stores } from '../../shared/store/open-stores.ts';
import { foundingWrites, placeWrites } from '../../shared/store/party-store.ts';
import { InjectedCrash } from './faults.ts';
import { asItsFunction, keepToRights } from './keep-to-rights.ts';
import { ownTables } from './tables.ts';
import { publicHalf } from './tokens.ts';

/** The settings under which the tokens of this file are believed. */
export const TEST_ISSUER: IssuerSettings = {
  PUBLIC_ORIGIN: 'https://rongqiao.test',
  OIDC_ISSUER: 'https://issuer.test',
  OIDC_JWKS_URL: 'https://issuer.test/jwks',
  API_AUDIENCE: AUDIENCE,
  PERSON_ID_CLAIM: 'sub',
  PERSON_NAME_CLAIM: 'name',
  PERSON_KEY_CLAIM: 'person_key',
};

/** The day on which tests play unless they move their clock. */
const START = '2026-11-23T02:00:00.000Z';

let key: Promise<SigningKey> | undefined;
const signingKey = () => {
  key ??= loadSigningKey();
  return key;
};

export interface TestPerson {
  readonly id: string;
  /** The natural person; `person-<id>` unless two accounts are one person. */
  readonly personKey?: string;
  readonly name?: string;
}
export const personKeyOf = ({ id, personKey = `person-${id}` }: TestPerson): string => personKey;
const nameOf = ({ id, name = `示例 ${id}` }: TestPerson): string => name;

/** A bearer token of anybody, good for a year from `now`, under `TEST_ISSUER`. */
export const tokenOf = async (person: TestPerson, now: Date): Promise<string> => {
  const words = { zh: nameOf(person), en: nameOf(person) };
  const holder = { id: person.id, name: words, personKey: personKeyOf(person), group: 'applicant', tries: words } as const;
  return signAccessToken(await signingKey(), TEST_ISSUER.OIDC_ISSUER, holder, now);
};

export interface SendOptions {
  /** The version seen, for `If-Match`. */
  readonly ifMatch?: number | string;
  /** The `Idempotency-Key`; a new one each time unless given, none when null. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}
type Send = (path: string, body?: unknown, options?: SendOptions) => Promise<Response>;

/** Requests in the name of one person, or of nobody. A body that is a string is sent as it stands. */
export interface Caller {
  get(path: string, options?: SendOptions): Promise<Response>;
  readonly post: Send;
  readonly patch: Send;
  readonly put: Send;
  readonly delete: Send;
}

const headersFor = (method: string, body: unknown, { ifMatch, key: ownKey, headers }: SendOptions): Record<string, string> => ({
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(method !== 'GET' && ownKey !== null && { 'idempotency-key': ownKey ?? randomUUID() }),
  ...(ifMatch !== undefined && { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
  ...headers,
});

/** @param send sends the very same request, as often as it is called */
export type AroundCommand = (send: () => Promise<Response>, method: string, path: string) => Promise<Response>;

export interface SeedMember extends TestPerson {
  readonly roles: readonly Role[];
  readonly until?: string;
}
export interface Seed {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name?: string;
  readonly uscc?: string | null;
  readonly usccStatus?: Organisation['usccStatus'];
  readonly divisionCode?: string | null;
  readonly members?: readonly SeedMember[];
  /** Applicants get an empty one where none is given. */
  readonly profile?: Profile;
  /** Further rows of the same transaction. */
  readonly writes?: readonly Write[];
}

/** As many members as one write has room for, with their places and keys. */
const MOST_FOUNDERS = 20;

/** Puts an organisation with its members in place, with the first entry of its chain, in one write as the product does it. */
export async function seedOrganisation({ commands }: Pick<Stores, 'commands'>, seed: Seed, now: Date): Promise<Organisation> {
  const at = now.toISOString();
  const { id, kind, name = `示例 ${id}`, uscc = null, divisionCode = '320583', members = [], writes = [] } = seed;
  const usccStatus = seed.usccStatus ?? (uscc === null ? 'none' : 'passes');
  const founder = members[0]?.id ?? 'system';
  // Who applies in their own name is known by the key of their sign-in, as registering takes it down.
  const own = kind === 'individual' && members[0] ? { createdByKey: personKeyOf(members[0]) } : {};
  const organisation: Organisation = {
    id,
    kind,
    name,
    uscc,
    usccStatus,
    divisionCode,
    createdBy: founder,
    ...own,
    createdAt: at,
    version: 1,
  };
  const places = members.map(
    ({ roles, until = null, ...person }): Member => ({
      personId: person.id,
      personKey: personKeyOf(person),
      name: nameOf(person),
      roles: [...roles],
      from: at,
      until,
      version: 1,
    }),
  );
  const profile = isOneOf(APPLICANT_KINDS, kind) ? (seed.profile ?? emptyProfile(divisionCode, at)) : undefined;
  // A crowd does not fit one write: those who come after are placed beside it.
  const [founders, crowd] = [places.slice(0, MOST_FOUNDERS), places.slice(MOST_FOUNDERS)];
  const outcome = await commands.commit({
    writes: [...foundingWrites(organisation, founders, profile), ...writes],
    entry: {
      aggregate: { kind: 'organisation', id },
      action: 'organisation.register',
      at,
      by: { personId: founder, role: 'system', organisationId: null },
      changed: { name, kind },
    },
    head: undefined,
  });
  expect(outcome).toEqual({ kind: 'committed' });
  for (const member of crowd) {
    const placed = await commands.commit({
      writes: placeWrites(organisation, member, 'absent'),
      entry: {
        aggregate: { kind: 'person', id: member.personId },
        action: 'invitation.accept',
        at,
        by: { personId: founder, role: 'system', organisationId: null },
        changed: {},
      },
      head: undefined,
    });
    expect(placed).toEqual({ kind: 'committed' });
  }
  return organisation;
}

/**
 * One API on empty tables of its own and with no more rights than in the cloud, and people who call it with tokens of a key set of its own.
 * Call it where the tests are declared.
 * @param createApp the app factory of a function, fed with what its handler would feed it
 */
export function signedInHouse(createApp: (parts: { stores: Stores; ports: ApiPorts<Write>; now: () => Date }) => Hono | Promise<Hono>) {
  const { client, names } = ownTables();
  keepToRights(client, names);
  const clock = { now: new Date(START) };
  const now = () => clock.now;
  const faults: Error[] = [];
  const stores = openStores({ AWS_REGION: 'local', MAIN_TABLE: names.main, JOURNAL_TABLE: names.journal }, client);
  let made: Promise<Hono> | undefined;

  const reportFault = ({ route, error }: { route: string; error: Error }): void => {
    faults.push(error);
    // A fault nobody put in is what a failing test wants to see.
    if (!(error instanceof InjectedCrash)) console.error(route, error);
  };
  const create = async (): Promise<Hono> => {
    const keys = createLocalJWKSet({ keys: [publicHalf(await signingKey())] });
    const inner = await createApp({ stores, ports: apiPorts(TEST_ISSUER, stores, now, reportFault, keys), now });
    // What it asks of the database is asked with the rights of the function behind the route.
    return new Hono().all('*', ({ req }) => asItsFunction(req.method, req.path, () => inner.fetch(req.raw)));
  };
  const app = (): Promise<Hono> => {
    made ??= create();
    return made;
  };

  const around: { command: AroundCommand } = { command: (send) => send() };
  const caller = (authorization: () => Promise<Record<string, string>>): Caller => {
    const send =
      (method: string): Send =>
      async (path, body, options = {}) => {
        const headers = { ...(await authorization()), ...headersFor(method, body, options) };
        const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
        const once = async () => (await app()).request(path, { method, headers, ...(text !== undefined && { body: text }) });
        return method === 'GET' ? once() : around.command(once, method, path);
      };
    return {
      get: (path, options) => send('GET')(path, undefined, options),
      post: send('POST'),
      patch: send('PATCH'),
      put: send('PUT'),
      delete: send('DELETE'),
    };
  };

  return {
    client,
    names,
    stores,
    /** Set `clock.now` to move the time of the app. */
    clock,
    /** Set `around.command` to do something with every request that may write, before it is answered. */
    around,
    /** What broke on our side, for tests that break it. */
    faults,
    app,
    /** Requests in the name of a person, by id or with a person key of one's own. */
    as: (person: string | TestPerson): Caller => {
      const one = typeof person === 'string' ? { id: person } : person;
      return caller(async () => ({ authorization: `Bearer ${await tokenOf(one, clock.now)}` }));
    },
    anonymous: caller(async () => ({})),
    seedOrganisation: (seed: Seed) => seedOrganisation(stores, seed, clock.now),
  };
}
export type SignedInHouse = ReturnType<typeof signedInHouse>;

/** The JSON of an answer; the text of a refusal shows in the failure. */
export async function jsonOf<Body = Record<string, unknown>>(response: Response, status = 200): Promise<Body> {
  const text = await response.text();
  expect(response.status, text.slice(0, 500)).toBe(status);
  return JSON.parse(text) as Body;
}
