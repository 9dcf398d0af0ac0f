import { accessSync, constants, createWriteStream, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FUNCTIONS_OF_API } from '../../shared/contracts/routes.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { TABLE_VARIABLE, TABLES, type TableName } from '../../shared/store/table-names.ts';
import { BACKGROUND, startBackground } from './background.ts';
import { createHouseClock } from './clock.ts';
import { CLOCK_PATH, moveClock } from './clock-route.ts';
import { lockDirectory } from './data-lock.ts';
import { startDatabase } from './database.ts';
import { furnish } from './furnish.ts';
import { createGateway, type GatewayRoute, WEB_HOST } from './gateway.ts';
import type { GatewayResponse } from './gateway-result.ts';
import { createIssuer, type Issuer } from './issuer/issuer.ts';
import { loadSigningKey, type SigningKey } from './issuer/signing-key.ts';
import { signingKeyFile, whereaboutsAt, writeWhereabouts } from './issuer/whereabouts.ts';
import { createKeyService, KEYS_PATH, loadSealingKey, SEALING_ALGORITHM, SEALING_KEY } from './key-service/key-service.ts';
import { createLocalFunction, type LocalFunction } from './lambda-environment.ts';
import { announcesTooMuch } from './limited-body.ts';
import { createMessageService, EVENT_BUS, layAside, MESSAGES_PATH } from './messages/message-service.ts';
import { UPLOADS } from './object-store/upload-queue.ts';
import { CHECKER, createVault, type Vault } from './object-store/vault.ts';
import { toOwnName } from './own-name.ts';
import { loadPersonKeySecret, personKeyVariables } from './person-key-secret.ts';
import { LOOPBACK, listen, StartError } from './port.ts';
import { send } from './send.ts';
import { startingReply } from './starting.ts';

