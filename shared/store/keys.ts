import type * as z from 'zod/mini';
import type { AggregateKind } from '../domain/audit/entry.ts';
import type { OpinionListName } from '../domain/cases/opinions/opinion-terms.ts';
import { bookingNumber } from '../domain/payments/bookings.ts';
import { LISTING, PARTITION_KEY, SORT_KEY } from './table-names.ts';

/** A key built here and nowhere else, so that no caller can write a key of its own making. */
export type PartitionKey = string & z.$brand<'PartitionKey'>;
export type SortKey = string & z.$brand<'SortKey'>;
export interface ItemKey {
  readonly [PARTITION_KEY]: PartitionKey;
  readonly [SORT_KEY]: SortKey;
}

/** A key as one word, to find its row among others by. */
export const rowName = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string => `${pk}\n${sk}`;

const SEPARATOR = '#';
const PART_DIGITS = 3;
/** As many parts as their numbers have room for. */
export const MAX_PARTS = 10 ** PART_DIGITS;

/** A word inside a key. A separator in it would let one record pass for another. */
const word = (text: string): string => {
  if (text === '' || text.includes(SEPARATOR)) throw new RangeError(`not a word a key can be built from: ${JSON.stringify(text)}`);
  return text;
};
const partition = (...words: string[]) => words.map(word).join(SEPARATOR) as PartitionKey;
const sort = (...words: string[]) => words.map(word).join(SEPARATOR) as SortKey;

/** All stored versions of one programme. */
export const programmePartition = (programmeId: string): PartitionKey => partition('PROGRAMME', programmeId);
/** What the sort keys of programme versions begin with. */
export const VERSION_PREFIX = `VERSION${SEPARATOR}`;
/** One version of one programme: the version it calls itself, and the first 8 digits of the hash of its content. */
export const programmeVersionKey = (programmeId: string, version: string, hash: string): ItemKey => ({
  pk: programmePartition(programmeId),
  sk: sort('VERSION', version, hash.slice(0, 8)),
});

/** All parts of one compiled catalogue. */
export const cataloguePartition = (hash: string): PartitionKey => partition('CATALOGUE', hash);
/** One part of a compiled catalogue, counted from 0; the numbers sort as text. */
export const cataloguePartKey = (hash: string, part: number): ItemKey => {
  if (!Number.isInteger(part) || part < 0 || part >= MAX_PARTS) throw new RangeError(`no such part: ${part}`);
  return { pk: cataloguePartition(hash), sk: sort('PART', String(part).padStart(PART_DIGITS, '0')) };
};

/** The one item that says which catalogue is in force. */
export const CATALOGUE_POINTER_KEY: ItemKey = { pk: partition('CATALOGUE'), sk: sort('POINTER') };

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
/** A booking of a bureau's bank, of money that went out or came in: it counts once, whichever case it is entered for. */
export const bookingKey = (bureauId: string, bankSerial: string): ItemKey => ({
  pk: organisationPartition(bureauId),
  sk: sort('BOOKING', bookingNumber(bankSerial).replaceAll(SEPARATOR, '＃')),
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
/** A case with all that stands beside it: one Query of the partition. */
export const casePartition = (caseId: string): PartitionKey => partition('CASE', caseId);
export const caseKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('CASE') });
/** One of the things beside a case: a correction, an opinion, an objection, an appeal, a payment. */
export const besideCaseKey = (caseId: string, kind: string, id: string): ItemKey => ({ pk: casePartition(caseId), sk: sort(kind, id) });
/** Which case applies for the same again. */
export const reappliedKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('AGAIN') });
/** What lists show of a case, and the one instant at which a worker looks at it again. */
export const caseCardKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('CARD') });
export const caseTimerKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('TIMER') });
/** What a case is judged by and on. */
export const casePinsKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('PINS') });
/** What the public is shown of a case on notice; the case itself is not read for it. */
export const caseNoticeKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('NOTICE') });
/** That a body is asked to confirm. */
export const caseConfirmationKey = (caseId: string): ItemKey => ({ pk: casePartition(caseId), sk: sort('ASKED') });
/**
 * What was told about a case by people nobody asked who they are, apart from the case: however many there are, the case is read as fast. And
 * how many came on one day.
 */
