import * as z from 'zod';
import { CASE_EVENT_SOURCE, type CaseEventMessage, caseEvent } from '../../../shared/domain/cases/case-event.ts';
import { MONEY_KINDS, type MoneyRow } from '../../../shared/domain/payments/records.ts';
import { messageOf } from '../../../shared/store/outbox.ts';

/**
 * What a dead letter asks to be done again. `tell`: the event is told once more, to everybody who wants to know, and harmless to those who did their
 * work · `timer`: the case is listed again for the clock · `money`: a payment or a recovery is, for the payment worker · `nothing`: a scheduled call, of which the next does all · `cannot`: it lies elsewhere or is no
 * letter of ours.
 */
export type Wanted =
  | { readonly kind: 'tell'; readonly message: CaseEventMessage }
  | { readonly kind: 'timer'; readonly caseId: string }
  | ({ readonly kind: 'money'; readonly caseId: string } & { readonly row: MoneyRow })
  | { readonly kind: 'nothing' }
  | { readonly kind: 'cannot'; readonly why: string };

/** Put aside by a function itself, or by the stream of the local house. */
const record = z.object({ record: z.unknown().refine((value) => value !== undefined) });
const timer = z.object({ kind: z.literal('timer'), caseId: z.string() });
const money = z.object({ kind: z.literal('money'), caseId: z.string(), row: z.enum(MONEY_KINDS), id: z.string() });
/** An event of the bus that a queue gave up. */
const told = z.object({ source: z.literal(CASE_EVENT_SOURCE), detail: z.unknown() });
const scheduled = z.object({ source: z.literal('aws.events') });
/** What Lambda itself leaves of a stream it gave up: numbers, and nothing of what was in them. */
const numbers = z.object({ DDBStreamBatchInfo: z.object({ startSequenceNumber: z.string(), endSequenceNumber: z.string() }) });

const cannot = (why: string): Wanted => ({ kind: 'cannot', why });
const json = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Reads a dead letter, whichever worker it is from. Never throws. */
export function readLetter(body: string): Wanted {
  const letter = json(body);
  const ofTimer = timer.safeParse(letter);
  if (ofTimer.success) return { kind: 'timer', caseId: ofTimer.data.caseId };
  const ofMoney = money.safeParse(letter);
  if (ofMoney.success) {
    const { caseId, row: kind, id } = ofMoney.data;
    return { kind: 'money', caseId, row: { kind, id } };
  }
  const ofBus = told.safeParse(letter);
  if (ofBus.success) {
    const detail = caseEvent.safeParse(ofBus.data.detail);
    return detail.success ? { kind: 'tell', message: detail.data } : cannot('the event is not one of a case');
  }
  const ofStream = record.safeParse(letter);
  if (ofStream.success) {
    try {
      const message = messageOf(ofStream.data.record);
      return message ? { kind: 'tell', message } : cannot('the record is no row of the outbox');
    } catch {
      return cannot('the row of the outbox is damaged: what it tells cannot be read');
    }
  }
  if (scheduled.safeParse(letter).success) return { kind: 'nothing' };
  const lost = numbers.safeParse(letter);
  if (lost.success) {
    const { startSequenceNumber: from, endSequenceNumber: to } = lost.data.DDBStreamBatchInfo;
    return cannot(`Lambda gave up records ${from} to ${to} and kept nothing of them; the rows themselves lie in the table for 30 days`);
  }
  return cannot('it is no letter of this house');
}