export interface HouseOptions {
  /** 0, and the default, is any free port. */
  readonly port?: number;
  /** Where the state and the logs are kept. Without one everything is forgotten at the end. */
  readonly dataDir?: string | undefined;
  /** File the functions log to; without one `functions.log` in the directory of state, or else standard error. */
  readonly logFile?: string | undefined;
  /** A DynamoDB-compatible engine that is running already; without one the house starts its own. */
  readonly endpoint?: string | undefined;
  /** What `npm run build` made. */
  readonly dist?: string;
  /** Without the example data. Only the first start of a database asks. */
  readonly empty?: boolean;
  /** Other routes and function bundles than those of the product, for the tests of the house itself. */
  readonly routes?: readonly GatewayRoute[];
  readonly bundles?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface House {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Of the database. */
  readonly endpoint: string;
  readonly region: string;
  readonly tables: Record<TableName, string>;
  /** Whether the example data is there. */
  readonly demo: boolean;
  /** The OpenID provider of this house: its name, and the key it signs with. */
  readonly issuer: { readonly url: string; readonly key: SigningKey };
  close(): Promise<void>;
}

export const REPOSITORY: string = fileURLToPath(new URL('../..', import.meta.url));
const REGION = 'cn-north-1';
const TABLE_NAMES: Record<TableName, string> = { main: 'rongqiao-main', journal: 'rongqiao-journal' };
/** As in the cloud (`infra/functions/`). */
const TIMEOUT_MS = 10_000;
/** Called by queues, streams and schedules, never by a request. */
const WORKERS: readonly string[] = [CHECKER, ...BACKGROUND];
/** What takes longest is a few seconds' work; on a busy machine it must not be given up. */
const WORKER_TIMEOUT_MS = 60_000;
const MEMORY_MB = 1024;
/** Engines outside the cloud ask for a signature and believe any. What stands in the environment already is used as it is. */
const NOBODY = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const CREDENTIAL_VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/** A caller that sends its request more slowly than this is let go. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * The whole product on one machine: database, published catalogue, gateway with the very bundles that run in the cloud, and the pages.
 * Answers when all of it can be used.
 * @throws StartError when the port, the directory of state or the database cannot be had
 */
export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const dist = options.dist ?? join(REPOSITORY, 'dist');
  const { dataDir } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };

  try {
    // The address first: a taken port is the most likely mistake and should cost no waiting.
    let answer = async (request: IncomingMessage): Promise<GatewayResponse> => startingReply(request);
    let issuer: Issuer | undefined;
    let vault: Vault | undefined;
    const take: RequestListener = (request, response) => {
      if (issuer?.answers(request.url ?? '')) {
        issuer.handle(request, response).catch(() => response.destroy());
        return;
      }
      answer(request).then(
        (reply) => send(response, reply),
        () => response.destroy(),
      );
    };
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, take);
    // A caller that asks before it sends (`Expect: 100-continue`) is told to go on only where we would read what comes.
    server.on('checkContinue', (request, response) => {
      if (vault?.answers(request.url) || !announcesTooMuch(request)) response.writeContinue();
      take(request, response);
    });
    const port = await listen(server, options.port ?? 0);
    closers.push(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });

    if (dataDir) makeDirectory(dataDir);
    if (dataDir && !options.endpoint) closers.push(await lockDirectory(dataDir));
    const clock = createHouseClock(dataDir && join(dataDir, 'clock.json'));
    const where = whereaboutsAt(`http://${LOOPBACK}:${port}`);
    const key = await loadSigningKey(dataDir && signingKeyFile(dataDir));
    const ownIssuer = createIssuer({ where, key, clock });
    if (dataDir) writeWhereabouts(dataDir, where);
    if (!process.env.AWS_ACCESS_KEY_ID) Object.assign(process.env, NOBODY);
    const personKeySecret = loadPersonKeySecret(dataDir && join(dataDir, 'person-key-secret'));
    const signs = createKeyService(loadSealingKey(dataDir && join(dataDir, 'sealing-key.pem')));
    const database = options.endpoint ? undefined : await startDatabase(dataDir && join(dataDir, 'rongqiao.sqlite'));
    if (database) closers.push(database.close);
    const endpoint = database?.endpoint ?? (options.endpoint as string);

    const client = createDocumentClient({ endpoint, region: REGION });
    closers.push(async () => client.destroy());
    await createTables(client, TABLE_NAMES).catch((error: Error) => {
      throw new StartError(
        `数据库 ${endpoint} 不可用，请检查 DYNAMODB_ENDPOINT：${error.message}\n` +
          `The database at ${endpoint} cannot be used, see DYNAMODB_ENDPOINT: ${error.message}`,
      );
    });
    vault = createVault({ dataDir, url: where.url, region: REGION, now: clock.now });
    closers.push(vault.close);
    const messagesUrl = `${where.url}${MESSAGES_PATH}`;
    if (dataDir) {
      const { S3_ENDPOINT, LOCKED_BUCKET } = vault.variables;
      const storage = { S3_ENDPOINT, LOCKED_BUCKET, MESSAGES_ENDPOINT: messagesUrl, UPLOADS_QUEUE: `${messagesUrl}/${UPLOADS}` };
      writeWhereabouts(dataDir, { ...where, database: { endpoint, region: REGION, tables: TABLE_NAMES }, storage });
    }
    const objects = vault;
    // From here on, as the example data puts files into it the way the functions do.
    answer = async (request) => (objects.answers(request.url) ? objects.handle(request) : startingReply(request));
    const demo =
      !options.bundles &&
      (await furnish({
        client,
        objects: objects.open(),
        region: REGION,
        tables: TABLE_NAMES,
        dist,
        now: clock.now,
        empty: options.empty === true,
      }));

    const logFile = options.logFile ?? (dataDir && join(dataDir, 'functions.log'));
    const log = logFile ? createWriteStream(logFile, { flags: 'a' }) : process.stderr;
    const functions: Record<string, LocalFunction> = {};
    for (const [functionName, bundle] of Object.entries(options.bundles ?? productBundles(dist))) {
      const local = createLocalFunction({
        functionName,
        bundle,
        log,
        variables: {
          ...variablesOf(functionName, endpoint),
          ...ownIssuer.variablesOf(functionName),
          ...personKeyVariables(functionName, personKeySecret),
          ...objects.variables,
          KMS_ENDPOINT: `${where.url}${KEYS_PATH}`,
          EVENT_BUS,
          MESSAGES_ENDPOINT: messagesUrl,
          DEAD_LETTER_QUEUE: `${messagesUrl}/${functionName}`,
        },
        timeoutMs: options.timeoutMs ?? (WORKERS.includes(functionName) ? WORKER_TIMEOUT_MS : TIMEOUT_MS),
        memoryMb: MEMORY_MB,
        clockOffsetMs: () => clock.offsetMs,
      });
      functions[functionName] = local;
      closers.push(local.close);
    }

    // Whoever looks into the example house finds the offers of the day, not after the next full hour.
    const atStart = demo ? ['entitlement-worker'] : [];
    const background = startBackground({ functions, endpoint, region: REGION, tables: TABLE_NAMES, dataDir, log, now: clock.now, atStart });
    closers.push(background.close);
    const deadLetters = dataDir && join(dataDir, 'streams', 'dead-letters');
    const messages = createMessageService({
      region: REGION,
      now: clock.now,
      deadLetters,
      queueOf: background.queueOf,
      take(queue, message) {
        if (queue !== UPLOADS) return false;
        objects.announceAgain(message);
        return true;
      },
    });
    const gateway = createGateway({ functions, now: clock.now, ...(options.routes && { routes: options.routes }) });
    answer = async (request) => {
      if (objects.answers(request.url)) return objects.handle(request);
      if (request.url?.startsWith(KEYS_PATH)) return signs(request);
      if (request.url?.startsWith(MESSAGES_PATH)) return messages.handle(request);
      return request.url === CLOCK_PATH
        ? moveClock(request, clock, background.runDue)
        : (toOwnName(request, where.url) ?? gateway.handle(request));
    };
    const checker = functions[CHECKER];
    if (checker) await objects.start(checker, log, (message) => void (deadLetters && layAside(deadLetters, CHECKER, message)));
    issuer = ownIssuer;
    return { url: where.url, endpoint, region: REGION, tables: TABLE_NAMES, demo, issuer: { url: where.issuer, key }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const reason = (error as Error).message;
    throw new StartError(`数据目录 ${dataDir} 不可写：${reason}\nThe state cannot be written to ${dataDir}, see DATA_DIR: ${reason}`);
  }
}

const productBundles = (dist: string): Record<string, string> =>
  Object.fromEntries([
    ...[...FUNCTIONS_OF_API, ...WORKERS].map((name) => [name, join(dist, 'functions', name, 'index.cjs')]),
    [WEB_HOST, join(dist, 'packages', WEB_HOST, 'index.cjs')],
  ]);

const variablesOf = (functionName: string, endpoint: string): Record<string, string> => ({
  ...pick(CREDENTIAL_VARIABLES),
  AWS_REGION: REGION,
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_MB),
  NODE_ENV: 'production',
  TZ: 'UTC',
  RONGQIAO_LOCAL: '1',
  DYNAMODB_ENDPOINT: endpoint,
  SEALING_KEY,
  SEALING_ALGORITHM,
  ...Object.fromEntries(TABLES.map((table) => [TABLE_VARIABLE[table], TABLE_NAMES[table]])),
});

const pick = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] as string]])));