export const tipKey = (caseId: string, tipId: string): ItemKey => ({ pk: partition('TIPS', caseId), sk: sort('TIP', tipId) });
export const tipDayKey = (caseId: string, day: string): ItemKey => ({ pk: partition('TIPS', caseId), sk: sort('DAY', day) });
/** Tips by how far they have been looked at, by place and then by time. */
export const tipListing = (seen: 'waiting' | 'done', divisionCode: string, leftAt: string, caseId: string, tipId: string): Listing => ({
  listPk: partition('TIP', seen),
  listSk: sort(divisionCode, leftAt, caseId, tipId),
});
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
/** What only one claim may hold, or several up to a sum. Its word comes from claims, and may have the separator in it. */
export const holdKey = (key: string): ItemKey => ({ pk: partition('HOLD', key.replaceAll(SEPARATOR, '＃')), sk: sort('HOLD') });
/** What a case tells the rest of the house, one row per step. */
export const outboxKey = (caseId: string, version: number): ItemKey => ({
  pk: partition('OUTBOX', caseId),
  sk: sort('VERSION', String(version).padStart(10, '0')),
});
/** The same told once more by a person, after the cause of a failure is gone. */
export const outboxAgainKey = (caseId: string, version: number, at: string): ItemKey => ({
  pk: partition('OUTBOX', caseId),
  sk: sort('AGAIN', String(version).padStart(10, '0'), at),
});
/** An approval of many. */
export const approvalRunKey = (runId: string): ItemKey => ({ pk: partition('RUN', runId), sk: sort('RUN') });
/** Whom those of one bureau and programme that are open have money for. */
export const openRunsKey = (payerId: string, programmeId: string): ItemKey => ({
  pk: partition('OPEN-RUNS', payerId, programmeId),
  sk: sort('OPEN-RUNS'),
});
/** In the list of its bureau by time; those that are open stand apart from those that were closed. */
export const approvalRunListing = (payerId: string, standing: 'open' | 'closed', at: string, runId: string): Listing =>
  listing('RUN', payerId, standing, at, runId);
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

/** The State Council's lists of days off, one row a year. */
export const CALENDAR_PARTITION: PartitionKey = partition('CALENDAR');
export const holidayListKey = (year: number): ItemKey => ({ pk: CALENDAR_PARTITION, sk: sort('YEAR', String(year)) });

/** One community (众创社区). */
export const communityKey = (id: string): ItemKey => ({ pk: partition('COMMUNITY', id), sk: sort('COMMUNITY') });

/** Where a row stands in the index `listing`; a row without these attributes is in no list. */
export interface Listing {
  readonly [LISTING.partitionKey]: PartitionKey;
  readonly [LISTING.sortKey]: SortKey;
}
const listing = (list: string, ...words: string[]): Listing => ({ listPk: partition(list), listSk: sort(...words) });
/** On the PROFILE row of an applicant: teasers by region. */
export const companyListing = (divisionCode: string, organisationId: string): Listing => listing('COMPANY', divisionCode, organisationId);
/** On the ORG row of what the platform admitted. */
export const institutionListing = (kind: string, organisationId: string): Listing => listing('INSTITUTION', kind, organisationId);
/** On the ORG row of what anyone may found. */
export const applicantListing = (kind: string, organisationId: string): Listing => listing('APPLICANT', kind, organisationId);
/** Cases that wait for one kind of desk, by place and then by due date. */
export const queueListing = (queue: string, divisionCode: string, dueOn: string, caseId: string): Listing => ({
  listPk: partition('QUEUE', queue),
  listSk: sort(divisionCode, dueOn, caseId),
});
/** Cases a body is asked to confirm. */
export const confirmationListing = (bodyId: string, since: string, caseId: string): Listing => ({
  listPk: partition('CONFIRM', bodyId),
  listSk: sort(since, caseId),
});
/** Each digit's rest to nine: what is later sorts earlier. */
const latestFirst = (day: string): string => day.replaceAll(/\d/g, (digit) => String(9 - Number(digit)));
/** Public notices by place, in the order of the divisions; of each place the one that ends last comes first. */
export const noticeListing = (divisionCode: string, until: string, caseId: string): Listing => ({
  listPk: partition('NOTICE'),
  listSk: sort(divisionCode, latestFirst(until), caseId),
});
/** Opinions a person is asked for, or gave, by the day they are due or the moment they were given. */
export const opinionListing = (personId: string, list: OpinionListName, at: string, caseId: string, opinionId: string): Listing => ({
  listPk: partition('OPINION', personId, list),
  listSk: sort(at, caseId, opinionId),
});
/** Specialists by the region of the office they belong to. */
export const expertListing = (divisionCode: string, organisationId: string, personId: string): Listing =>
  listing('EXPERT', divisionCode, organisationId, personId);
/** What is due, by day. */
export const timerListing = (due: string, caseId: string): Listing => ({ listPk: partition('TIMER'), listSk: sort(due, caseId) });
/** What waits for the list of days off of a year, behind all days, and within the year by the day on which something is due all the same. */
export const awaitingListing = (year: number | string, due: string, caseId: string): Listing => ({
  listPk: partition('TIMER'),
  listSk: sort(`list-${year}`, due, caseId),
});
/** Payments and recoveries a worker has to look at, by day. */
export const moneyListing = (due: string, caseId: string, kind: string, id: string): Listing => ({
  listPk: partition('MONEY'),
  listSk: sort(due, caseId, kind, id),
});
export const communityListing = (divisionCode: string, communityId: string): Listing => listing('COMMUNITY', divisionCode, communityId);

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

