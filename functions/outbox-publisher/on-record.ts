import type { OnRecord, StreamStackOptions } from '../../shared/runtime/stream-stack.ts';
import type { DeadLetters } from '../../shared/store/dead-letters.ts';
import type { EventBus } from '../../shared/store/event-bus.ts';
import { messageOf } from '../../shared/store/outbox.ts';

/** Tells the house what a new row of the outbox says, at least once; of anything else it is not told and says nothing. */
export const createOnRecord =
  ({ publish }: Pick<EventBus, 'publish'>): OnRecord =>
  async (record) => {
    const message = messageOf(record);
    if (message) await publish(message);
    return undefined;
  };

/** What cannot be told is put aside whole. */
export const createKeepFailed =
  (letters: Pick<DeadLetters, 'keep'>, now: () => Date): NonNullable<StreamStackOptions['keepFailed']> =>
  (record) =>
    letters.keep({ kind: 'record', record, at: now().toISOString() });
