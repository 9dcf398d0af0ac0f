import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { createSessionsApp } from '../../functions/sessions-api/app.ts';
import { configSchema } from '../../functions/sessions-api/config.ts';
import { createIssuerClient } from '../../functions/sessions-api/use-cases/issuer-client.ts';
import { createIssuer, type Issuer } from '../../infra/local/issuer/issuer.ts';
import { loadSigningKey } from '../../infra/local/issuer/signing-key.ts';
import { whereaboutsAt } from '../../infra/local/issuer/whereabouts.ts';
import { apiPorts } from '../../shared/http/api-ports.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createSessionStore } from '../../shared/store/session-store.ts';
import { asItsFunction, keepToRights } from './keep-to-rights.ts';
import { ownTables } from './tables.ts';
import type { Mint } from './tokens.ts';

/** A clock that stands with the machine's until it is moved. */
function movableClock() {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    forward(milliseconds: number) {
      offsetMs += milliseconds;
    },
  };
}

/** Hands a request of Node to an app of the web platform, and its answer back. */
async function serve(
  app: { fetch(request: Request): Response | Promise<Response> },
  from: IncomingMessage,
  to: ServerResponse,
  url: string,
) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(from.headers)) if (value !== undefined) headers.set(name, String(value));
  const request = new Request(new URL(from.url ?? '/', url), { method: from.method ?? 'GET', headers });
  const answer = await asItsFunction(request.method, new URL(request.url).pathname, () => app.fetch(request));
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') to.setHeader(name, value);
  to.setHeader('set-cookie', answer.headers.getSetCookie());
  to.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
}

/**
 * The function that signs people in and the local issuer behind one address, on tables of their own and a clock the test moves. Call it where
 * the tests are declared; what it gives can be used within them.
 */
export function signInHouse() {
  const { client, names } = ownTables();
  keepToRights(client, names);
  const clock = movableClock();
  const faults: Error[] = [];
  let issuer: Issuer | undefined;
  let app: ReturnType<typeof createSessionsApp> | undefined;
  let mint: Mint | undefined;
  let url = '';
  /** Set to make the issuer fall silent, or to answer in its place. */
  let instead: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;

  const server = createServer((request, response) => {
    if (instead?.(request, response)) return;
    const answered = issuer?.answers(request.url ?? '')
      ? issuer.handle(request, response)
      : serve(app as NonNullable<typeof app>, request, response, url);
    answered.catch(() => response.destroy());
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const where = whereaboutsAt(url);
    const key = await loadSigningKey();
    mint = { url: where.issuer, key };
    issuer = createIssuer({ where, key, clock });
    const settings = readConfig(configSchema, {
      ...issuer.variablesOf('sessions-api'),
      AWS_REGION: 'local',
      MAIN_TABLE: names.main,
      JOURNAL_TABLE: names.journal,
    });
    const stores = openStores(settings, client);
    const report = (error: Error) => void faults.push(error);
    app = createSessionsApp(
      apiPorts(settings, stores, clock.now, ({ error }) => report(error)),
      { store: createSessionStore(client, names.main), issuer: createIssuerClient(settings, clock.now, report) },
    );
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  return {
    client,
    table: names.main,
    clock,
    faults,
    url: () => url,
    mint: () => mint as Mint,
    answerInstead(other: typeof instead) {
      instead = other;
    },
  };
}
