import * as z from 'zod/mini';
import { documentKind, rejection, SHOWN_STATUSES, VALIDITY_STATES } from '../domain/documents/document.ts';
import { MAX_FILE_BYTES, MEDIA_TYPES } from '../domain/documents/file-kinds.ts';
import { PAPER_STATES } from '../domain/documents/papers.ts';
import { civilDate } from '../domain/kernel/civil-date.ts';
import { rule } from '../domain/kernel/rule.ts';
import { programmeId } from '../domain/policy/programme.ts';
import { id } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { wireBilingual } from './words.ts';

/** The papers of an applicant, `/v1/companies/{id}/documents…`. Days are civil dates, intervals half-open, instants RFC 3339. */
/** What a person typed: one line, with neither ends of lines nor letters that cannot be seen. */
const line = (longest: number) =>
  z.string().check(z.minLength(1), z.maxLength(longest), z.regex(/^(?=.*\S)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u));
const fileName = line(200).check(z.regex(/^[^/\\:*?"<>|]+$/));
const day = z.nullable(civilDate);

const dates = {
  issuedOn: z.optional(day),
  /** First day it holds. */
  validFrom: z.optional(day),
  /** First day it no longer holds: the day after the last one printed on it. */
  validUntil: z.optional(day),
};

export const documentRequest = z.strictObject({
  kind: documentKind,
  /** Absent: the name of the kind in Chinese. */
  title: z.optional(line(120)),
  fileName,
  mediaType: z.enum(MEDIA_TYPES),
  sizeBytes: z.int().check(z.gte(1), z.lte(MAX_FILE_BYTES)),
  ...dates,
});
export type DocumentRequest = z.infer<typeof documentRequest>;

export const documentChange = z
  .strictObject({ title: z.optional(line(120)), ...dates })
  .check(
    z.refine(
      (change) => Object.values(change).some((value) => value !== undefined),
      rule('至少写一个字段', 'must name at least one field'),
    ),
  );
export type DocumentChange = z.infer<typeof documentChange>;

export const wireDocument = z.object({
  id,
  kind: documentKind,
  kindName: wireBilingual,
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  /** Of the file; null until it was checked. */
  sha256: z.nullable(z.string()),
  status: z.enum(SHOWN_STATUSES),
  rejections: z.array(z.object({ code: rejection, text: wireBilingual })),
  issuedOn: day,
  validFrom: day,
  validUntil: day,
  /** On today in Asia/Shanghai, or on the day that was asked about. */
  validity: z.object({
    state: z.enum(VALIDITY_STATES),
    until: day,
    /** `until` is only what is usual for the kind, counted from `issuedOn`. */
    usual: z.boolean(),
    daysLeft: z.nullable(z.int()),
  }),
  /** Null for institutions that only read what they were granted. */
  uploadedBy: z.nullable(id),
  uploadedAt: z.string(),
  /** Until when its form takes the file; null once one came, or the form ended. */
  uploadUntil: z.nullable(z.string()),
  checkedAt: z.nullable(z.string()),
  /** Ids of the invoices registered from it. */
  invoices: z.array(z.string()),
  version: z.int(),
});
export type WireDocument = z.infer<typeof wireDocument>;

export const uploadAnswer = z.object({
  document: wireDocument,
  /** Send as `multipart/form-data`: these fields first, then the file as `file`. */
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: z.string(), maxBytes: z.int() }),
});

export const documentQuery = z.strictObject({
  ...pageQuery,
  kind: z.optional(documentKind),
  /** Absent: all but the withdrawn. */
  status: z.optional(z.enum(SHOWN_STATUSES)),
});
/** Newest first. */
export const documentList = pageOf(wireDocument);

/** The papers a case names, each once: what stands on them, and nothing of who handed them in. */
export const casePaperList = z.object({
  items: z.array(z.pick(wireDocument, { id: true, kind: true, kindName: true, title: true, fileName: true, status: true, validity: true })),
});

export const linkAnswer = z.object({ url: z.string(), expiresAt: z.string(), fileName: z.string(), sha256: z.string() });

export const papersQuery = z.strictObject({ programmeId, on: z.optional(z.string()) });
export const papersAnswer = z.object({
  programmeId: z.string(),
  version: z.string(),
  on: z.iso.date(),
  papers: z.array(
    z.object({
      kind: documentKind,
      name: wireBilingual,
      state: z.enum(PAPER_STATES),
      documents: z.array(wireDocument),
    }),
  ),
  /** How many of them still have to be handed in: missing or expired. */
  toProvide: z.int(),
});

/** As it is typed: what it must be is said by the rules, in a sentence (`domain/documents/judge-invoice.ts`). */
const typedCode = line(64);
export const invoiceRequest = z.strictObject({
  /** Unified social credit code of the seller. */
  sellerUscc: typedCode,
  sellerName: z._default(z.nullable(line(120)), null),
  /** 10 or 12 digits; null for a number of 20 digits. */
  code: z._default(z.nullable(typedCode), null),
  /** 20 digits, or 8 with a code. */
  number: typedCode,
  buyerName: line(120),
  buyerUscc: z._default(z.nullable(typedCode), null),
  issuedOn: civilDate,
  /** Whole fen with tax, as it says. */
  amountFen: z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER)),
});
export type InvoiceRequest = z.infer<typeof invoiceRequest>;

export const wireInvoice = z.object({
  id: z.string(),
  documentId: id,
  sellerUscc: z.string(),
  sellerName: z.nullable(z.string()),
  code: z.nullable(z.string()),
  number: z.string(),
  issuedOn: z.iso.date(),
  buyerName: z.string(),
  buyerUscc: z.nullable(z.string()),
  amountFen: z.int(),
  flags: z.array(z.object({ code: z.string(), text: wireBilingual })),
  registeredBy: id,
  registeredAt: z.string(),
});
export const invoiceQuery = z.strictObject({
  ...pageQuery,
  documentId: z.optional(id),
});
/** Newest first. */
export const invoiceList = pageOf(wireInvoice);
