import * as z from 'zod';
import { CASE_EVENT_SOURCE, type CaseEventMessage, caseEvent } from '../../../shared/domain/cases/case-event.ts';
import { ownerOf } from '../../../shared/domain/documents/object-keys.ts';
import { MONEY_KINDS, type MoneyRow } from '../../../shared/domain/payments/records.ts';
import { copyOf, type JournalCopy } from '../../../shared/store/journal-copy.ts';
import { messageOf } from '../../../shared/store/outbox.ts';

/**
 * What a dead letter asks to be done again.
 * `tell`: the event is told once more, to everybody who wants to know, and harmless to those who did their work · `copy`: a change of the journal is
 * copied to locked storage · `timer`: the case is listed again for the clock · `money`: a payment or a recovery is, for the payment worker ·
 * `check`: an upload is announced to the checker again · `all`: several of these · `elsewhere`: what was given up lies in a bucket, whole ·
 * `nothing`: there is nothing to do, and why · `cannot`: it is no letter of ours, or what it asks cannot be read.
 */
export type Wanted =
  | { readonly kind: 'tell'; readonly message: CaseEventMessage }
  | { readonly kind: 'copy'; readonly copy: JournalCopy }
  | { readonly kind: 'timer'; readonly caseId: string }
  | ({ readonly kind: 'money'; readonly caseId: string } & { readonly row: MoneyRow })
  | { readonly kind: 'check'; readonly organisationId: string; readonly documentId: string; readonly message: unknown }
  | { readonly kind: 'all'; readonly of: readonly Wanted[] }
  | { readonly kind: 'elsewhere'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'cannot'; readonly why: string };

/** Put aside by a function itself, or by the stream of the local house. */
const record = z.object({ record: z.unknown().refine((value) => value !== undefined) });
const timer = z.object({ kind: z.literal('timer'), caseId: z.string() });
const money = z.object({ kind: z.literal('money'), caseId: z.string(), row: z.enum(MONEY_KINDS), id: z.string() });
/** An event of the bus that a queue gave up. */
const told = z.object({ source: z.literal(CASE_EVENT_SOURCE), detail: z.unknown() });
const scheduled = z.object({ source: z.literal('aws.events') });
/** What Lambda leaves of a batch of a stream it gave up: in a bucket with all that was in it, in a queue by its numbers. Source: Lambda Developer Guide, "Retain discarded records for a DynamoDB event source". */
const numbers = z.object({ DDBStreamBatchInfo: z.object({ startSequenceNumber: z.string(), endSequenceNumber: z.string() }) });
const whole = numbers.extend({ payload: z.union([z.string(), z.looseObject({})]) });
const batch = z.object({ Records: z.array(z.unknown()).min(1) });
/** What S3 tells of a new object, and once of itself. Source: Amazon S3 User Guide, "Event message structure". */
const objects = z.object({
  Records: z
    .array(
      z.object({
        eventSource: z.literal('aws:s3'),
        s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
      }),
    )
    .min(1),
});
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });
/** What the keys begin with under which Lambda leaves what it gave up. */
const GIVEN_UP = 'aws/lambda/';

const cannot = (why: string): Wanted => ({ kind: 'cannot', why });
const json = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const keyOf = (encoded: string): string => decodeURIComponent(encoded.replaceAll('+', ' '));
const together = (of: readonly Wanted[]): Wanted => (of.length === 1 ? (of[0] as Wanted) : { kind: 'all', of });

const streamKeys = z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }) }) }) });
/** The rows of the journal, by what their keys begin with. */
const OF_JOURNAL = /^(?:AUDIT#|LEDGER#|TRANSFER#|SEAL$)/;

/** A change of a table that a function of its stream could not handle. */
function ofRecord(change: unknown): Wanted {
  const keys = streamKeys.safeParse(change);
  if (keys.success && OF_JOURNAL.test(keys.data.dynamodb.Keys.pk.S)) {
    try {
      const copy = copyOf(change);
      return copy ? { kind: 'copy', copy } : { kind: 'nothing', why: 'a seal, which the sealer keeps by itself' };
    } catch {
      return cannot('the row of the journal is damaged: what stood in it cannot be read');
    }
  }
  try {
    const message = messageOf(change);
    return message ? { kind: 'tell', message } : cannot('the record is no new row of the outbox or of the journal');
  } catch {
    return cannot('the row of the outbox is damaged: what it tells cannot be read');
  }
}

/** An object S3 tells of: a batch that Lambda gave up, or an upload nobody could check. */
function ofObject(bucket: string, key: string, message: unknown): Wanted {
  if (key.startsWith(GIVEN_UP)) return { kind: 'elsewhere', bucket, key };
  const owner = ownerOf(key);
  return owner ? { kind: 'check', ...owner, message } : cannot('it is no upload a form of this house names');
}

type Reading = (letter: unknown) => Wanted | undefined;
/** What reads a letter of some form; undefined: it has another. */
const as =
  <Schema extends z.ZodType>(schema: Schema, read: (letter: z.output<Schema>, whole: unknown) => Wanted): Reading =>
  (letter) => {
    const parsed = schema.safeParse(letter);
    return parsed.success ? read(parsed.data, letter) : undefined;
  };

/** Every form a letter has, the narrower first. */
const FORMS: readonly Reading[] = [
  as(timer, ({ caseId }) => ({ kind: 'timer', caseId })),
  as(money, ({ caseId, row: kind, id }) => ({ kind: 'money', caseId, row: { kind, id } })),
  as(told, ({ detail }) => {
    const event = caseEvent.safeParse(detail);
    return event.success ? { kind: 'tell', message: event.data } : cannot('the event is not one of a case');
  }),
  as(record, ({ record: change }) => ofRecord(change)),
  as(scheduled, () => ({ kind: 'nothing', why: 'a scheduled call; the next one does all that is due' })),
  as(testEvent, () => ({ kind: 'nothing', why: 'S3 said that it will tell of what is given up' })),
  as(objects, (letter, message) =>
    together(letter.Records.map(({ s3: { bucket, object } }) => ofObject(bucket.name, keyOf(object.key), message))),
  ),
  as(whole, ({ payload }) => {
    const given = batch.safeParse(typeof payload === 'string' ? json(payload) : payload);
    return given.success ? together(given.data.Records.map(ofRecord)) : cannot('there are no records in what Lambda gave up');
  }),
  as(numbers, ({ DDBStreamBatchInfo: { startSequenceNumber: from, endSequenceNumber: to } }) =>
    cannot(`Lambda gave up records ${from} to ${to} and kept nothing of them; the rows themselves lie in the table`),
  ),
];

/** Reads a dead letter, whichever worker it is from. Never throws. */
export function readLetter(body: string): Wanted {
  const letter = json(body);
  for (const read of FORMS) {
    const wanted = read(letter);
    if (wanted) return wanted;
  }
  return cannot('it is no letter of this house');
}
