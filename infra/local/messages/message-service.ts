import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { EVENT_CONSUMERS, EVENTS_FOR, type EventConsumer } from '../../case-events.ts';
import type { GatewayResponse } from '../gateway-result.ts';
import { readLimitedBody } from '../limited-body.ts';
import type { MessageQueue } from './message-queue.ts';

export const MESSAGES_PATH = '/__messages';
/** What functions call the bus by. */
export const EVENT_BUS = 'rongqiao-events';

/** As much of EventBridge and SQS as the functions use. Sources: their API References, `PutEvents` and `SendMessage`. */
const putEvents = z.object({
  Entries: z.array(
    z.object({
      EventBusName: z.literal(EVENT_BUS),
      Source: z.string(),
      DetailType: z.string(),
      Detail: z.string(),
      Time: z.number().optional(),
    }),
  ),
});
const QUEUE = /\/__messages\/([a-z0-9-]{1,64})$/;
const sendMessage = z.object({ QueueUrl: z.string().regex(QUEUE), MessageBody: z.string() });

export interface MessageServiceSettings {
  readonly region: string;
  readonly now: () => Date;
  /** Where dead letters are kept: a folder for each function. Without one they are forgotten with the process. */
  readonly deadLetters?: string | undefined;
  /** The queues of the functions that wait for events. */
  readonly queueOf: (consumer: EventConsumer) => MessageQueue | undefined;
  /** Takes a message where the name is that of a queue somebody reads; anything else that is sent is a dead letter. */
  readonly take?: (queue: string, message: string) => boolean;
}

/** Lays a letter whole into the folder of a function. @returns its name */
export function layAside(folder: string, name: string, body: string): string {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  const id = randomUUID();
  writeFileSync(join(directory, `.${id}`), body);
  renameSync(join(directory, `.${id}`), join(directory, `${id}.json`));
  return id;
}

const done = (type: string, body: object): GatewayResponse => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(JSON.stringify(body)),
});

/**
 * The event bus of the house and the queues for what its functions put aside. Who waits for an event is handed it as a rule of the bus would: in
 * the form of EventBridge, by a queue of its own. It asks nobody who they are, as the engine of the tables does not.
 */
export function createMessageService({ region, now, deadLetters, queueOf, take = () => false }: MessageServiceSettings) {
  const kept: { readonly name: string; readonly body: string }[] = [];
  const operations: Readonly<Record<string, (body: unknown) => GatewayResponse>> = {
    'AWSEvents.PutEvents'(body) {
      const ids = putEvents.parse(body).Entries.map(({ Source, DetailType, Detail, Time }) => {
        const event = {
          version: '0',
          id: randomUUID(),
          'detail-type': DetailType,
          source: Source,
          account: '000000000000',
          time: (Time === undefined ? now() : new Date(Time * 1000)).toISOString().replace(/\.\d+Z$/, 'Z'),
          region,
          resources: [],
          detail: JSON.parse(Detail) as unknown,
        };
        for (const consumer of EVENT_CONSUMERS)
          if ((EVENTS_FOR[consumer] as readonly string[]).includes(DetailType)) queueOf(consumer)?.send(JSON.stringify(event));
        return { EventId: event.id };
      });
      return done('application/x-amz-json-1.1', { FailedEntryCount: 0, Entries: ids });
    },
    'AmazonSQS.SendMessage'(body) {
      const { QueueUrl, MessageBody } = sendMessage.parse(body);
      const [, name = ''] = QUEUE.exec(QueueUrl) ?? [];
      const isTaken = take(name, MessageBody);
      if (!isTaken) kept.push({ name, body: MessageBody });
      const MessageId = deadLetters && !isTaken ? layAside(deadLetters, name, MessageBody) : randomUUID();
      return done('application/x-amz-json-1.0', { MessageId, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') });
    },
  };

  return {
    /** What was put aside in this run. */
    kept: kept as readonly { readonly name: string; readonly body: string }[],
    async handle(request: IncomingMessage): Promise<GatewayResponse> {
      const body = await readLimitedBody(request);
      const operation = operations[String(request.headers['x-amz-target'])];
      const refused = (type: string) => ({ ...done('application/x-amz-json-1.1', { __type: type }), status: 400 });
      if (!operation || !body) return refused('UnknownOperationException');
      try {
        return operation(JSON.parse(body.toString('utf8')));
      } catch {
        return refused('ValidationException');
      }
    },
  };
}
