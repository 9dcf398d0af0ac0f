import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';

/** More than these are refused by name (`too-many-lines`, `too-many-persons`); the schemas only keep out floods. */
export const MOST_CLAIM_LINES = 40;
export const MOST_PERSONS = 40;
const FLOOD = 200;

export const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
export const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(120), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u));
export const count = z.int().check(z.nonnegative()).check(z.lte(100_000));
export const areaM2 = z.number().check(z.positive()).check(z.lte(1_000_000)).check(z.multipleOf(0.01));
/** Whole fen, never nothing. */
export const fen = z
  .int()
  .check(z.positive())
  .check(z.lte(10 ** 15));
/** A month of the calendar, `YYYY-MM`. */
export const month = z.string().check(z.regex(/^(19|2[01])\d\d-(0[1-9]|1[0-2])$/));
export const list = <Row extends z.ZodMiniType>(row: Row) => z.array(row).check(z.maxLength(FLOOD));

/** One bill: the invoice (`invoiceIdOf`), what is claimed of it, and the proof that it was paid. */
export const line = z.strictObject({
  lineId: id,
  /** The scan the invoice was registered from. */
  documentId: z.optional(id),
  invoiceId: z.string().check(z.regex(/^[0-9A-Z]{1,18}\.[0-9-]{1,12}\.\d{1,20}$/)),
  paidOn: civilDate,
  amountFen: fen,
  paymentProofDocumentId: id,
  note: z.optional(words),
});
/** A bill of premises, water or energy. */
export const utilityLine = z.extend(line, {
  expense: z.enum(['rent', 'water', 'energy']),
  /** The meter it was read from; rent has none. */
  meter: z.optional(words),
  /** What the supplier already took off or gave back of this bill: it is not paid a second time. */
  discountFen: z.optional(fen),
});
/** One sitting of the mentor with the firm. */
export const session = z.strictObject({
  sessionId: id,
  on: civilDate,
  minutes: z.int().check(z.positive()).check(z.lte(1440)),
  signedByMentor: z.boolean(),
  signedByFirm: z.boolean(),
  logDocumentId: id,
});

/** A natural person as a case keeps it: a key made of the id number, and the number masked for people to read. The number is not kept. */
export const PERSON = {
  name: words,
  personKey: z.string().check(z.regex(/^[A-Za-z0-9._-]{8,128}$/)),
  idNumberMasked: z.string().check(z.minLength(1), z.maxLength(40)),
};
/** A person as it is sent; the number is left out while it stays what it was. */
export const SENT_PERSON = { name: words, idNumber: z.string().check(z.minLength(1), z.maxLength(40)) };

const CERTIFICATE = { certificateDocumentId: id, certificateNumber: words };
export const trainee = z.strictObject({ traineeId: id, ...PERSON, ...CERTIFICATE });
export const relative = z.strictObject({ relativeId: id, ...PERSON });

/** The same rows while they are being filled in: only the id of the row must be there. */
export const draftLine = z.extend(z.partial(line), { lineId: id });
export const draftUtilityLine = z.extend(z.partial(utilityLine), { lineId: id });
export const draftSession = z.extend(z.partial(session), { sessionId: id });
/** Rows of persons in both forms. */
export const draftPersonRows = <Person extends z.core.$ZodLooseShape>(person: Person) => {
  const some = z.partial(z.strictObject(person));
  return {
    person: some,
    trainee: z.extend(some, { traineeId: id, ...z.partial(z.strictObject(CERTIFICATE)).shape }),
    relative: z.extend(some, { relativeId: id }),
  };
};

export type Line = z.infer<typeof line>;
export type UtilityLine = z.infer<typeof utilityLine>;
export type Session = z.infer<typeof session>;
export type Trainee = z.infer<typeof trainee>;
