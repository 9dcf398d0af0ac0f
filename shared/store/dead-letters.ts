import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { environmentCredentials } from './environment-credentials.ts';

export interface DeadLetterOptions {
  readonly region: string;
  /** Another service with the interface of SQS; local mode has one. */
  readonly endpoint?: string | undefined;
  /** Address of the queue. */
  readonly queue: string;
  readonly now: () => Date;
}
export interface DeadLetter {
  readonly body: string;
  /** Takes it out of the queue. */
  done(): Promise<void>;
}

const WAIT_SECONDS = 1;
/** Whoever has a letter works on it alone for so long. */
const HIDDEN_SECONDS = 60;
const MOST_AT_ONCE = 10;

/** A queue for what nobody could handle, with all that was in it, until a person looks at it. */
export function createDeadLetters({ region, endpoint, queue, now }: DeadLetterOptions) {
  const client = new SQSClient({
    region,
    ...(endpoint && { endpoint, useQueueUrlAsEndpoint: false }),
    credentials: environmentCredentials,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
  /** The SDK signs its requests with the machine's time and this offset; ours can be ahead of it in local mode. */
  const withOurTime = () => {
    client.config.systemClockOffset = now().getTime() - Date.now();
  };
  return {
    async keep(letter: unknown): Promise<void> {
      withOurTime();
      await client.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(letter) }));
    },
    /** Some of the letters, hidden from others for a minute; none when there are no more. */
    async take(): Promise<readonly DeadLetter[]> {
      withOurTime();
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queue,
          MaxNumberOfMessages: MOST_AT_ONCE,
          WaitTimeSeconds: WAIT_SECONDS,
          VisibilityTimeout: HIDDEN_SECONDS,
        }),
      );
      return Messages.map(({ Body = '', ReceiptHandle }) => ({
        body: Body,
        async done() {
          withOurTime();
          await client.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
        },
      }));
    },
  };
}
export type DeadLetters = ReturnType<typeof createDeadLetters>;
