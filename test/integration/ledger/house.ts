import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEntry, auditEntry } from '../../../shared/domain/audit/entry.ts';
import type { Result } from '../../../shared/domain/kernel/result.ts';
import { type MoneyMove, noMoney } from '../../../shared/domain/ledger/case-money.ts';
import { budgetIdOf, openBudget } from '../../../shared/domain/ledger/change-budget.ts';
import { type Budget, type BudgetIdentity, type CaseMoney, caseMoney, type Transfer } from '../../../shared/domain/ledger/records.ts';
import type { LedgerRefusal } from '../../../shared/domain/ledger/refusals.ts';
import { chainHead } from '../../../shared/domain/parties/records.ts';
import { type CommitOutcome, createCommitter, type Write } from '../../../shared/store/commit.ts';
import type { StoredAnswer } from '../../../shared/store/idempotency.ts';
import { caseKey } from '../../../shared/store/keys/cases.ts';
import { auditPartition, chainHeadKey } from '../../../shared/store/keys/journal.ts';
import { createLedgerReader, ledgerWrites } from '../../../shared/store/ledger-store.ts';
import type { TableName } from '../../../shared/store/table-names.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import { actOfTwo, must } from '../../support/books.ts';

/** A fault planted in a ledger: what it does to the writes of a command, or instead of them. */
export interface Mutant {
  readonly writesOf?: (transfers: readonly Transfer[]) => readonly Write[];
  /** Runs before the transaction; an outcome replaces it. */
  readonly before?: (transfers: readonly Transfer[], ledger: Ledger) => Promise<CommitOutcome | undefined>;
  /** What becomes of a transfer after it was decided. */
  readonly stamp?: (transfer: Transfer) => Transfer;
}

let made = 0;
/** The name of a budget nobody else uses. */
export function newIdentity(fiscalYear = 2026): BudgetIdentity {
  const parts = { fiscalYear, payerId: `bureau-${++made}`, programmeId: 'community-broadband-subsidy', communityId: null };
  return { budgetId: budgetIdOf(parts), ...parts };
}
export const newHolder = (): string => `case${++made}`;

export type Ledger = ReturnType<typeof createLedger>;

/** Commands of cases and budgets on the real store: gather, decide, commit once, and again where what was read has moved. */
export function createLedger(client: DynamoDBDocumentClient, names: Record<TableName, string>, mutant: Mutant = {}) {
  const { commit } = createCommitter(client, names);
  const reader = createLedgerReader(client, names);
  const writesOf = mutant.writesOf ?? ((transfers) => ledgerWrites(...transfers));
  const read = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: names.main, Key: key, ConsistentRead: true }))).Item;
  const query = async (pk: string) => {
    const question = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true };
    return (await client.send(new QueryCommand({ TableName: names.journal, ...question }))).Items ?? [];
  };

  const ledger = {
    client,
    names,
    reader,
    /** One transaction with these transfers in the chain of a case; busy is tried again, as a client does. */
    async write(transfers: readonly Transfer[], chain: string, more: readonly Write[] = [], answer?: StoredAnswer): Promise<CommitOutcome> {
      const instead = await mutant.before?.(transfers, ledger);
      if (instead) return instead;
      for (;;) {
        const item = await read(chainHeadKey('case', chain));
        const outcome = await commit({
          writes: [...more, ...writesOf(transfers)],
          entry: {
            aggregate: { kind: 'case', id: chain },
            action: 'case.approve',
            at: transfers[0]?.at ?? '',
            by: { personId: 'approver', role: 'finance-approver', organisationId: 'bureau' },
            changed: transfersChanged(transfers),
          },
          head: item && chainHead.parse(item),
          ...(answer && { answer }),
        });
        if (outcome.kind !== 'busy') return outcome;
      }
    },
    /** A command of one case: its row and its transfer in one transaction. */
    async command(holder: string, decide: (money: CaseMoney) => Result<MoneyMove, LedgerRefusal>): Promise<CommitOutcome> {
      for (;;) {
        const row = await read(caseKey(holder));
        const decided = decide(row ? caseMoney.parse(row.money) : noMoney(holder, holder));
        if (!decided.ok) return { kind: 'refused', code: decided.refusal, faults: [] };
        const { money, transfer } = decided.value;
        const seen = row ? Number(row.version) : 0;
        const kept: Write = { put: { ...caseKey(holder), money, version: seen + 1 }, expect: seen === 0 ? 'absent' : seen };
        const outcome = await ledger.write([mutant.stamp?.(transfer) ?? transfer], holder, [kept]);
        if (outcome.kind !== 'moved') return outcome;
      }
    },
    /** A budget of its own with an amount. */
    async open(amountFen: number, identity = newIdentity()): Promise<Budget> {
      const outcome = await ledger.write([must(openBudget(identity, amountFen, actOfTwo()))], identity.payerId);
      if (outcome.kind !== 'committed') throw new Error(`not opened: ${JSON.stringify(outcome)}`);
      return ledger.budget(identity.budgetId);
    },
    async budget(budgetId: string): Promise<Budget> {
      const found = await reader.readBudget(budgetId);
      if (!found) throw new Error(`no budget ${budgetId}`);
      return found;
    },
    async money(holder: string): Promise<CaseMoney> {
      return caseMoney.parse((await read(caseKey(holder)))?.money);
    },
    async journal(budgetId: string): Promise<readonly Transfer[]> {
      const transfers: Transfer[] = [];
      for (let after: string | undefined; ; ) {
        const page = await reader.readTransfers(budgetId, { limit: 100, after });
        transfers.push(...page.transfers);
        if (page.last === null) return transfers;
        after = page.last;
      }
    },
    /** The rows of a partition of the journal as they lie there. */
    rows: query,
    chain: async (holder: string): Promise<AuditEntry[]> =>
      (await query(auditPartition('case', holder))).map((item) => auditEntry.parse(item)),
  };
  return ledger;
}
