import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { correctRecovery, recover } from '../../../shared/domain/ledger/case-money.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import type { LedgerAct } from '../../../shared/domain/ledger/transfer.ts';
import { decideRecovery } from '../../../shared/domain/payments/recovery.ts';
import {
  RECOVERY_REFUSALS,
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryRefusal,
  type RecoveryRefusalCode,
} from '../../../shared/domain/payments/recovery-moves.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { actorInRole } from '../../../shared/http/payer.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { GatheredCase } from '../routes/gather-case.ts';
import { commitRecovery } from './commit-recovery.ts';
import { barred } from './recovery-hands.ts';

/** Refusals that are about one field of what was said. */
const FIELDS: Partial<Record<RecoveryRefusalCode, string>> = {
  'repayment-repeated': '/bankSerial',
  'repayment-out-of-order': '/on',
  'repayment-too-much': '/amountFen',
  'repayment-unknown': '/repayment',
  'repayment-corrected': '/repayment',
  'correction-proposed': '/repayment',
  'no-correction': '/repayment',
};
function onField({ code }: RecoveryRefusal): Refusal {
  const pointer = FIELDS[code];
  return pointer === undefined ? { code } : { code, faults: [{ pointer, code, detail: RECOVERY_REFUSALS[code] }] };
}

/** What the books have of it: who proposed a correction entered it, and who acts now is the second person. */
const enter = (money: CaseFile['record']['money'], effect: RecoveryEffect, act: LedgerAct): ReturnType<typeof recover> =>
  effect.kind === 'recover'
    ? recover(money, effect, act)
    : correctRecovery(money, effect, { ...act, by: effect.proposedBy.personId, confirmedBy: act.by, reason: effect.reason });

/** One event of a recovery, with what it does to the books, as one write. */
export function moveRecovery(
  request: Allowed,
  state: GatheredCase,
  event: RecoveryEvent,
  reason?: string,
): Result<Decision<Write>, Refusal> {
  const { stored } = state;
  const before = stored.file.recoveries.find(({ id }) => id === request.param('recoveryId'));
  if (!before) return refuse({ code: 'not-found' });
  const bar = barred(request, state);
  if (bar) return refuse(bar);
  const at = request.now.toISOString();
  const decided = decideRecovery(before, event, {
    by: actorInRole(request),
    at,
    today: dayInShanghai(request.now),
    // Asked above, with everything the case knows.
    tiedToApplicant: [],
  });
  if (!decided.ok) return refuse(onField(decided.refusal));
  const { recovery: after, effects } = decided.value;
  let { money } = stored.file.record;
  const transfers: Transfer[] = [];
  for (const effect of effects) {
    const booked = enter(money, effect, {
      at,
      by: request.who.personId,
      reason: reason ?? null,
      auditOf: { kind: 'case', id: before.caseId },
    });
    if (!booked.ok) return refuse({ code: booked.refusal });
    money = booked.value.money;
    transfers.push(booked.value.transfer);
  }
  const told = `recovery-${event.kind.replaceAll('_', '-')}`;
  const repayment = 'repayment' in event ? event.repayment : undefined;
  return ok(commitRecovery(request, state, { before, after, event: told, money, transfers, reason, repayment }));
}
