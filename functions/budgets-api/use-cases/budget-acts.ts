import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { BudgetChange, ChangePerson } from '../../../shared/domain/ledger/budget-change.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';

/** Who proposes a change of a budget, or decides on it. */
export const personOf = ({ who, grounds }: Allowed): ChangePerson => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  role: grounds.role,
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** More than a stand-in was given to approve. What names no amount, as closing a budget, moves all of it: that is above any. */
export const isAbove = ({ grounds }: Allowed, amountFen: number | null): boolean =>
  (amountFen ?? Number.POSITIVE_INFINITY) > (grounds.membership?.onBehalf?.uptoFen ?? Number.POSITIVE_INFINITY);

/** The fiscal year of a moment. */
export const yearOf = (now: Date): number => Number(dayInShanghai(now).slice(0, 4));

/** What the chain of the programme says of a change. */
export const auditOf = (
  { id, kind, budget, to, amountFen, corrects, status, reason }: BudgetChange,
  transfers: readonly Transfer[] = [],
) => ({
  aggregate: { kind: 'programme' as const, id: budget.programmeId },
  changed: {
    change: id,
    kind,
    budget: budget.budgetId,
    to: to?.budgetId ?? null,
    amountFen,
    ...(corrects && { corrects: corrects.id }),
    status,
    ...(transfers.length > 0 && transfersChanged(transfers)),
  },
  reason,
});
