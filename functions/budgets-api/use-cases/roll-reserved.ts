import type { AuditDraft } from '../../../shared/domain/audit/entry.ts';
import { PAYABLE } from '../../../shared/domain/cases/money/pay-case.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { actOf, type BudgetChange, type ChangePerson } from '../../../shared/domain/ledger/budget-change.ts';
import { rollHeld } from '../../../shared/domain/ledger/case-money.ts';
import type { Budget, Transfer } from '../../../shared/domain/ledger/records.ts';
import { explain } from '../../../shared/domain/ledger/statement.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { LedgerReader } from '../../../shared/store/ledger-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';

export interface RollPorts {
  readonly cases: CaseReader;
  readonly commands: Committer;
  readonly ledger: Pick<LedgerReader, 'readTransfers'>;
}
export interface RollRun {
  readonly change: BudgetChange;
  readonly from: Budget;
  readonly to: Budget;
  readonly by: ChangePerson;
  /** The same as the chains of the cases name them. */
  readonly author: AuditDraft['by'];
  readonly now: Date;
}
export interface RolledCase {
  readonly caseId: string;
  readonly amountFen: number;
  readonly refusedBy: string | null;
}

const PIECES = 1_000;
const MOST_ROUNDS = 6;

/** Answered as what passes: whoever confirms again goes on with the run. */
class Contended extends Error {
  override readonly name = 'ServiceUnavailable';
}

/** The case with what it holds of one budget held of a later one, and its payment drawn on that. @returns undefined: it holds nothing of it */
function rolled(
  file: CaseFile,
  { change, from, to, by, now }: RollRun,
): Result<{ file: CaseFile; transfer: Transfer }, string> | undefined {
  const { record } = file;
  if ((record.money.held[from.budgetId] ?? 0) === 0) return undefined;
  // What the bank has been told stays as it was told; it rolls once its outcome is known.
  if (file.payments.some(({ batchId }) => batchId !== null)) return refuse('already-in-a-batch');
  const act = { ...actOf(change, by.personId, now.toISOString()), auditOf: { kind: 'case' as const, id: record.id } };
  const done = rollHeld(record.money, from, to, act);
  if (!done.ok) return refuse(done.refusal);
  const { budgetId, fiscalYear, programmeId, payerId, communityId } = to;
  const drawn = file.payments.map((payment) =>
    PAYABLE.includes(record.state) && payment.state !== 'paid' && payment.state !== 'cancelled' && payment.budgetId === from.budgetId
      ? { ...payment, budgetId, fiscalYear, version: payment.version + 1 }
      : payment,
  );
  const budget = { budgetId, programmeId, fiscalYear, payerId, communityId };
  const next = { ...record, money: done.value.money, budget, version: record.version + 1 };
  return ok({ file: { ...file, record: next, payments: drawn }, transfer: done.value.transfer });
}

async function rollCase({ cases, commands }: RollPorts, run: RollRun, caseId: string): Promise<RolledCase> {
  const at = run.now.toISOString();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    if (!stored) throw new Error(`the journal names a case that is not there: ${caseId}`);
    const amountFen = stored.file.record.money.held[run.from.budgetId] ?? 0;
    const done = rolled(stored.file, run);
    if (!done) return { caseId, amountFen, refusedBy: null };
    if (!done.ok) return { caseId, amountFen, refusedBy: done.refusal };
    const taken = { file: done.value.file, event: 'reservation-rolled', transfers: [done.value.transfer] };
    const outcome = await commands.commit({
      writes: stepWrites(stored.file, taken, at),
      entry: {
        ...stepAudit(stored.file, taken),
        action: 'budget.confirm',
        at,
        by: run.author,
        reason: run.change.reason,
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return { caseId, amountFen, refusedBy: null };
    if (outcome.kind === 'refused') return { caseId, amountFen, refusedBy: outcome.code };
  }
  throw new Contended(`case ${caseId} was moved by others more often than it was tried`);
}

/**
 * Rolls what cases hold of a budget into that of a later year, case by case: each one Query and one transaction, and once; whoever confirms
 * again goes on where it stopped. A case whose payment is with the bank stays, and is named.
 */
export async function rollReserved(ports: RollPorts, run: RollRun): Promise<readonly RolledCase[]> {
  const { budgetId } = run.from;
  const all: Transfer[] = [];
  let after: string | undefined;
  do {
    const page = await ports.ledger.readTransfers(budgetId, { limit: PIECES, after });
    all.push(...page.transfers);
    after = page.last ?? undefined;
  } while (after !== undefined);
  const done: RolledCase[] = [];
  for (const { caseId, amountFen } of explain({ budgetId, account: 'reserved' }, all).groups)
    if (caseId !== null && amountFen > 0) done.push(await rollCase(ports, run, caseId));
  return done;
}
