import type { CivilDate } from '../kernel/civil-date.ts';
import { sameHand } from '../parties/hands.ts';
import type { Actor } from './payment-moves.ts';
import type { Recovery, RecoveryState, Repayment, Signer } from './records.ts';

/** A repayment that was entered wrongly, named by its place among those of its recovery, from 1. */
export type CorrectionEvent =
  | { readonly kind: 'propose_correction'; readonly repayment: number; readonly reason: string }
  | { readonly kind: 'refuse_correction' | 'confirm_correction'; readonly repayment: number };

/** Whether it counts: a proposal to correct it changes nothing until a second person confirms it. */
export const counts = ({ correction }: Repayment): boolean => !correction?.confirmedBy;

/** The repayments that count, in the order of their days; those of one day as they were entered. */
export const countedOf = ({ repayments }: Pick<Recovery, 'repayments'>): readonly Repayment[] =>
  repayments.filter(counts).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/**
 * The day from which the debtor's days run: that of the notice, or of the latest correction. Until then less was said to be owed than is, so
 * that nobody is late by what was our mistake (invented).
 */
export const daysRunFrom = ({ noticedOn, repayments }: Pick<Recovery, 'noticedOn' | 'repayments'>): CivilDate =>
  repayments.reduce((day, { correction }) => (correction?.on && correction.on > day ? correction.on : day), noticedOn);

/** Why a repayment is not corrected: which one it is, what was proposed of it, and who confirms. */
export function correctionFault({ repayments }: Recovery, event: CorrectionEvent, by: Actor) {
  const one = repayments[event.repayment - 1];
  if (!one) return 'repayment-unknown';
  const { correction, amountFen } = one;
  if (correction?.confirmedBy) return 'repayment-corrected';
  if (event.kind === 'propose_correction') return correction ? 'correction-proposed' : undefined;
  if (!correction) return 'no-correction';
  if (event.kind === 'refuse_correction' || by.kind !== 'person') return undefined;
  if (sameHand(correction.proposedBy, by)) return 'same-person-twice';
  return amountFen > (by.onBehalf?.uptoFen ?? Number.POSITIVE_INFINITY) ? 'above-authority' : undefined;
}

/**
 * Where a recovery is once a repayment of it does not count: what the debtor had said of it stands again where nothing is repaid or it was
 * disputed. What was written off stays so, and may be asked back by a new notice.
 */
function stateWithout({ state, repayments }: Recovery): RecoveryState {
  if (state !== 'repaying' && state !== 'settled') return state;
  const said = repayments.flatMap(({ foundIn }) => foundIn ?? []).findLast((one) => one !== 'repaying');
  return said === 'disputed' || !repayments.some(counts) ? (said ?? 'agreed') : 'repaying';
}

/** What becomes of a recovery by one of the events; `signer`: who acts. Reminders begin anew with the days. */
export function afterCorrection(recovery: Recovery, event: CorrectionEvent, signer: Signer, today: CivilDate): Recovery {
  const corrected = ({ correction }: Repayment): Repayment['correction'] => {
    if (event.kind === 'propose_correction') return { reason: event.reason, proposedBy: signer, confirmedBy: null, on: null };
    return event.kind === 'confirm_correction' && correction ? { ...correction, confirmedBy: signer, on: today } : null;
  };
  const repayments = recovery.repayments.map((one, at) => (at === event.repayment - 1 ? { ...one, correction: corrected(one) } : one));
  const after = { ...recovery, repayments, version: recovery.version + 1 };
  if (event.kind !== 'confirm_correction') return after;
  return { ...after, state: stateWithout(after), remindedAt: null, escalatedAt: null };
}
