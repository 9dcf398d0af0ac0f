import { listing, partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, Listing, PartitionKey } from './key.ts';

/** Everything about one organisation. One Query from `GRANT#…` to `SOURCE#…` brings all of it but papers, history and logs. */
export const organisationPartition = (id: string): PartitionKey => partition('ORG', id);
/** First and last sort key of what belongs to the file of an organisation. */
export const ORGANISATION_FILE: readonly [first: string, last: string] = [`GRANT${SEPARATOR}`, `SOURCE${SEPARATOR}~`];
export const organisationKey = (id: string): ItemKey => ({ pk: organisationPartition(id), sk: sort('ORG') });
export const headKey = (organisationId: string): ItemKey => ({ pk: organisationPartition(organisationId), sk: sort('HEAD') });
export const memberKey = (organisationId: string, personId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('MEMBER', personId),
});
export const invitationKey = (organisationId: string, invitationId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('INVITATION', invitationId),
});
/** A delegation, under the word that lies within the file of an organisation (`DELEGATION` would not). */
export const delegationKey = (organisationId: string, delegationId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('MANDATE', delegationId),
});
/** Finds an invitation by the hash of the secret in its link. */
export const invitationTokenKey = (tokenHash: string): ItemKey => ({ pk: partition('INVITATION', tokenHash), sk: sort('INVITATION') });
export const grantKey = (organisationId: string, grantId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('GRANT', grantId),
});
export const residenceKey = (organisationId: string, residenceId: string): ItemKey => ({
  pk: organisationPartition(organisationId),
  sk: sort('RESIDENCE', residenceId),
});
/** The grants an institution received, in the order in which they were given: the other half of the company's own row. */
export const receivedPartition = (institutionId: string): PartitionKey => partition('RECEIVED', institutionId);
export const receivedKey = (institutionId: string, from: string, grantId: string): ItemKey => ({
  pk: receivedPartition(institutionId),
  sk: sort(from, grantId),
});
/** The companies that sit with a carrier or operator, or say so: the other half of the company's own row. */
export const residentsPartition = (bodyId: string): PartitionKey => partition('RESIDENTS', bodyId);
export const residentKey = (bodyId: string, companyId: string, residenceId: string): ItemKey => ({
  pk: residentsPartition(bodyId),
  sk: sort(companyId, residenceId),
});
/** Holds a credit code for one organisation of a kind: one legal person may be a company, keep an incubator and train. */
export const creditCodeKey = (uscc: string, kind: string): ItemKey => ({ pk: partition('USCC', uscc), sk: sort('KIND', kind) });
/** Holds the one place of a natural person as an applicant in their own name; by the SHA-256 of the person key. */
export const individualKey = (personKeyHash: string): ItemKey => ({ pk: partition('INDIVIDUAL', personKeyHash), sk: sort('INDIVIDUAL') });
/** Where a natural person has a place, under whatever account; by the SHA-256 of the person key. */
export const handKey = (personKeyHash: string): ItemKey => ({ pk: partition('HAND', personKeyHash), sk: sort('HAND') });
/** On the ORG row of what the platform admitted. */
export const institutionListing = (kind: string, organisationId: string): Listing => listing('INSTITUTION', kind, organisationId);
/** On the ORG row of what anyone may found. */
export const applicantListing = (kind: string, organisationId: string): Listing => listing('APPLICANT', kind, organisationId);
/** Specialists by the region of the office they belong to. */
export const expertListing = (divisionCode: string, organisationId: string, personId: string): Listing =>
  listing('EXPERT', divisionCode, organisationId, personId);
