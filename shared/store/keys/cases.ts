import type { OpinionListName } from '../../domain/cases/opinions/opinion-terms.ts';
import { listing, partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, Listing, PartitionKey } from './key.ts';

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
/** How many cases are on the waiting list of a part of the budgets of a bureau and programme, of whatever year. */
export const waitingKey = (line: string): ItemKey => ({ pk: partition('WAITING', line), sk: sort('COUNTER') });
/** How many cases of each call of a programme that shares pro rata are handed in and undecided. */
export const callsKey = (programmeId: string): ItemKey => ({ pk: partition('CALLS', programmeId), sk: sort('UNDECIDED') });
