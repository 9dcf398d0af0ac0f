import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, DynamoDBRecord, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll } from 'vitest';
import { createOnSchedule } from '../../functions/clock-worker/on-schedule.ts';
import type { ClockPorts } from '../../functions/clock-worker/use-cases/ports.ts';
import { createOnMessage } from '../../functions/letter-writer/on-message.ts';
import { readFonts } from '../../functions/letter-writer/render/fonts.ts';
import { createKeepFailed, createOnRecord } from '../../functions/outbox-publisher/on-record.ts';
import { createOnSchedule as createMoneySchedule } from '../../functions/payment-worker/on-schedule.ts';
import type { MoneyPorts } from '../../functions/payment-worker/use-cases/ports.ts';
import { createMessageQueue, type MessageQueue, type Unruly } from '../../infra/local/messages/message-queue.ts';
import { createMessageService, EVENT_BUS, MESSAGES_PATH } from '../../infra/local/messages/message-service.ts';
import { createLocalObjectStore, OBJECTS_PATH } from '../../infra/local/object-store/object-store.ts';
import { listen } from '../../infra/local/port.ts';
import { send } from '../../infra/local/send.ts';
import type { Change } from '../../infra/local/streams/stream-client.ts';
import { publishHolidays } from '../../infra/publish-holidays.ts';
import { type AuditEntry, auditEntry } from '../../shared/domain/audit/entry.ts';
import type { CaseEvent } from '../../shared/domain/cases/machine.ts';
import type { CaseFile, CaseRecord } from '../../shared/domain/cases/records.ts';
import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { noMoney } from '../../shared/domain/ledger/case-money.ts';
import type { Budget } from '../../shared/domain/ledger/records.ts';
import { createQueueStack } from '../../shared/runtime/queue-stack.ts';
import { createScheduleStack } from '../../shared/runtime/schedule-stack.ts';
import { createStreamStack } from '../../shared/runtime/stream-stack.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCaseReader, type StoredCase } from '../../shared/store/case-store.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createDeadLetters } from '../../shared/store/dead-letters.ts';
import { createEventBus } from '../../shared/store/event-bus.ts';
import { caseTimerKey } from '../../shared/store/keys/cases.ts';
import { auditPartition } from '../../shared/store/keys/journal.ts';
import { createMoneyList } from '../../shared/store/money-list.ts';
import { createObjectStore, type ObjectStore } from '../../shared/store/object-store.ts';
import { createOrganisationReader } from '../../shared/store/organisation-store.ts';
import { stepAudit, stepWrites, type Taken } from '../../shared/store/step-writes.ts';
import { LISTING, type TableName } from '../../shared/store/table-names.ts';
import { createTimerStore } from '../../shared/store/timer-store.ts';
import { A_BUDGET, aDraft, attempt, BROUGHT, conditional, DEFECTS, type Move, UNMET, usual } from './case-files.ts';
import { asFunction, keepToRights } from './keep-to-rights.ts';
import { letterFont } from './letters.ts';
import { streamOfTable } from './stream-of-table.ts';
import { ownTables } from './tables.ts';

const REGION = 'cn-north-1';
const BUCKETS = { quarantine: 'quarantine', vault: 'vault' };
const fonts = readFonts(letterFont());

/** Held for as long as the case may come to something, in the form the database knows. */
const holdsOf = (id: string) => [
  { kind: 'once', key: `line/${id}`, pointer: '/contractNumber', text: { zh: '每条线路只申报一次', en: 'a line is claimed once' } },
];

