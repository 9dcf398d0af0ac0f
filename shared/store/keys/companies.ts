import { listing, partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, Listing, PartitionKey } from './key.ts';
import { organisationPartition } from './organisations.ts';

export const profileKey = (organisationId: string): ItemKey => ({ pk: organisationPartition(organisationId), sk: sort('PROFILE') });
/** What one source says: `self`, or the kind of source and the organisation that speaks. */
export const sourceKey = (organisationId: string, source: string, by: string | null): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: by === null ? sort('SOURCE', source) : sort('SOURCE', source, by),
});
/** Papers and the invoices registered from them: one Query brings both, and none of them is part of the file. */
export const PAPERS: readonly [first: string, last: string] = [`DOCUMENT${SEPARATOR}`, `DOCUMENT-INVOICE${SEPARATOR}~`];
export const documentKey = (organisationId: string, documentId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('DOCUMENT', documentId),
});
/** An invoice as one applicant registered it. */
export const registrationKey = (organisationId: string, invoiceId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('DOCUMENT-INVOICE', invoiceId),
});
/** One invoice over all applicants: what is claimed of it. */
export const invoiceKey = (invoiceId: string): ItemKey => ({ pk: partition('INVOICE', invoiceId), sk: sort('INVOICE') });
/** The invoices that were registered from one file, over all applicants. */
export const billFileKey = (sha256: string): ItemKey => ({ pk: partition('INVOICE', sha256), sk: sort('FILE') });
/** The card of a case once more with its applicant, before the papers: one Query brings the cases, the papers and the file. */
export const applicantCaseKey = (organisationId: string, caseId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('CASE', caseId),
});
/** By which event it is about (`eventKeyOf`), so that none is on file twice. */
export const eventFilingKey = (organisationId: string, event: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('EVENT', event),
});
/** Everything about an applicant that a claim is judged on: its cases, papers, invoices and filings, and the file of the organisation. */
export const APPLICANT_FILE: readonly [first: string, last: string] = [`CASE${SEPARATOR}`, `SOURCE${SEPARATOR}~`];
/** What an organisation's file knows of a snapshot of its facts: that it was taken. The content lies by itself. */
export const snapshotHeadKey = (organisationId: string, hash: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('SNAPSHOT', hash),
});
/** A snapshot by the hash of its content, which names the organisation. */
export const snapshotKey = (hash: string): ItemKey => ({ pk: partition('SNAPSHOT', hash), sk: sort('SNAPSHOT') });
/** Changes of a profile by the version they led to; the numbers sort as text. */
export const historyPartition = (organisationId: string): PartitionKey => partition('HISTORY', organisationId);
export const historyKey = (organisationId: string, version: number): ItemKey => ({
  pk: historyPartition(organisationId),
  sk: sort('VERSION', String(version).padStart(10, '0')),
});
/** Who looked at what a company granted, in the order of time. */
export const accessPartition = (organisationId: string): PartitionKey => partition('ACCESS', organisationId);
export const accessKey = (organisationId: string, at: string, entryId: string): ItemKey => ({
  pk: accessPartition(organisationId),
  sk: sort(at, entryId),
});
/** On the PROFILE row of an applicant: teasers by region. */
export const companyListing = (divisionCode: string, organisationId: string): Listing => listing('COMPANY', divisionCode, organisationId);
