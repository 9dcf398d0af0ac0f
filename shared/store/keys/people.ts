import { partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, PartitionKey } from './key.ts';

/** A person's record, memberships (seen from the person) and sessions. */
export const personPartition = (personId: string): PartitionKey => partition('PERSON', personId);
/** First and last sort key of what tells who a person is and what that person may do. */
export const PERSON_FILE: readonly [first: string, last: string] = [`MEMBER${SEPARATOR}`, 'PERSON'];
export const personKey = (personId: string): ItemKey => ({ pk: personPartition(personId), sk: sort('PERSON') });
export const membershipKey = (personId: string, organisationId: string): ItemKey => ({
  pk: personPartition(personId),
  sk: sort('MEMBER', organisationId),
});
/** A session by the SHA-256 of its cookie. */
export const sessionKey = (tokenHash: string): ItemKey => ({ pk: partition('SESSION', tokenHash), sk: sort('SESSION') });
/** What the sort keys of a person's own list of sessions begin with. */
export const SESSION_PREFIX = `SESSION${SEPARATOR}`;
export const personSessionKey = (personId: string, sessionId: string): ItemKey => ({
  pk: personPartition(personId),
  sk: sort('SESSION', sessionId),
});
/** A sign-in under way, by the SHA-256 of the state that travels through the issuer. */
export const signInKey = (stateHash: string): ItemKey => ({ pk: partition('SIGN-IN', stateHash), sk: sort('SIGN-IN') });
/** The stored answer of one command of one person. */
export const idempotencyKey = (personId: string, keyHash: string): ItemKey => ({
  pk: partition('IDEMPOTENCY', personId),
  sk: sort('KEY', keyHash),
});
/** Refusals of one person within one minute. */
export const refusalsKey = (personId: string, minute: string): ItemKey => ({
  pk: partition('REFUSALS', personId),
  sk: sort('MINUTE', minute),
});
