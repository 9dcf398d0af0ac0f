import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import {
  areaM2,
  count,
  draftLine,
  draftPersonRows,
  draftSession,
  draftUtilityLine,
  fen,
  id,
  line,
  list,
  month,
  PERSON,
  relative,
  SENT_PERSON,
  session,
  trainee,
  utilityLine,
  words,
} from './claim-rows.ts';

/** What every claim says. */
const COMMON = {
  /** The calendar year whose costs are claimed. */
  year: z.int().check(z.gte(2000)).check(z.lte(2199)),
  /** The papers beside those that have a field of their own. */
  paperIds: z.optional(list(id)),
};
const MONTHS = { monthsFrom: month, monthsTo: month };
/** A place: the division it lies in and its address (`site.ts` makes one key of them). */
const SITE = { site: z.strictObject({ divisionCode: z.string().check(z.regex(/^\d{6}$/)), address: words }), areaM2 };
/** For rented premises; `leaseTo` is the last day of the lease. */
const LEASE = { leaseDocumentId: z.optional(id), leaseFrom: z.optional(civilDate), leaseTo: z.optional(civilDate) };

/** What each kind says of its own, but for rows and persons. */
const BROADBAND = {
  contractNumber: words,
  /** The number of the line at the carrier: a line is paid for once a month. */
  lineNumber: words,
  contractDocumentId: id,
  ...MONTHS,
};
const TRAINING = { course: z.string().check(z.minLength(1), z.maxLength(64)), startsOn: civilDate, endsOn: civilDate };
const MENTORING = {
  appointmentDocumentId: id,
  firm: z.strictObject({ name: words, uscc: z.string().check(z.regex(/^[0-9A-Z]{18}$/)), organisationId: z.optional(id) }),
};
/** Declared by the mentor: do they hold a stake in the firm? */
const STAKE = { stakeInFirm: z.boolean() };
const EVENTS = {
  filingId: id,
  category: z.string().check(z.minLength(1), z.maxLength(64)),
  heldOn: civilDate,
  attendance: count,
  attendanceDocumentId: id,
  photoDocumentIds: list(id).check(z.minLength(1)),
};
const RENT = {
  premises: z.enum(['rented', 'own']),
  ...SITE,
  ...LEASE,
  ...MONTHS,
  /** Other firms on the same site, and what all of them and this one together paid for it in the year. */
  sharedWith: count,
  siteRentFen: z.optional(fen),
};
const UTILITIES = {
  ...SITE,
  ...LEASE,
  occupiedSince: civilDate,
  /** The how-manieth year of occupation is claimed for. */
  occupiedYear: z.int().check(z.positive()).check(z.lte(100)),
};

/** 免申即享: one fact it rests on, and who says so: never the applicant. The system fills it in, and again when it is handed in. */
const restsOn = z.strictObject({
  fact: z.string().check(z.minLength(1), z.maxLength(80)),
  /** As on the wire. */
  value: z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]),
  source: z.enum(['register', 'bureau', 'community', 'bank']),
  organisationId: z.nullable(id),
  statedAt: z.string(),
});
const AUTOMATIC = { facts: list(restsOn) };

/** A complete claim, as a case keeps it. An unknown field is refused. All money is whole fen. */
export const claim = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('broadband'), ...COMMON, ...BROADBAND, lines: list(line) }),
  z.strictObject({ kind: z.literal('training'), ...COMMON, ...TRAINING, lines: z.optional(list(line)), trainees: list(trainee) }),
  z.strictObject({
    kind: z.literal('mentoring'),
    ...COMMON,
    ...MENTORING,
    lines: z.optional(list(line)),
    mentor: z.strictObject({ ...PERSON, ...STAKE }),
    sessions: list(session),
  }),
  z.strictObject({ kind: z.literal('events'), ...COMMON, ...EVENTS, lines: list(line) }),
  z.strictObject({
    kind: z.literal('rent'),
    ...COMMON,
    ...RENT,
    lines: z.optional(list(line)),
    founder: z.strictObject(PERSON),
    /** Members of the founder's household: on one site only one of a household is paid. */
    household: z.optional(list(relative)),
  }),
  z.strictObject({ kind: z.literal('utilities'), ...COMMON, ...UTILITIES, lines: list(utilityLine) }),
  z.strictObject({ kind: z.literal('automatic'), ...COMMON, ...AUTOMATIC }),
]);
export type Claim = z.infer<typeof claim>;

/** Everything optional but the kind and the ids of rows. */
function draftsOf<Person extends z.core.$ZodLooseShape>(form: Person) {
  const { person, trainee: draftTrainee, relative: draftRelative } = draftPersonRows(form);
  const some = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.partial(z.strictObject({ ...COMMON, ...shape }));
  const lines = z.optional(list(draftLine));
  return z.discriminatedUnion('kind', [
    z.extend(some(BROADBAND), { kind: z.literal('broadband'), lines }),
    z.extend(some(TRAINING), { kind: z.literal('training'), lines, trainees: z.optional(list(draftTrainee)) }),
    z.extend(some(MENTORING), {
      kind: z.literal('mentoring'),
      lines,
      mentor: z.optional(z.extend(person, z.partial(z.strictObject(STAKE)).shape)),
      sessions: z.optional(list(draftSession)),
    }),
    z.extend(some(EVENTS), { kind: z.literal('events'), lines, photoDocumentIds: z.optional(list(id)) }),
    z.extend(some(RENT), {
      kind: z.literal('rent'),
      lines,
      founder: z.optional(person),
      household: z.optional(list(draftRelative)),
    }),
    z.extend(some(UTILITIES), { kind: z.literal('utilities'), lines: z.optional(list(draftUtilityLine)) }),
  ]);
}

/** A claim while it is filled in, as it is kept. Every complete claim is one. */
export const claimDraft = z.discriminatedUnion('kind', [
  draftsOf(PERSON),
  z.strictObject({ ...z.partial(z.strictObject(COMMON)).shape, kind: z.literal('automatic'), ...AUTOMATIC }),
]);
export type ClaimDraft = z.infer<typeof claimDraft>;
/** A draft as it is sent: persons with their id number, which `sealPersons` turns into a key before anything is kept. */
export const claimInput = z.discriminatedUnion('kind', [
  draftsOf(SENT_PERSON),
  // What the system put together may be sent back as it was shown; beside the papers nothing of it is kept.
  z.strictObject({ ...z.partial(z.strictObject(COMMON)).shape, kind: z.literal('automatic'), facts: z.optional(list(z.unknown())) }),
]);
export type ClaimInput = z.infer<typeof claimInput>;

export type ClaimOf<Kind extends Claim['kind']> = Extract<Claim, { kind: Kind }>;
export type DraftOf<Kind extends Claim['kind']> = Extract<ClaimDraft, { kind: Kind }>;

/** A row left out by a reviewer: of a bill, a trainee or a session, by its id. */
const strike = z.strictObject({ lineId: id, reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)) });
export type Strike = z.infer<typeof strike>;
