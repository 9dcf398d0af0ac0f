import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keysOf, sameHand } from '../parties/hands.ts';
import type { Role } from '../parties/kinds.ts';
import type { Bilingual } from '../policy/text.ts';
import { afterCorrection, type CorrectionEvent, correctionFault, countedOf } from './correct-repayment.ts';
import { type InterestStretch, interestOver, stretchesOf } from './interest.ts';
import type { Actor } from './payment-moves.ts';
import { OPEN_RECOVERY, RECOVERY_STATES, type Recovery, type RecoveryState, type Repayment, type Signer } from './records.ts';

/** Why a recovery does not move, in words. */
export const RECOVERY_REFUSALS = {
  'role-not-allowed': { zh: '该角色不能进行此操作', en: 'This role may not do that' },
  'same-person-twice': { zh: '须由另一名自然人确认', en: 'Another natural person must confirm it' },
  'tied-to-applicant': { zh: '与申请人有关联的人不能办理追回', en: 'Who is tied to the applicant cannot act in its recovery' },
  'recovery-state': { zh: '追回目前的状态不允许此操作', en: 'The recovery is not in a state that allows this' },
  'nothing-to-recover': { zh: '已拨付的款项已全部追回', en: 'All that was paid has come back' },
  'repayment-repeated': {
    zh: '该银行流水号已登记过（含其他案件）。一笔流水只能登记一次；一笔转账覆盖多案的，请退回后分笔转入',
    en: 'This booking of the bank was entered before, here or in another case. It counts once; a transfer meant for several cases is sent back and paid in parts',
  },
  'repayment-out-of-order': {
    zh: '还款日期不能早于通知日，也不能在将来；晚于它的还款若会因此改变本息拆分，须先更正那一笔',
    en: 'A repayment is not earlier than the notice and not ahead; a later one whose principal and interest it would change is corrected first',
  },
  'repayment-too-much': { zh: '还款超过当日应还的本金与利息', en: 'The repayment is more than principal and interest owed on that day' },
  'above-authority': { zh: '金额超出代理审批的上限', en: 'The amount is above what was given to a stand-in' },
  'no-write-off': { zh: '没有待第二人确认的核销建议', en: 'No proposal to write off waits for a second person' },
  'repayment-unknown': { zh: '没有这笔还款', en: 'There is no such repayment' },
  'repayment-corrected': {
    zh: '这笔还款已更正过，一笔只能更正一次',
    en: 'This repayment has been corrected already; each is corrected once',
  },
  'correction-proposed': {
    zh: '这笔还款的更正已提出，等第二人确认',
    en: 'The correction of it is proposed already, and waits for a second person',
  },
  'no-correction': { zh: '没有待第二人确认的更正', en: 'No correction waits for a second person' },
} as const satisfies Record<string, Bilingual>;
export type RecoveryRefusalCode = keyof typeof RECOVERY_REFUSALS;
export type RecoveryRefusal = { readonly code: RecoveryRefusalCode };

export type RecoveryEvent =
  | {
      readonly kind:
        | 'agree'
        | 'take_silence_as_agreed'
        | 'remind'
        | 'escalate'
        | 'dismiss_dispute'
        | 'confirm_write_off'
        | 'refuse_write_off'
        | 'bounce';
    }
  | { readonly kind: 'dispute'; readonly reason: string }
  | { readonly kind: 'repay'; readonly bankSerial: string; readonly on: CivilDate; readonly amountFen: number }
  | { readonly kind: 'propose_write_off'; readonly reason: string }
  | CorrectionEvent;
export type RecoveryEventKind = RecoveryEvent['kind'];

type Move = {
  readonly from: readonly RecoveryState[];
  /** `by-balance`: `settled` once nothing is owed, `repaying` until then · `as-without-it`: as if the repayment had not been. */
  readonly to: RecoveryState | 'same' | 'by-balance' | 'as-without-it';
  readonly by: readonly (Role | 'system')[];
};

const BUREAU = ['finance-reviewer', 'finance-approver'] as const;
/** Whoever may enter money that came in may say that it was entered wrongly. */
const ENTERS = [...BUREAU, 'finance-payer'] as const;

