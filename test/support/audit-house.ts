import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll } from 'vitest';
import { createOnSchedule } from '../../functions/audit-sealer/on-schedule.ts';
import type { SealerPorts } from '../../functions/audit-sealer/use-cases/ports.ts';
import { createKeepFailed, createOnRecord } from '../../functions/journal-keeper/on-record.ts';
import { createKeyService, KEYS_PATH, loadSealingKey, SEALING_ALGORITHM, SEALING_KEY } from '../../infra/local/key-service/key-service.ts';
import { createLocalObjectStore, OBJECTS_PATH } from '../../infra/local/object-store/object-store.ts';
import { listen } from '../../infra/local/port.ts';
import { send } from '../../infra/local/send.ts';
import type { Change } from '../../infra/local/streams/stream-client.ts';
import { createStreamStack } from '../../shared/runtime/stream-stack.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createJournalRows } from '../../shared/store/journal-rows.ts';
import { chainHeadKey } from '../../shared/store/keys/journal.ts';
import { createKmsSigner } from '../../shared/store/kms-signer.ts';
import { createLockedStore, type LockedStore } from '../../shared/store/locked-store.ts';
import { createSealStore } from '../../shared/store/seal-store.ts';
import type { TableName } from '../../shared/store/table-names.ts';
import { asFunction, keepToRights } from './keep-to-rights.ts';
import { streamOfTable } from './stream-of-table.ts';
import { ownTables } from './tables.ts';

const BUCKET = 'locked';
const REGION = 'cn-north-1';

/** Tables and clock of another house, whose journal is to be kept and sealed. */
export interface Audited {
  readonly client: DynamoDBDocumentClient;
  readonly names: Record<TableName, string>;
  readonly clock: { now: Date };
}

function ownHouse(): Audited {
  const { client, names } = ownTables({ streamed: true });
  keepToRights(client, names);
  return { client, names, clock: { now: new Date('2026-11-23T01:00:00.000Z') } };
}

/**
 * The journal of a house of its own, or of another one whose journal has a stream, with keeper and sealer as their handlers plug them together: the
 * running engine and its real stream, the local
 * object store under its lock, the local key service, and a clock. Call it where the tests are declared.
 */
export function auditHouse({ client, names, clock }: Audited = ownHouse()) {
  const folder = mkdtempSync(join(tmpdir(), 'audit-test-'));
  const now = () => clock.now;
  const key = loadSealingKey();
  const keys = createKeyService(key);
  const objects = createLocalObjectStore({
    folder,
    buckets: [BUCKET],
    locked: [BUCKET],
    key: { accessKeyId: 'local', secretAccessKey: 'local', region: REGION },
    now,
    onUpload: () => {},
  });
  const server = createServer((request, response) => {
    const answer = request.url?.startsWith(KEYS_PATH) ? keys(request) : objects.handle(request);
    answer.then((reply) => send(response, reply));
  });
  const house = {} as { url: string; locked: LockedStore; ports: SealerPorts; read: (after?: string) => Promise<Change[]> };

  beforeAll(async () => {
    const url = `http://127.0.0.1:${await listen(server, 0)}`;
    house.url = url;
    house.locked = createLockedStore({ region: REGION, endpoint: `${url}${OBJECTS_PATH}`, bucket: BUCKET, now });
    house.ports = {
      seals: createSealStore(client, names.journal),
      rows: createJournalRows(client, names.journal),
      locked: house.locked,
      signer: createKmsSigner({ region: REGION, endpoint: `${url}${KEYS_PATH}`, key: SEALING_KEY, algorithm: SEALING_ALGORITHM, now }),
      now,
    };
    house.read = streamOfTable(names.journal);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const committer = createCommitter(client, names);
  let reached: string | undefined;
  const heads = new Map<string, { seq: number; hash: string; salt: string }>();

  /** Leaves an audit entry as a command does. */
  const act = async (id: string, action = 'case.act'): Promise<void> => {
    const head = heads.get(id);
    const entry = {
      aggregate: { kind: 'case' as const, id },
      action,
      at: clock.now.toISOString(),
      by: { personId: 'p', role: 'reviewer', organisationId: null },
      changed: { step: (head?.seq ?? 0) + 1 },
    };
    const outcome = await committer.commit({ writes: [], entry, head });
    if (outcome.kind !== 'committed') throw new Error(outcome.kind);
    heads.set(id, await latest(id));
  };
  const latest = async (id: string): Promise<{ seq: number; hash: string; salt: string }> => {
    const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: chainHeadKey('case', id), ConsistentRead: true }));
    return { seq: Number(Item?.seq), hash: String(Item?.hash), salt: String(Item?.salt) };
  };

  const keeper = (records: readonly DynamoDBRecord[]) => {
    const ports = { locked: house.locked, now };
    const handler = createStreamStack('journal-keeper').stack(createOnRecord(ports), { keepFailed: createKeepFailed(ports), pauseMs: 1 });
    return handler({ Records: [...records] } satisfies DynamoDBStreamEvent, {} as Context);
  };

  return {
    client,
    names,
    clock,
    house,
    folder: join(folder, BUCKET),
    act,
    keeper,
    /** Hands everything new of the stream to the keeper. */
    async copy(): Promise<number> {
      const changes = await house.read(reached);
      await keeper(changes);
      reached = changes.at(-1)?.dynamodb.SequenceNumber ?? reached;
      return changes.length;
    },
    /** With no more rights than the sealer has. */
    seal: () => asFunction('audit-sealer', () => createOnSchedule(house.ports)()),
    later(minutes: number) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
  };
}
