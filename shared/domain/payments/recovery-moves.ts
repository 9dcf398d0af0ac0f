import type { CivilDate } from '../kernel/civil-date.ts';
import type { Role } from '../parties/kinds.ts';
import type { Bilingual } from '../policy/text.ts';
import type { CorrectionEvent } from './correct-repayment.ts';
import type { Actor } from './payment-moves.ts';
import { OPEN_RECOVERY, RECOVERY_STATES, type Recovery, type RecoveryState, type Signer } from './records.ts';

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
export interface Booked {
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