/**
 * The life of a recovery, read aloud. Money is taken in whatever the applicant says of the claim; only two persons write off what is left,
 * and only two correct a repayment that was entered wrongly, however the recovery ended; a dispute is dismissed by another person than who
 * gave notice.
 */
export const RECOVERY_MOVES: Readonly<Record<RecoveryEventKind, Move>> = {
  /** 同意退还: agree */
  agree: { from: ['noticed', 'disputed'], to: 'agreed', by: ['signatory'] },
  /** 提出异议: dispute */
  dispute: { from: ['noticed'], to: 'disputed', by: ['signatory'] },
  /** 逾期视为同意: take silence for agreement */
  take_silence_as_agreed: { from: ['noticed'], to: 'agreed', by: ['system'] },
  /** 催告: remind that it is overdue */
  remind: { from: ['agreed', 'repaying'], to: 'same', by: ['system'] },
  /** 逾期上报: tell the bureau that nothing came */
  escalate: {
    from: ['agreed', 'repaying', 'disputed'],
    to: 'same',
    by: ['system'],
  },
  /** 驳回异议: dismiss the dispute */
  dismiss_dispute: { from: ['disputed'], to: 'agreed', by: BUREAU },
  /** 登记还款: enter a repayment */
  repay: { from: OPEN_RECOVERY, to: 'by-balance', by: [...ENTERS, 'system'] },
  /** 原款已全额退汇: end it: the bank sent the payment back whole */
  bounce: { from: OPEN_RECOVERY, to: 'settled', by: ['system'] },
  /** 建议核销: propose to write off */
  propose_write_off: { from: OPEN_RECOVERY, to: 'same', by: BUREAU },
  /** 不同意核销: refuse to write off */
  refuse_write_off: { from: OPEN_RECOVERY, to: 'same', by: BUREAU },
  /** 确认核销: confirm the write-off */
  confirm_write_off: { from: OPEN_RECOVERY, to: 'written_off', by: ['finance-approver'] },
  /** 提出更正: propose to correct a repayment */
  propose_correction: { from: RECOVERY_STATES, to: 'same', by: ENTERS },
  /** 不同意更正: refuse the correction, or take it back */
  refuse_correction: { from: RECOVERY_STATES, to: 'same', by: ENTERS },
  /** 确认更正: confirm the correction */
  confirm_correction: { from: RECOVERY_STATES, to: 'as-without-it', by: ['finance-approver'] },
};

export interface RecoveryContext {
  readonly by: Actor;
  readonly at: string;
  readonly today: CivilDate;
  /** Keys of the natural persons tied to the applicant; not asked of the applicant's own side. */
  readonly tiedToApplicant: readonly string[];
}

/** Of which payment, and what of it: principal back to the treasury, and the interest beside it. */
interface Booked {
  readonly paymentId: string;
  /** One word, unique in the case. */
  readonly repaymentId: string;
  readonly principalFen: number;
  readonly interestFen: number;
}
/** What the ledger posts in the same write: what came in, or that an earlier entry of that was wrong, as who proposed it says. */
export type RecoveryEffect =
  | (Booked & { readonly kind: 'recover' })
  | (Booked & { readonly kind: 'correct'; readonly reason: string; readonly proposedBy: Signer });
export type RecoveryDecision = { readonly recovery: Recovery; readonly effects: readonly RecoveryEffect[] };

/** The first day that bears interest. */
export const interestFrom = ({ terms, paidOn, noticedOn }: Pick<Recovery, 'terms' | 'paidOn' | 'noticedOn'>): CivilDate =>
  terms.from === 'payment' ? paidOn : noticedOn;

/** What is owed on a day, and how it comes about. */
export type Owed = {
  readonly principalFen: number;
  /** All interest up to the day, less what was paid of it; rounded once over the whole time. */
  readonly interestFen: number;
  readonly totalFen: number;
  readonly trace: readonly InterestStretch[];
};

const sumOf = (repayments: readonly Repayment[], part: 'principalFen' | 'interestFen'): number =>
  repayments.reduce((sum, repayment) => sum + repayment[part], 0);

/**
 * What is owed at the end of `on`, repayments of that day counted. Repayments after it do not count, nor what was corrected; nothing is owed
 * once the bank sent all back.
 */
