import { now } from '../../shared/runtime/clock.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createStreamStack } from '../../shared/runtime/stream-stack.ts';
import { createDeadLetters } from '../../shared/store/dead-letters.ts';
import { createEventBus } from '../../shared/store/event-bus.ts';
import { configSchema } from './config.ts';
import { createKeepFailed, createOnRecord } from './on-record.ts';

const { AWS_REGION: region, MESSAGES_ENDPOINT: endpoint, EVENT_BUS: bus, DEAD_LETTER_QUEUE: queue } = readConfig(configSchema);

export const handler = createStreamStack('outbox-publisher').stack(createOnRecord(createEventBus({ region, endpoint, bus, now })), {
  keepFailed: createKeepFailed(createDeadLetters({ region, endpoint, queue, now }), now),
});
