import * as z from 'zod/mini';
import { addDays, addMonths, type CivilDate, civilDate, toEpochDay } from '../kernel/civil-date.ts';
import { DOCUMENT_KINDS } from './kind-names.ts';
import { KINDS_OF_PAPER } from './kinds.ts';

/** Beside the table and not in it: what a browser shows of the kinds is words, and needs no reader of JSON. */
export const documentKind = z.enum(DOCUMENT_KINDS);

/**
 * `awaiting-upload`: announced, nothing came yet · `checking`: the file is here and being looked at · `clean`: checked, can be opened ·
 * `rejected`: refused with its reasons, the file is gone · `withdrawn`: taken back by its owner; what a case pinned stays.
 */
export const DOCUMENT_STATUSES = ['awaiting-upload', 'checking', 'clean', 'rejected', 'withdrawn'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** As a paper is shown. `expired`: its form ended and nothing came; nobody writes that down, it is so by the clock. */
export const SHOWN_STATUSES = [...DOCUMENT_STATUSES, 'expired'] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** Why a file is refused: the closed list; `rejections.ts` has what the sender can do about each. */
export const REJECTION_CODES = [
  'empty',
  'too-large',
  'not-what-it-says',
  'svg-refused',
  'html-refused',
  'executable-refused',
  'archive-refused',
  'old-or-locked-office',
  'damaged',
  'encrypted',
  'active-content',
  'embedded-file',
  'macros',
  'external-links',
  'unsafe-archive',
  'archive-too-large',
  'image-too-large',
  'image-data-differs',
  'trailing-data',
] as const;
export type Rejection = (typeof REJECTION_CODES)[number];
export const rejection = z.enum(REJECTION_CODES);

const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const instant = z.string();

/** One paper of one applicant as the store keeps it. */
export const document = z.object({
  id,
  organisationId: id,
  kind: documentKind,
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  /** As announced; as received once it was checked. */
  sizeBytes: z.int(),
  /** Of the file, in hex; null until it was checked. */
  sha256: z.nullable(z.string()),
  status: z.enum(DOCUMENT_STATUSES),
  rejections: z.array(rejection),
  issuedOn: z.nullable(civilDate),
  /** First day it holds; null: since ever. */
  validFrom: z.nullable(civilDate),
  /** First day it no longer holds; null: as usual for its kind, else open. */
  validUntil: z.nullable(civilDate),
  uploadedBy: id,
  uploadedAt: instant,
  /** Until when its upload form holds. */
  uploadUntil: instant,
  checkedAt: z.nullable(instant),
  /** Invoices registered from it. */
  invoices: z._default(z.array(z.string()), []),
  version: z.int().check(z.positive()),
});
export type Document = z.infer<typeof document>;

/**
 * How a paper is shown at an instant. A file sent in the last moment may still come in after its form ended; then its check goes on from here.
 * @param at RFC 3339 in UTC
 */
export const statusAt = ({ status, uploadUntil }: Pick<Document, 'status' | 'uploadUntil'>, at: string): ShownStatus =>
  status === 'awaiting-upload' && uploadUntil <= at ? 'expired' : status;

/** Days before its end from which a paper is called expiring. */
const EXPIRING_DAYS = 30;

export const VALIDITY_STATES = ['valid', 'expiring', 'expired', 'not-yet', 'no-date'] as const;
export type Validity = {
  readonly state: (typeof VALIDITY_STATES)[number];
  /** First day it no longer holds, said by itself or usual for its kind; null: open. */
  readonly until: CivilDate | null;
  /** Whether that day is only what is usual for its kind. */
  readonly usual: boolean;
};

type Dates = Pick<Document, 'kind' | 'issuedOn' | 'validFrom' | 'validUntil'>;

/** The day a paper ends by itself or by what is usual for its kind. */
function endOf({ kind, issuedOn, validUntil }: Dates): Pick<Validity, 'until' | 'usual'> {
  if (validUntil !== null) return { until: validUntil, usual: false };
  const { usualValidity } = KINDS_OF_PAPER[kind];
  return usualValidity && issuedOn !== null
    ? { until: addMonths(issuedOn, usualValidity.months), usual: true }
    : { until: null, usual: false };
}

/** Does a paper hold on a day? An interval is half-open: on `until` it no longer does. */
export function validityOn(dates: Dates, day: CivilDate): Validity {
  const end = endOf(dates);
  const of = (state: Validity['state']): Validity => ({ state, ...end });
  if (dates.validFrom !== null && day < dates.validFrom) return of('not-yet');
  if (end.until === null) return of(dates.validFrom === null ? 'no-date' : 'valid');
  if (end.until <= day) return of('expired');
  return of(end.until <= addDays(day, EXPIRING_DAYS) ? 'expiring' : 'valid');
}

export const daysLeft = (until: CivilDate, day: CivilDate): number => toEpochDay(until) - toEpochDay(day);

/** Dates that contradict each other: the name of the field that is wrong, or undefined. */
export function wrongDate(
  { issuedOn, validFrom, validUntil }: Omit<Dates, 'kind'>,
  today: CivilDate,
): 'issuedOn' | 'validUntil' | undefined {
  if (issuedOn !== null && issuedOn > today) return 'issuedOn';
  const start = validFrom ?? issuedOn;
  return start !== null && validUntil !== null && validUntil <= start ? 'validUntil' : undefined;
}
