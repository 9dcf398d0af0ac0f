import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import type { BudgetChange } from '../../../shared/domain/ledger/budget-change.ts';
import { TRANSFER_KINDS } from '../../../shared/domain/ledger/kinds.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import { keysOf } from '../../../shared/domain/parties/hands.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';

/** The entry a change compensates, in words. */
function showEntry({ id, kind, at, reason }: Transfer): NonNullable<ChangeView['corrects']> {
  const { zh, en } = TRANSFER_KINDS[kind];
  return { transferId: id, label: { zh, en }, at, reason };
}

/** A change of a budget as every answer has it. */
export const showChange = (change: BudgetChange, { personKey }: Principal): ChangeView => {
  const { id, kind, budget, to, amountFen, corrects, reason, status, proposedBy, proposedAt, decidedBy, decidedAt } = change;
  const { budgetId, programmeId, fiscalYear, communityId } = budget;
  return {
    id,
    kind,
    budgetId,
    programmeId,
    fiscalYear,
    communityId,
    toBudgetId: to?.budgetId ?? null,
    amountFen,
    corrects: corrects ? showEntry(corrects) : null,
    reason,
    status,
    proposedBy: { personId: proposedBy.personId, name: proposedBy.name, at: proposedAt },
    decidedBy: decidedBy && { personId: decidedBy.personId, name: decidedBy.name, at: decidedAt ?? '' },
    mine: keysOf(proposedBy).includes(personKey),
  };
};