export function owedOn(recovery: Recovery, on: CivilDate): Owed {
  if (recovery.bouncedOn && on >= recovery.bouncedOn) return { principalFen: 0, interestFen: 0, totalFen: 0, trace: [] };
  const repayments = countedOf(recovery).filter((repayment) => repayment.on <= on);
  const trace = stretchesOf(recovery.principalFen, repayments, interestFrom(recovery), on);
  const principalFen = recovery.principalFen - sumOf(repayments, 'principalFen');
  const interestFen = Number(interestOver(trace, recovery.terms)) - sumOf(repayments, 'interestFen');
  return { principalFen, interestFen, totalFen: principalFen + interestFen, trace };
}

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

/** Of those that count: up to then the balance is known. */
const lastDayOf = (recovery: Recovery): CivilDate => countedOf(recovery).at(-1)?.on ?? recovery.noticedOn;

type RepayEvent = Extract<RecoveryEvent, { kind: 'repay' }>;

/** Splits incoming money as the terms say; what is over goes to the other part. */
function splitRepayment(recovery: Recovery, { bankSerial, on, amountFen }: Pick<RepayEvent, 'bankSerial' | 'on' | 'amountFen'>): Repayment {
  const owed = owedOn(recovery, on);
  const first = recovery.terms.covers === 'interest-first' ? 'interestFen' : 'principalFen';
  const inFirst = Math.min(amountFen, owed[first]);
  const rest = amountFen - inFirst;
  const [principalFen, interestFen] = first === 'interestFen' ? [rest, inFirst] : [inFirst, rest];
  return { bankSerial, on, amountFen, principalFen, interestFen };
}

const withRepayment = (recovery: Recovery, event: RepayEvent): Recovery => ({
  ...recovery,
  repayments: [...recovery.repayments, { ...splitRepayment(recovery, event), foundIn: recovery.state }],
});

/**
 * Would those after `on` be split as the books have it, had all been entered in the order of their days? What came in before others (entered
 * anew after a correction) may be entered at its true day as long as it changes nothing of what is booked of the later ones.
 */
const isSplitAsBooked = (recovery: Recovery, on: CivilDate): boolean =>
  countedOf(recovery).every((one, at, all) => {
    if (one.on <= on) return true;
    const { interestFen } = splitRepayment({ ...recovery, repayments: all.slice(0, at) }, one);
    return interestFen === one.interestFen;
  });

function repaymentFault(recovery: Recovery, event: RepayEvent, today: CivilDate): RecoveryRefusalCode | undefined {
  const { bankSerial, on, amountFen } = event;
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new RangeError(`no repayment: ${amountFen}`);
  if (countedOf(recovery).some((repayment) => repayment.bankSerial === bankSerial)) return 'repayment-repeated';
  if (on < recovery.noticedOn || on > today) return 'repayment-out-of-order';
  if (amountFen > owedOn(recovery, on).totalFen) return 'repayment-too-much';
  const after = withRepayment(recovery, event);
  if (!isSplitAsBooked(after, on)) return 'repayment-out-of-order';
  return owedOn(after, lastDayOf(after)).totalFen < 0 ? 'repayment-too-much' : undefined;
}

/** What the books have of the n-th repayment of a recovery. What arrived beyond the books comes back beside them: they have nothing of it. */
const bookedOf = ({ id, paymentId }: Recovery, n: number, { principalFen, interestFen }: Repayment): Booked => ({
  paymentId,
  repaymentId: `${id}-${n}`,
  principalFen,
  interestFen,
});

function repay(recovery: Recovery, event: RepayEvent): RecoveryDecision {
  const after: Recovery = { ...withRepayment(recovery, event), version: recovery.version + 1 };
  const isSettled = owedOn(after, lastDayOf(after)).totalFen === 0;
  const state: RecoveryState = isSettled ? 'settled' : recovery.state === 'disputed' ? 'disputed' : 'repaying';
  const booked = bookedOf(recovery, after.repayments.length, after.repayments.at(-1) as Repayment);
  return { recovery: { ...after, state }, effects: recovery.ofAttempt ? [] : [{ kind: 'recover', ...booked }] };
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