/** Cases in tables, moved as the API moves them: every step in a transaction of its own, with the real rules. */
export function caseActs(client: DynamoDBDocumentClient, names: Record<TableName, string>, clock: { now: Date }) {
  const now = () => clock.now;
  const committer = createCommitter(client, names);
  const cases = createCaseReader(client, names.main);
  const read = async (id: string): Promise<StoredCase> => {
    const stored = await cases.readCase(id);
    if (!stored) throw new Error(`no case ${id}`);
    return stored;
  };
  /** Commits a step as the API does. */
  const commit = async (before: CaseFile | undefined, taken: Taken): Promise<void> => {
    const { id } = taken.file.record;
    const at = now().toISOString();
    const outcome = await committer.commit({
      writes: stepWrites(before, taken, at),
      entry: {
        ...stepAudit(before, taken),
        action: `case.${taken.event}`,
        at,
        by: { personId: 'p', role: 'r', organisationId: null },
      },
      head: before && (await read(id)).head,
    });
    if (outcome.kind !== 'committed') throw new Error(`${taken.event}: ${JSON.stringify(outcome)}`);
  };

  const act = async (id: string, event: CaseEvent, move: Omit<Move, 'event'> & { readonly today: CivilDate }): Promise<CaseFile> => {
    const { file } = await read(id);
    const done = attempt(file, { event, ...move });
    if (!done.ok) throw new Error(`${event}: ${JSON.stringify(done.refusal)}`);
    await commit(file, done.value);
    return done.value.file;
  };
  const WAYS: Partial<
    Record<CaseRecord['state'], readonly ('submit' | 'accept-intake' | 'confirm' | 'admit' | 'complete-review' | 'approve')[]>
  > = {
    submitted: ['submit'],
    completeness_check: ['submit', 'accept-intake'],
    returned: ['submit', 'accept-intake'],
    under_review: ['submit', 'accept-intake', 'confirm', 'admit'],
    decision_pending: ['submit', 'accept-intake', 'confirm', 'admit', 'complete-review'],
    public_notice: ['submit', 'accept-intake', 'confirm', 'admit', 'complete-review', 'approve'],
    conditional: ['submit', 'accept-intake', 'confirm', 'admit', 'complete-review'],
    rejected: ['submit', 'accept-intake', 'confirm', 'admit', 'complete-review'],
  };

  return {
    read,
    commit,
    act,
    /** A case that went the usual way into a state, all of it on one day, step by step in the database. */
    async seed(id: string, state: CaseRecord['state'], today: CivilDate, budget: Budget = A_BUDGET): Promise<CaseFile> {
      clock.now = new Date(`${today}T02:00:00.000Z`);
      const draft = aDraft({ id, money: noMoney(id, id), since: clock.now.toISOString() });
      await commit(undefined, { file: draft, event: 'drafted' });
      for (const event of WAYS[state] ?? []) {
        const move = usual((await read(id)).file, event);
        const brought = event === 'submit' ? { ...BROUGHT, holds: holdsOf(id) } : (move.brought ?? {});
        await act(id, event, { ...move, brought, today, context: { budget } });
      }
      if (state === 'returned') await act(id, 'return', { by: 'intake', today, detail: DEFECTS });
      if (state === 'conditional') {
        const { detail, by } = conditional((await read(id)).file);
        await act(id, 'approve-conditional', { ...(detail && { detail }), by, today, context: { budget } });
      }
      if (state === 'rejected') await act(id, 'reject', { by: 'approver', today, detail: UNMET });
      return (await read(id)).file;
    },
  };
}

/**
 * A house of its own whose workers run as their handlers plug them together, with no more rights than they have: the running engine with its real
 * streams, the local object store, bus and queues, and a clock of its own. Call it where the tests are declared.
 */
