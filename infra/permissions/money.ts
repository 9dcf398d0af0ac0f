import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Surroundings } from '../functions/function-spec.ts';
import { allow, onListing } from './statement.ts';

/** Moves what is left of budgets, under a condition on it, and reads none. */
export const moveBudgets = (main: Table) => allow('MoveBudgets', ['UpdateItem'], main, 'BUDGET#*');

/** Reads many payments with their cases, and the head of the chain of the bureau that pays, all at once. */
export const readPayments = (main: Table) => allow('ReadPayments', ['BatchGetItem'], main, 'CASE#*', 'ORG#*', 'HAND#*');

/** Takes a booking of the bank for one repayment, and frees it again, where nobody else has it meanwhile. */
export const keepBookings = (main: Table) => allow('KeepBookings', ['UpdateItem'], main, 'ORG#*');

/** Reads counters and proposals of budgets, the community and the bureau of one, the head of its programme's chain, and the cases that wait for it. */
export const readBudgetRows = (main: Table) =>
  allow('ReadBudgetRows', ['BatchGetItem'], main, 'BUDGET#*', 'PROGRAMME#*', 'COMMUNITY#*', 'ORG#*', 'CASE#*');

/** Batches of payments, each on the condition of its version. */
export const keepBatches = (main: Table) => allow('KeepBatches', ['GetItem', 'PutItem'], main, 'BATCH#*');

/** Adds what a budget is and what is proposed to do with it, and moves the head of its programme's chain. Counters it only moves. */
export const proposeBudgets = (main: Table) => allow('ProposeBudgets', ['PutItem'], main, 'BUDGET#*', 'PROGRAMME#*');

/** Reads what waits to be paid, and the batches of a bureau. */
export const readPaymentLists = (main: Table) => onListing('ReadPaymentLists', main, 'QUEUE#payment', 'BATCH');

/** Reads what waits for money, and what is proposed for the budgets of a bureau. */
export const readBudgetLists = (main: Table) => onListing('ReadBudgetLists', main, 'QUEUE#decision', 'BUDGET-CHANGE');

/**
 * Reads the books: counters, what budgets there are, every transfer, and the cards of the cases they are for. None of it can be changed by
 * whoever has no more than this.
 */
export const readBooks = ({ main, journal }: Pick<Surroundings, 'main' | 'journal'>): PolicyStatement[] => [
  allow('ReadCounters', ['GetItem', 'BatchGetItem'], main, 'BUDGET#*'),
  allow('ReadCards', ['BatchGetItem'], main, 'CASE#*'),
  onListing('ReadBudgets', main, 'BUDGET'),
  readLedgers(journal),
  // When what a line compensates, and what compensates it, was entered.
  allow('ReadKeys', ['BatchGetItem'], journal, 'TRANSFER#*'),
];

/** Reads the transfers of budgets. */
export const readLedgers = (journal: Table) => allow('ReadLedgers', ['Query'], journal, 'LEDGER#*');

/** An entry by where it stands, and whether it was corrected. */
export const readEntries = (journal: Table) => allow('ReadEntries', ['BatchGetItem'], journal, 'LEDGER#*', 'TRANSFER#*');

/** Adds transfers under their business keys. Nobody has a statement that updates or deletes in the journal. */
export const enterTransfers = (journal: Table) => allow('EnterTransfers', ['PutItem'], journal, 'LEDGER#*', 'TRANSFER#*');

/** Reads which payments and recoveries are due. */
export const readMoneyList = (main: Table) => onListing('ReadMoneyList', main, 'MONEY');

/** Reads transfers by their business keys. */
export const readTransfers = (journal: Table) => allow('ReadTransfers', ['BatchGetItem'], journal, 'LEDGER#*', 'TRANSFER#*');
