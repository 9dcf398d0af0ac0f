import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keysOf, sameHand } from '../parties/hands.ts';
import { afterCorrection, type CorrectionEvent, correctionFault, countedOf } from './correct-repayment.ts';
import { owedOn } from './owed.ts';
import type { Recovery, Signer } from './records.ts';
import {
  RECOVERY_MOVES,
  type RecoveryContext,
  type RecoveryDecision,
  type RecoveryEvent,
  type RecoveryRefusal,
  type RecoveryRefusalCode,
} from './recovery-moves.ts';
import { bookedOf, type RepayEvent, repay, repaymentFault } from './repay.ts';

/**
 * Gives notice that money must come back: what was paid, less what came back already.
 * @param paidFen what the payment brought the applicant; `recoveredFen`: principal of earlier recoveries of it
 */
export function openRecovery(
  about: Pick<Recovery, 'caseId' | 'id' | 'paymentId' | 'ofAttempt' | 'ground' | 'terms' | 'paidOn' | 'noticedOn' | 'noticedBy'>,
  { paidFen, recoveredFen }: { readonly paidFen: number; readonly recoveredFen: number },
): Result<Recovery, RecoveryRefusal> {
  const principalFen = paidFen - recoveredFen;
  if (principalFen <= 0) return refuse({ code: 'nothing-to-recover' });
  return ok({ ...about, principalFen, state: 'noticed', repayments: [], disputeReason: null, writeOff: null, version: 1 });
}

/** @throws RangeError where a worker would sign: the table lets none */
function signerOf({ by, at }: RecoveryContext): Signer {
  if (by.kind !== 'person') throw new RangeError('a worker signs nothing');
  return { personId: by.personId, personKey: by.personKey, at, ...(by.onBehalf && { onBehalf: by.onBehalf }) };
}

/** Who may not, though the role may. A stand-in and whom they stand in for are one person here, and give up no more than was given to them. */
function personFault(
  recovery: Recovery,
  { kind }: RecoveryEvent,
  { by, today, tiedToApplicant }: RecoveryContext,
): RecoveryRefusalCode | undefined {
  if (by.kind !== 'person') return undefined;
  const { noticedBy, writeOff } = recovery;
  const applicantActs = kind === 'agree' || kind === 'dispute';
  if (!applicantActs && keysOf(by).some((key) => tiedToApplicant.includes(key))) return 'tied-to-applicant';
  if (kind === 'dismiss_dispute' && sameHand(noticedBy, by)) return 'same-person-twice';
  if (kind !== 'confirm_write_off') return undefined;
  if (writeOff === null || writeOff.confirmedBy !== null) return 'no-write-off';
  if (sameHand(writeOff.proposedBy, by)) return 'same-person-twice';
  return owedOn(recovery, today).totalFen > (by.onBehalf?.uptoFen ?? Number.POSITIVE_INFINITY) ? 'above-authority' : undefined;
}

function correct(recovery: Recovery, event: CorrectionEvent, context: RecoveryContext): RecoveryDecision {
  const one = recovery.repayments[event.repayment - 1];
  const after = afterCorrection(recovery, event, signerOf(context), context.today);
  if (event.kind !== 'confirm_correction' || recovery.ofAttempt || !one?.correction) return { recovery: after, effects: [] };
  const { reason, proposedBy } = one.correction;
  return { recovery: after, effects: [{ kind: 'correct', ...bookedOf(recovery, event.repayment, one), reason, proposedBy }] };
}

/**
 * The recoveries of a case once money is found to be back: those of it end of which nothing has been repaid.
 * @param ofAttempt the attempt that had arrived beyond the books; without one, the payment itself came back whole
 */
export const afterBounce = (
  recoveries: readonly Recovery[],
  paymentId: string,
  at: string,
  today: CivilDate,
  ofAttempt?: string,
): Recovery[] =>
  recoveries.map((one) => {
    if (one.paymentId !== paymentId || one.ofAttempt !== ofAttempt || countedOf(one).length > 0) return one;
    const ended = decideRecovery(one, { kind: 'bounce' }, { by: { kind: 'system' }, at, today, tiedToApplicant: [] });
    return ended.ok ? ended.value.recovery : one;
  });

const isCorrection = (event: RecoveryEvent): event is CorrectionEvent => 'repayment' in event;

/** What the figures object to: of money that came in, or of a repayment that is to be corrected. */
function moneyFault(recovery: Recovery, event: RecoveryEvent, { by, today }: RecoveryContext): RecoveryRefusalCode | undefined {
  if (event.kind === 'repay') return repaymentFault(recovery, event, today);
  return isCorrection(event) ? correctionFault(recovery, event, by) : undefined;
}

/** What an event writes beside the state. */
function patchOf(
  recovery: Recovery,
  event: Exclude<RecoveryEvent, RepayEvent | CorrectionEvent>,
  context: RecoveryContext,
): Partial<Recovery> {
  switch (event.kind) {
    case 'dispute':
      return { disputeReason: event.reason };
    case 'remind':
      return { remindedAt: context.at };
    case 'bounce':
      return { bouncedOn: context.today };
    case 'escalate':
      return { escalatedAt: context.at };
    case 'propose_write_off':
      return { writeOff: { reason: event.reason, proposedBy: signerOf(context), confirmedBy: null, on: null } };
    case 'refuse_write_off':
      return { writeOff: null };
    case 'confirm_write_off':
      return { writeOff: recovery.writeOff && { ...recovery.writeOff, confirmedBy: signerOf(context), on: context.today } };
    default:
      return {};
  }
}

/** Moves a recovery by the table `RECOVERY_MOVES`, or says why not: role, state, person, then the money. */
export function decideRecovery(
  recovery: Recovery,
  event: RecoveryEvent,
  context: RecoveryContext,
): Result<RecoveryDecision, RecoveryRefusal> {
  const move = RECOVERY_MOVES[event.kind];
  if (!move.by.includes(context.by.kind === 'person' ? context.by.role : 'system')) return refuse({ code: 'role-not-allowed' });
  if (!move.from.includes(recovery.state)) return refuse({ code: 'recovery-state' });
  const code = personFault(recovery, event, context) ?? moneyFault(recovery, event, context);
  if (code) return refuse({ code });
  if (event.kind === 'repay') return ok(repay(recovery, event));
  if (isCorrection(event)) return ok(correct(recovery, event, context));
  const state = move.to === 'same' || move.to === 'by-balance' || move.to === 'as-without-it' ? recovery.state : move.to;
  return ok({ recovery: { ...recovery, ...patchOf(recovery, event, context), state, version: recovery.version + 1 }, effects: [] });
}