/** The counters of a budget. */
export const budgetKey = (budgetId: string): ItemKey => ({ pk: partition('BUDGET', budgetId), sk: sort('COUNTER') });
/** Which communities have an open part of their own beside a general budget. */
export const ownPartsKey = (generalId: string): ItemKey => ({ pk: partition('BUDGET', generalId), sk: sort('PARTS') });
/** How many cases are on the waiting list of a part of the budgets of a bureau and programme, of whatever year. */
export const waitingKey = (line: string): ItemKey => ({ pk: partition('WAITING', line), sk: sort('COUNTER') });
/** How many cases of each call of a programme that shares pro rata are handed in and undecided. */
export const callsKey = (programmeId: string): ItemKey => ({ pk: partition('CALLS', programmeId), sk: sort('UNDECIDED') });
/** What a budget is, for the list of budgets: its counters are not in any list, since every payment moves them. */
export const budgetNameKey = (budgetId: string): ItemKey => ({ pk: partition('BUDGET', budgetId), sk: sort('BUDGET') });
export const budgetListing = (payerId: string, budgetId: string): Listing => listing('BUDGET', payerId, budgetId);
/** What one person proposed to do with a budget, until a second confirms it; in a list only as long as it waits. */
export const budgetChangeKey = (budgetId: string, changeId: string): ItemKey => ({
  pk: partition('BUDGET', budgetId),
  sk: sort('CHANGE', changeId),
});
export const budgetChangeListing = (payerId: string, at: string, changeId: string): Listing =>
  listing('BUDGET-CHANGE', payerId, at, changeId);
/** A batch of payments, in the list of its bureau by time. */
export const batchKey = (batchId: string): ItemKey => ({ pk: partition('BATCH', batchId), sk: sort('BATCH') });
export const batchListing = (payerId: string, at: string, batchId: string): Listing => listing('BATCH', payerId, at, batchId);
/** The transfers of a budget in the table `journal`, in the order of time. */
export const ledgerPartition = (budgetId: string): PartitionKey => partition('LEDGER', budgetId);
export const ledgerKey = (budgetId: string, at: string, transferId: string): ItemKey => ({
  pk: ledgerPartition(budgetId),
  sk: sort(at, transferId),
});
/** Holds the business key of a transfer for ever, in the table `journal`, and says where the transfer stands. */
export const transferKey = (transferId: string): ItemKey => ({ pk: partition('TRANSFER', transferId), sk: sort('KEY') });

/** A chain of audit entries in the table `journal`; the numbers sort as text. */
export const auditPartition = (kind: string, id: string): PartitionKey => partition('AUDIT', kind, id);
export const auditKey = (kind: string, id: string, seq: number): ItemKey => ({
  pk: auditPartition(kind, id),
  sk: sort('ENTRY', String(seq).padStart(12, '0')),
});

const HEAD_PARTITION: Readonly<Record<AggregateKind, (id: string) => PartitionKey>> = {
  organisation: organisationPartition,
  person: personPartition,
  case: casePartition,
  programme: programmePartition,
};
/** The head of an aggregate's chain of audit entries, which lies with its records. */
export const chainHeadKey = (kind: AggregateKind, id: string): ItemKey => ({ pk: HEAD_PARTITION[kind](id), sk: sort('HEAD') });

/** All seals of the journal, and what the checks of it found; in the table `journal`. */
export const SEALS: PartitionKey = partition('SEAL');
/** What the sort keys of seals begin with. */
export const SEAL_PREFIX = `FROM${SEPARATOR}`;
/** A seal by the minute it begins with, at which the one before ends: two of them can never follow the same one. They sort by time. */
export const sealKey = (from: string): ItemKey => ({ pk: SEALS, sk: sort('FROM', from) });
/** What the sort keys of checks begin with. */
export const CHECK_PREFIX = `CHECK${SEPARATOR}`;
/** What was found when journal and copies were compared, by the moment of the comparison. */
export const checkKey = (at: string): ItemKey => ({ pk: SEALS, sk: sort('CHECK', at) });

/** The one item that says what a database on one machine was first opened with. */
export const SEED_KEY: ItemKey = { pk: partition('SEED'), sk: sort('SEED') };

/** How far a worker has come in one of its lists. */
export const roundKey = (work: string, name: string): ItemKey => ({ pk: partition('ROUND', work), sk: sort('LIST', name) });
