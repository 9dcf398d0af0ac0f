import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CASE_EVENT_SOURCE, type CaseEventMessage } from '../domain/cases/case-event.ts';
import { environmentCredentials } from './environment-credentials.ts';

export interface EventBusOptions {
  readonly region: string;
  /** Another service with the interface of EventBridge; local mode has one. */
  readonly endpoint?: string | undefined;
  /** Name of the bus. */
  readonly bus: string;
  readonly now: () => Date;
}

export interface EventBus {
  /** Tells everybody who wants to know. Answers when the bus has it. */
  publish(message: CaseEventMessage): Promise<void>;
}

export function createEventBus({ region, endpoint, bus, now }: EventBusOptions): EventBus {
  const client = new EventBridgeClient({
    region,
    ...(endpoint && { endpoint }),
    credentials: environmentCredentials,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  return {
    async publish(message) {
      // The SDK signs with the machine's time and this offset; ours can be ahead of it in local mode.
      client.config.systemClockOffset = now().getTime() - Date.now();
      const entry = {
        EventBusName: bus,
        Source: CASE_EVENT_SOURCE,
        DetailType: message.type,
        Time: new Date(message.at),
        Detail: JSON.stringify(message),
      };
      const { FailedEntryCount = 0, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
      if (FailedEntryCount > 0) throw new Error(`the event bus did not take it: ${Entries[0]?.ErrorCode ?? 'no reason given'}`);
    },
  };
}
