import { ok, type Result, refuse } from '../../kernel/result.ts';
import { draw, heldFen, reserve, voidRest } from '../../ledger/case-money.ts';
import { type CaseMoney, identityOf, type Transfer } from '../../ledger/records.ts';
import { LEDGER_REFUSALS, type LedgerRefusal } from '../../ledger/refusals.ts';
import type { LedgerAct } from '../../ledger/transfer.ts';
import type { Edge } from '../machine.ts';
import { profileOf } from '../profiles.ts';
import type { Actor } from '../records/actor.ts';
import type { CaseRecord } from '../records.ts';
import type { CaseRefusal } from '../refusals.ts';
import type { StepContext } from '../step-context.ts';

type Moved = Result<{ readonly record: CaseRecord; readonly transfers: readonly Transfer[]; readonly run?: CaseMoney }, CaseRefusal>;
const ledgerRefusal = (code: LedgerRefusal): CaseRefusal => ({ code, faults: [{ pointer: '', code, detail: LEDGER_REFUSALS[code] }] });

/** Money as the edge and the profile have it: the amount that was computed is reserved; of a reservation, what is not paid goes back. */
export function moved(edge: Edge, record: CaseRecord, by: Actor, { now, budget, run }: StepContext): Moved {
  const act = { at: now, by: by.personId, auditOf: { kind: 'case' as const, id: record.id } };
  const takes = profileOf(record.instrument).money !== 'none';
  if (edge.money === 'reserve' && takes) return reserved(record, act, budget, run);
  if (edge.money !== 'void' || heldFen(record.money) === 0) return ok({ record, transfers: [] });
  const given = voidRest(record.money, act);
  if (!given.ok) return refuse(ledgerRefusal(given.refusal));
  const { money, transfer } = given.value;
  return ok({ record: { ...record, money }, transfers: [transfer] });
}

/** Takes what is approved out of the budget, or out of what a run has reserved for many. */
function reserved(record: CaseRecord, act: LedgerAct, budget: StepContext['budget'], run: StepContext['run']): Moved {
  if (run) {
    const drawn = draw(run.money, record.money, run.grantedFen, act);
    if (!drawn.ok) return refuse(ledgerRefusal(drawn.refusal));
    const { money, transfer, run: left } = drawn.value;
    return ok({ record: { ...record, budget: identityOf(run.budget), money }, transfers: [transfer], run: left });
  }
  if (!budget) return refuse(ledgerRefusal('budget-closed'));
  const taken = reserve(record.money, budget, record.appraisal?.computedFen ?? 0, act);
  if (!taken.ok) return refuse(ledgerRefusal(taken.refusal));
  const { money, transfer } = taken.value;
  return ok({ record: { ...record, budget: identityOf(budget), money }, transfers: [transfer] });
}
