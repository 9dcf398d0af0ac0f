import type { configSchema } from '../../functions/outbox-publisher/config.ts';
import { decryptTable } from '../permissions/keys.ts';
import { publishEvents, readChanges } from '../permissions/messages.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Tells the event bus what happened to cases, from the rows each step adds to the outbox. */
export const outboxPublisher: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'outbox-publisher',
  description: 'Tells the event bus what happened to cases',
  memoryMb: 512,
  timeoutSeconds: 60,
  environment: ({ events }) => ({ EVENT_BUS: events.bus.eventBusName }),
  permissions: ({ main, tableKey, events }) => [readChanges(main), decryptTable(tableKey, main), publishEvents(events.bus)],
  stream: ({ main }) => main,
  // Whatever else is written to the table costs nothing.
  streamFilter: { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'OUTBOX#' }] } } } },
  deadLetters: true,
  watches: [
    {
      metric: 'RecordsPutAside',
      what: { zh: '有案件事件无法发出，已搁置', en: 'What happened to a case could not be told and was put aside' },
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '回执和决定书暂时不生成，办件本身不受影响；恢复后按顺序补发。',
    en: 'Receipts and decision letters are not written for a while; cases go on, and all of it is told once it is back.',
  },
};