export function clockHouse() {
  const { client, names } = ownTables({ streamed: true });
  keepToRights(client, names);
  const folder = mkdtempSync(join(tmpdir(), 'clock-test-'));
  const log: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const clock = { now: new Date('2026-01-05T01:00:00.000Z') };
  const now = () => clock.now;
  const own = { region: REGION, now };
  const objects = createLocalObjectStore({
    folder,
    buckets: Object.values(BUCKETS),
    key: { accessKeyId: 'local', secretAccessKey: 'local', region: REGION },
    now,
    onUpload: () => {},
  });
  let letters: MessageQueue | undefined;
  const lost: string[] = [];
  const messages = createMessageService({ ...own, queueOf: () => letters });
  const server = createServer((request, response) => {
    const answer = request.url?.startsWith(MESSAGES_PATH) ? messages.handle(request) : objects.handle(request);
    answer.then((reply) => send(response, reply));
  });
  const house = {} as {
    url: string;
    objects: ObjectStore;
    clockPorts: ClockPorts;
    moneyPorts: MoneyPorts;
    changes: (after?: string) => Promise<Change[]>;
  };
  const committer = createCommitter(client, names);
  const cases = createCaseReader(client, names.main);

  const deadLettersOf = (name: string) =>
    createDeadLetters({ ...own, endpoint: `${house.url}${MESSAGES_PATH}`, queue: `${house.url}${MESSAGES_PATH}/${name}` });

  beforeAll(async () => {
    process.env.AWS_ACCESS_KEY_ID ??= 'local';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
    house.url = `http://127.0.0.1:${await listen(server, 0)}`;
    house.objects = createObjectStore({ ...own, endpoint: `${house.url}${OBJECTS_PATH}`, buckets: BUCKETS });
    house.clockPorts = {
      list: createCaseList(client, names.main),
      cases,
      timers: createTimerStore(client, names.main),
      calendar: createCalendarStore(client, names.main),
      committer,
      letters: deadLettersOf('clock-worker'),
      reportFault: createScheduleStack('clock-worker').reportFault,
      now,
    };
    house.moneyPorts = {
      ...house.clockPorts,
      list: createMoneyList(client, names.main),
      letters: deadLettersOf('payment-worker'),
      reportFault: createScheduleStack('payment-worker').reportFault,
    };
    await publishHolidays({ client, table: names.main });
    house.changes = streamOfTable(names.main);
  });
  afterAll(async () => {
    await letters?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const writer = () =>
    createQueueStack('letter-writer').stack(
      createOnMessage({
        cases,
        organisations: createOrganisationReader(client, names.main),
        objects: house.objects,
        committer,
        fonts,
        now,
      }),
    );
  const acts = caseActs(client, names, clock);

  return {
    client,
    names,
    clock,
    house,
    cases,
    committer,
    messages,
    /** What the letter writer's queue gave up. */
    lost,
    log,
    ...acts,
    deadLettersOf,
    /** Runs the clock on a day, in the morning there, with no more rights than the worker has. */
    tick(day: string): ReturnType<ReturnType<typeof createOnSchedule>> {
      clock.now = new Date(`${day}T01:00:00.000Z`);
      return asFunction('clock-worker', () => createOnSchedule(house.clockPorts)());
    },
    /** Runs the payment worker on a day, in the morning there, with no more rights than it has. */
    tickMoney(day: string): ReturnType<ReturnType<typeof createMoneySchedule>> {
      clock.now = new Date(`${day}T01:00:00.000Z`);
      return asFunction('payment-worker', () => createMoneySchedule(house.moneyPorts)());
    },
    /** Nothing is due any more, whatever stands in the tables. */
    async forget(): Promise<void> {
      const { list: due } = house.clockPorts;
      const pages = await Promise.all([due.readDue('9999-12-31', { limit: 1_000 }), due.readAwaiting(9999, { limit: 1_000 })]);
      for (const { id } of pages.flatMap(({ items }) => items)) {
        const change = {
          UpdateExpression: 'REMOVE #list, #place',
          ExpressionAttributeNames: { '#list': LISTING.partitionKey, '#place': LISTING.sortKey },
        };
        await client.send(new UpdateCommand({ TableName: names.main, Key: caseTimerKey(id), ...change }));
      }
    },
    async timer(id: string): Promise<Record<string, unknown>> {
      const { Item = {} } = await client.send(new GetCommand({ TableName: names.main, Key: caseTimerKey(id), ConsistentRead: true }));
      return Item;
    },
    async chain(id: string): Promise<AuditEntry[]> {
      const question = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': auditPartition('case', id) } };
      const { Items = [] } = await client.send(new QueryCommand({ TableName: names.journal, ConsistentRead: true, ...question }));
      return Items.map((item) => auditEntry.parse(item));
    },
    /** Opens the queue before the letter writer. */
    openLetters(unruly?: Unruly): MessageQueue {
      const handler = writer();
      const invoke = (event: unknown) => asFunction('letter-writer', () => handler(event as SQSEvent, {} as Context));
      letters = createMessageQueue({
        ...own,
        name: 'letter-writer',
        worker: { invoke },
        log: sink,
        firstPauseMs: 1,
        onGivenUp: (body) => lost.push(body),
        ...(unruly && { unruly }),
      });
      return letters;
    },
    /** Hands changes of the table to the publisher, as its stream does. */
    publish(
      records: readonly DynamoDBRecord[],
      publish = createEventBus({ ...own, endpoint: `${house.url}${MESSAGES_PATH}`, bus: EVENT_BUS }).publish,
    ) {
      const keepFailed = createKeepFailed(deadLettersOf('outbox-publisher'), now);
      const handler = createStreamStack('outbox-publisher').stack(createOnRecord({ publish }), { keepFailed, pauseMs: 1 });
      return handler({ Records: [...records] } satisfies DynamoDBStreamEvent, {} as Context);
    },
  };
}
