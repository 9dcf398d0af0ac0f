import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { correctionId } from '../domain/ledger/change-budget.ts';
import { counterChanges, emptyBudget } from '../domain/ledger/counters.ts';
import { type Budget, budget, type Transfer, transfer } from '../domain/ledger/records.ts';
import { budgetsOf, transferFaults } from '../domain/ledger/transfer.ts';
import { readRows, readTables } from './batch-read.ts';
import { type CaseCards, cardsAmong } from './case-cards.ts';
import type { Write } from './commit.ts';
import { caseCardKey } from './keys/cases.ts';
import { budgetKey, budgetListing, budgetNameKey, ledgerKey, ledgerPartition, transferKey } from './keys/money.ts';
import { ownPartWrites } from './own-parts.ts';
import type { TableName } from './table-names.ts';

/**
 * The writes of one or more transfers of one command: each in the ledgers of the budgets it touches and under its business key, all of them in
 * `journal` and only if absent; and the counters of each budget, moved under the conditions of all steps. They go with the record that holds
 * the money (a case, a run) into one transaction, or nowhere.
 *
 * Refusals: `duplicate-transfer` (of a correction `already-corrected`), `budget-exhausted`, `ledger-out-of-balance`; where figures have merely changed, the command is decided anew.
 * @throws RangeError for a transfer with a fault (unbalanced, foreign currency, no second person …): none may ever be written
 */
export function ledgerWrites(...transfers: readonly Transfer[]): readonly Write[] {
  for (const one of transfers) {
    const faults = transferFaults(one);
    if (faults.length > 0) throw new RangeError(`the transfer ${one.id} is none: ${faults.join(', ')}`);
  }
  const entries = transfers.flatMap((one): Write[] => {
    const rows = [
      { ...transferKey(one.id), budgetId: one.budgetId, at: one.at },
      ...budgetsOf(one).map((id) => ({ ...ledgerKey(id, one.at, one.id), ...one })),
    ];
    return rows.map((append) => ({ append, refusal: one.kind === 'correct' ? 'already-corrected' : 'duplicate-transfer' }));
  });
  const names = transfers.flatMap(({ opens }): Write[] => {
    if (!opens) return [];
    const { budgetId, payerId } = opens;
    return [
      {
        put: { ...budgetNameKey(budgetId), ...budgetListing(payerId, budgetId), card: opens },
        expect: 'absent',
        refusal: 'duplicate-transfer',
      },
    ];
  });
  const changes = counterChanges(transfers);
  const counters = changes.map(
    ({ budgetId, add, require, opens, short }): Write => ({
      count: budgetKey(budgetId),
      add,
      require,
      ...(opens && { startsAt: { ...emptyBudget(opens) } }),
      ...(short !== 'anew' && { refusal: short }),
    }),
  );
  // What was entered already is told as entered, not as more than there is.
  return [...entries, ...names, ...counters, ...ownPartWrites(changes)];
}

/** Where the transfer of a business key stands. */
const place = z.object({ budgetId: z.string(), at: z.string() });

export interface TransferQuestion {
  readonly limit: number;
  /** Only those of this instant and later. */
  readonly from?: string | undefined;
  readonly newestFirst?: boolean;
  /** The place of the last one shown before. */
  readonly after?: string | undefined;
}
export interface TransferPage {
  readonly transfers: readonly Transfer[];
  /** The place of the last one, where more follow. */
  readonly last: string | null;
}

export interface LedgerReader {
  /** The counters of a budget. One consistent GetItem. */
  readBudget(budgetId: string): Promise<Budget | undefined>;
  /** Those of several, in the order asked for; what is not there is left out. One consistent BatchGetItem. */
  readBudgets(budgetIds: readonly string[]): Promise<readonly Budget[]>;
  /** Transfers of a budget in the order of their time, page by page. One consistent Query. */
  readTransfers(budgetId: string, question: TransferQuestion): Promise<TransferPage>;
  /** One entry of a budget by where it stands, and whether it was corrected. One consistent BatchGetItem. */
  readEntry(budgetId: string, at: string, id: string): Promise<{ readonly entry: Transfer | undefined; readonly isCorrected: boolean }>;
  /**
   * The cards of cases, and when each of some business keys was entered; what is not there is left out. One consistent BatchGetItem over both
   * tables for each 100 of them together, or none for nothing.
   */
  readAbout(
    caseIds: readonly string[],
    ids: readonly string[],
  ): Promise<{ readonly cards: CaseCards; readonly entered: ReadonlyMap<string, string> }>;
  /** The transfers of some business keys, in that order; what is not there is left out. Two consistent BatchGetItems. */
  readTransfersById(ids: readonly string[]): Promise<readonly Transfer[]>;
  /** The transfer of a business key: what an unknown outcome is read back by. The same. */
  readTransfer(id: string): Promise<Transfer | undefined>;
}

export function createLedgerReader(client: DynamoDBDocumentClient, { main, journal }: Record<TableName, string>): LedgerReader {
  const readTransfersById = async (ids: readonly string[]) => {
    const rows = await readRows(client, journal, ids.map(transferKey));
    const places = new Map(rows.map((row) => [row.pk, place.parse(row)]));
    const keys = ids.flatMap((id) => {
      const found = places.get(transferKey(id).pk);
      return found ? [ledgerKey(found.budgetId, found.at, id)] : [];
    });
    const found = (await readRows(client, journal, keys)).map((row) => transfer.parse(row));
    return ids.flatMap((id) => found.filter((one) => one.id === id));
  };

  return {
    async readBudget(budgetId) {
      const { Item } = await client.send(new GetCommand({ TableName: main, Key: budgetKey(budgetId), ConsistentRead: true }));
      return Item && budget.parse(Item);
    },
    async readBudgets(budgetIds) {
      const found = (await readRows(client, main, budgetIds.map(budgetKey))).map((row) => budget.parse(row));
      return budgetIds.flatMap((id) => found.filter(({ budgetId }) => budgetId === id));
    },
    async readTransfers(budgetId, { limit, from, newestFirst = false, after }) {
      const pk = ledgerPartition(budgetId);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: journal,
          KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND sk >= :from',
          ExpressionAttributeValues: { ':pk': pk, ...(from !== undefined && { ':from': from }) },
          ScanIndexForward: !newestFirst,
          ConsistentRead: true,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      return { transfers: Items.map((item) => transfer.parse(item)), last: LastEvaluatedKey ? String(LastEvaluatedKey.sk) : null };
    },
    async readEntry(budgetId, at, id) {
      const key = ledgerKey(budgetId, at, id);
      const rows = await readRows(client, journal, [key, transferKey(correctionId(id))]);
      const found = rows.find(({ pk }) => pk === key.pk);
      return { entry: found && transfer.parse(found), isCorrected: rows.some(({ pk }) => pk !== key.pk) };
    },
    async readAbout(caseIds, ids) {
      const rowsOf = await readTables(client, { [main]: caseIds.map(caseCardKey), [journal]: ids.map(transferKey) });
      const instants = new Map(rowsOf(journal).map((row) => [row.pk, place.parse(row).at]));
      const entered = ids.flatMap((id): [string, string][] => {
        const at = instants.get(transferKey(id).pk);
        return at === undefined ? [] : [[id, at]];
      });
      return { cards: cardsAmong(rowsOf(main)), entered: new Map(entered) };
    },
    readTransfersById,
    async readTransfer(id) {
      return (await readTransfersById([id]))[0];
    },
  };
}
