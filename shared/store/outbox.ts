import * as z from 'zod/mini';
import { type CaseEventMessage, caseEvent } from '../domain/cases/case-event.ts';
import type { Write } from './commit.ts';
import { outboxAgainKey, outboxKey } from './keys/cases.ts';
import { plainItem } from './plain-item.ts';

const OUTBOX_DAYS = 30;
const expiryOf = (at: string): number => Math.floor(Date.parse(at) / 1000) + OUTBOX_DAYS * 86_400;

/** The row from which the rest of the house is told of a step; it is there exactly when the step is. */
export const outboxWrite = (message: CaseEventMessage): Write => ({
  put: { ...outboxKey(message.caseId, message.version), ...message, expiresAt: expiryOf(message.at) },
  expect: 'absent',
});

/** The same told once more, under the same id: for whoever missed it. */
export const outboxAgainWrite = (message: CaseEventMessage, at: string): Write => ({
  put: { ...outboxAgainKey(message.caseId, message.version, at), ...message, expiresAt: expiryOf(at) },
  expect: 'absent',
});

const streamRecord = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }) }), NewImage: z.optional(z.unknown()) }),
});

/**
 * What a change of the table tells the house.
 * @returns undefined for every change but a new row of the outbox
 * @throws ZodError for a row of the outbox that is none
 */
export function messageOf(record: unknown): CaseEventMessage | undefined {
  const { eventName, dynamodb } = streamRecord.parse(record);
  if (eventName !== 'INSERT' || !dynamodb.Keys.pk.S.startsWith('OUTBOX#')) return undefined;
  return caseEvent.parse(plainItem(dynamodb.NewImage));
}
