import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CASE_EVENT_SOURCE } from '../../shared/domain/cases/case-event.ts';
import { acknowledge } from '../acknowledge.ts';
import { EVENT_CONSUMERS, EVENTS_FOR, type EventConsumer } from '../case-events.ts';

/** As many tries as the queues of the local house make (`infra/local/messages/message-queue.ts`). */
const MOST_RECEIVES = 5;
/** What a function that takes events may take for one. */
export const EVENT_TIMEOUT_SECONDS = 60;
/** Six times that, as Lambda asks of a queue it reads. */
const VISIBILITY = Duration.seconds(6 * EVENT_TIMEOUT_SECONDS);
/** A message names a case and no person; the service's own key is enough for that. */
const QUEUE = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

const LAST_QUEUE = {
  id: 'Serverless-SQSRedrivePolicy',
  reason: 'It is the dead-letter queue: an alarm calls a person, who tells the event again with npm run redrive after the cause is gone.',
} as const;

/**
 * What cases tell the rest of the house: a bus, and before each function that wants to know a queue of its own, so that what fails is tried again
 * by itself and given up whole.
 */
export class CaseEvents extends Construct {
  readonly bus: EventBus;
  readonly queues: Readonly<Record<EventConsumer, Queue>>;
  readonly failed: Readonly<Record<EventConsumer, Queue>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'What happens to cases' });
    const made = EVENT_CONSUMERS.map((name) => [name, this.consumer(name)] as const);
    const pick = (which: 'queue' | 'failed') =>
      Object.fromEntries(made.map(([name, pair]) => [name, pair[which]])) as Record<EventConsumer, Queue>;
    this.queues = pick('queue');
    this.failed = pick('failed');
  }

  private consumer(name: EventConsumer): { queue: Queue; failed: Queue } {
    const scope = new Construct(this, name);
    const failed = new Queue(scope, 'Failed', { ...QUEUE, retentionPeriod: Duration.days(14) });
    acknowledge(failed, LAST_QUEUE);
    const queue = new Queue(scope, 'Events', {
      ...QUEUE,
      visibilityTimeout: VISIBILITY,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: failed, maxReceiveCount: MOST_RECEIVES },
    });
    const rule = new Rule(scope, 'Rule', {
      eventBus: this.bus,
      description: `What ${name} wants to know`,
      eventPattern: { source: [CASE_EVENT_SOURCE], detailType: [...EVENTS_FOR[name]] },
    });
    rule.addTarget(new SqsQueue(queue, { deadLetterQueue: failed }));
    return { queue, failed };
  }
}
