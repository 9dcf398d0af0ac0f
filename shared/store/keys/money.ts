import { bookingNumber } from '../../domain/payments/bookings.ts';
import { listing, partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, Listing, PartitionKey } from './key.ts';
import { organisationPartition } from './organisations.ts';

/** A booking of a bureau's bank, of money that went out or came in: it counts once, whichever case it is entered for. */
export const bookingKey = (bureauId: string, bankSerial: string): ItemKey => ({
  pk: organisationPartition(bureauId),
  sk: sort('BOOKING', bookingNumber(bankSerial).replaceAll(SEPARATOR, '＃')),
});
/** The counters of a budget. */
export const budgetKey = (budgetId: string): ItemKey => ({ pk: partition('BUDGET', budgetId), sk: sort('COUNTER') });
/** Which communities have an open part of their own beside a general budget. */
export const ownPartsKey = (generalId: string): ItemKey => ({ pk: partition('BUDGET', generalId), sk: sort('PARTS') });
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
