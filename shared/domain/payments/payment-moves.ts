import type { CivilDate } from '../kernel/civil-date.ts';
import type { OnBehalf } from '../parties/hands.ts';
import type { Role } from '../parties/kinds.ts';
import type { Bilingual } from '../policy/text.ts';
import { type ContradictionAnswer, PAYMENT_STATES, type Payee, type PaymentState } from './records.ts';

/** Who acts: a natural person in one role, or a worker of ours. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string; readonly personKey: string; readonly role: Role; readonly onBehalf?: OnBehalf }
  | { readonly kind: 'system' };

/** What the case says about its payment right now, read consistently. */
export interface CaseStanding {
  /** Hash of the payee the standing approval is bound to; null: no approval stands. */
  readonly approvedPayeeHash: string | null;
  readonly coolsOffUntil: CivilDate | null;
  /** Keys of the natural persons who acted in the case on the public side, other than as payers. */
  readonly actedInCase: readonly string[];
  /** Keys of members, declared relatives, holders, mentors, trainers, landlords and sellers of the applicant. */
  readonly tiedToApplicant: readonly string[];
  /** Ids of the payments of which something was asked back and has come: the bank cannot send those back as well. */
  readonly recovered: readonly string[];
}

export interface PaymentContext {
  readonly by: Actor;
  readonly at: string;
  readonly today: CivilDate;
  readonly standing: CaseStanding;
}

/** What a line of a return file says of an attempt. */
export type BankWord = { readonly reference: string; readonly bankSerial: string; readonly bankAt: string; readonly why: string | null };

/** What can happen to a payment. */
export type PaymentEvent =
  | { readonly kind: 'enlist'; readonly batchId: string }
  | { readonly kind: 'delist' }
  | { readonly kind: 'renew_payee'; readonly payee: Payee; readonly payeeHash: string }
  | { readonly kind: 'sign_first' | 'sign_second' | 'send_back' | 'send' | 'note_silence' | 'retry' | 'cancel' }
  | ({ readonly kind: 'bank_paid' | 'bank_failed' | 'bank_returned' | 'bank_agrees' } & BankWord)
  | { readonly kind: 'state_outcome'; readonly outcome: 'paid' | 'failed'; readonly evidenceDocumentId: string; readonly note: string }
  | { readonly kind: 'confirm_paid' | 'confirm_failed' }
  | {
      readonly kind: 'note_contradiction';
      readonly reference: string;
      readonly says: 'paid' | 'failed' | 'returned';
      readonly fileHash: string;
      readonly row: number;
      readonly bankSerial?: string | undefined;
      readonly bankAt?: string | undefined;
    }
  | { readonly kind: 'answer_contradiction'; readonly answer: ContradictionAnswer; readonly finding: string }
  | { readonly kind: 'settle_arrived' | 'settle_beyond' | 'settle_gone' | 'settle_one_gone'; readonly finding: string };
export type PaymentEventKind = PaymentEvent['kind'];

/** Why a payment does not move, in words. The first five are of permission: they go to the log of refusals. */
export const PAYMENT_REFUSALS = {
  'role-not-allowed': { zh: '该角色不能进行此操作', en: 'This role may not do that' },
  'same-person-twice': { zh: '同一自然人不能签两次：拨付须由不同的人复核', en: 'One natural person cannot sign twice; another must' },
  'acted-in-the-case': { zh: '参与过本案审核或审批的人不能办理拨付', en: 'Who decided in the case cannot pay it' },
  'tied-to-applicant': { zh: '与申请人有关联的人不能办理拨付', en: 'Who is tied to the applicant cannot pay it' },
  'not-signed-twice': { zh: '须经两名不同的人签批后才能发送', en: 'Two different persons must have signed before it is sent' },
  'payment-state': { zh: '该笔款项目前的状态不允许此操作', en: 'The payment is not in a state that allows this' },
  'payee-not-approved': {
    zh: '收款人与审批时绑定的不一致，须重新审批',
    en: 'The payee is not the one the approval is bound to; it must be approved again',
  },
  'payee-cooling-off': {
    zh: '审批后变更了收款账户，5 个工作日的冷静期尚未结束',
    en: 'The account was changed after an approval and has not cooled off for 5 working days',
  },
  'not-in-a-batch': { zh: '该笔款项不在任何批次中', en: 'The payment is in no batch' },
  'already-in-a-batch': { zh: '该笔款项已在另一批次中', en: 'The payment is in a batch already' },
  'other-attempt': { zh: '业务参考号不是该笔款项当前的一次拨付', en: 'The reference is not that of the current attempt' },
  'not-stated': { zh: '没有待第二人确认的、内容相同的说明', en: 'No statement of this outcome waits for a second person' },
  'contradiction-open': {
    zh: '银行回单与已记录的结果矛盾，答复之前不能继续',
    en: 'A bank line contradicts what is settled; nothing goes on before it is answered',
  },
  'no-contradiction': { zh: '没有待答复的矛盾回单', en: 'No contradiction waits for an answer' },
  'line-not-paid': {
    zh: '该回单没有说款项已到账，不能据此按“已到账”入账',
    en: 'The bank line does not say that the money arrived; nothing is settled as paid on it',
  },
  'later-attempt-sent': {
    zh: '后一次拨付已发送银行，不能再按前一次入账；请先向银行查明后一次',
    en: 'A later attempt is with the bank already, so the earlier one is not settled as paid; find out about the later one first',
  },
  'paid-twice': {
    zh: '该笔款项到账两次，多付的一次正在追回；哪一次退汇，须两人答复回单确定',
    en: 'It arrived twice and one of the two is asked back; which of them came back is for two persons to say',
  },
  'not-paid-twice': { zh: '该笔款项没有多付', en: 'Nothing of it arrived beyond what was reserved' },
} as const satisfies Record<string, Bilingual>;
export type PaymentRefusalCode = keyof typeof PAYMENT_REFUSALS;

/** Each is a check in `payment.ts` of the same name, refused with a code of `PAYMENT_REFUSALS`. */
export type PaymentGuard =
  | 'stands-outside'
  | 'nobody-signs-twice'
  | 'signed-twice'
  | 'payee-approved'
  | 'cooled-off'
  | 'in-a-batch'
  | 'in-no-batch'
  | 'this-attempt'
  | 'stated-attempt'
  | 'paid-is-stated'
  | 'failed-is-stated'
  | 'another-confirms'
  | 'nothing-contradicts'
  | 'something-contradicts'
  | 'paid-attempt'
  | 'stands-as-answered'
  | 'line-says-paid'
  | 'none-sent-since'
  | 'gone-is-stated'
  | 'paid-once'
  | 'paid-twice';

/** What the ledger does in the same write: money reserved for the case is paid, comes back to the reserve, or is given up. */
export type LedgerEffect = 'post' | 'reverse-post' | 'release';

type Move = Bilingual & {
  readonly from: readonly PaymentState[];
  /** `same`: it says more of the payment without moving it. */
  readonly to: PaymentState | 'same';
  readonly by: readonly (Role | 'system')[];
  readonly guards: readonly PaymentGuard[];
  readonly ledger?: LedgerEffect;
};

const PAYER = ['finance-payer'] as const;
const PAYER_OR_SYSTEM = ['finance-payer', 'system'] as const;
/** A payer or the approver of the bureau can find out what became of money at the bank. */
const WITNESS = ['finance-payer', 'finance-approver'] as const;
const IN_FLIGHT = ['sent', 'unknown'] as const;
const ANSWERING: readonly PaymentGuard[] = ['stands-outside', 'something-contradicts', 'nobody-signs-twice'];
const SIGNING: readonly PaymentGuard[] = ['in-a-batch', 'nothing-contradicts', 'stands-outside', 'nobody-signs-twice', 'payee-approved'];

/**
 * The life of a payment, read aloud: an event, from which states, to which, who may, what is checked, what the ledger does.
 * A payment in `sent` leaves it by a bank line or by a statement two persons confirm; silence makes it `unknown` and nothing else, and
 * from `unknown` the same two ways lead on. Only what has failed or come back is tried again. What the bank says late to have arrived after all
 * is settled on its line before anything is sent again; that it did not arrive is the word of two persons. What becomes of an attempt that is
 * with the bank is booked whatever is said of an earlier one: should both have arrived, the second one is named and asked back.
 */
export const PAYMENT_MOVES: Readonly<Record<PaymentEventKind, Move>> = {
  enlist: {
    from: ['drafted'],
    to: 'same',
    by: PAYER,
    guards: ['in-no-batch', 'nothing-contradicts'],
    zh: '编入批次',
    en: 'put in a batch',
  },
  delist: { from: ['drafted'], to: 'same', by: PAYER, guards: ['in-a-batch'], zh: '移出批次', en: 'take out of the batch' },
  renew_payee: { from: ['drafted'], to: 'same', by: PAYER_OR_SYSTEM, guards: ['in-no-batch'], zh: '更新收款人', en: 'renew the payee' },
  sign_first: { from: ['drafted'], to: 'l1_ok', by: PAYER, guards: [...SIGNING, 'cooled-off'], zh: '初签', en: 'sign first' },
  sign_second: { from: ['l1_ok'], to: 'l2_ok', by: PAYER, guards: [...SIGNING, 'cooled-off'], zh: '复签', en: 'sign second' },
  send_back: { from: ['l1_ok', 'l2_ok'], to: 'drafted', by: PAYER, guards: [], zh: '退回', en: 'send back' },
  send: {
    from: ['l2_ok'],
    to: 'sent',
    by: PAYER_OR_SYSTEM,
    guards: ['in-a-batch', 'nothing-contradicts', 'stands-outside', 'signed-twice', 'payee-approved', 'cooled-off'],
    zh: '发送银行',
    en: 'send to the bank',
  },
  note_silence: {
    from: ['sent'],
    to: 'unknown',
    by: ['system'],
    guards: [],
    zh: '银行未回复，结果未知',
    en: 'note that the bank is silent',
  },
  bank_paid: {
    from: IN_FLIGHT,
    to: 'paid',
    by: PAYER_OR_SYSTEM,
    guards: ['this-attempt'],
    ledger: 'post',
    zh: '银行确认到账',
    en: 'the bank confirms it',
  },
  bank_failed: {
    from: IN_FLIGHT,
    to: 'failed',
    by: PAYER_OR_SYSTEM,
    guards: ['this-attempt'],
    zh: '银行拨付失败',
    en: 'the bank failed to pay',
  },
  bank_returned: {
    from: ['paid'],
    to: 'reversed',
    by: PAYER_OR_SYSTEM,
    guards: ['paid-attempt', 'paid-once'],
    ledger: 'reverse-post',
    zh: '银行退汇',
    en: 'the money comes back',
  },
  bank_agrees: {
    from: PAYMENT_STATES,
    to: 'same',
    by: PAYER_OR_SYSTEM,
    guards: ['stated-attempt'],
    zh: '银行回单与说明一致',
    en: 'the bank agrees with the statement',
  },
  state_outcome: { from: IN_FLIGHT, to: 'same', by: WITNESS, guards: ['stands-outside'], zh: '说明结果', en: 'state what became of it' },
  confirm_paid: {
    from: IN_FLIGHT,
    to: 'paid',
    by: WITNESS,
    guards: ['stands-outside', 'paid-is-stated', 'another-confirms'],
    ledger: 'post',
    zh: '第二人确认已到账',
    en: 'a second person confirms it was paid',
  },
  confirm_failed: {
    from: IN_FLIGHT,
    to: 'failed',
    by: WITNESS,
    guards: ['stands-outside', 'failed-is-stated', 'another-confirms'],
    zh: '第二人确认未到账',
    en: 'a second person confirms it failed',
  },
  retry: { from: ['failed', 'reversed'], to: 'drafted', by: PAYER, guards: ['nothing-contradicts'], zh: '重新拨付', en: 'try again' },
  cancel: {
    from: ['drafted', 'failed', 'reversed'],
    to: 'cancelled',
    by: ['finance-payer', 'finance-approver', 'system'],
    guards: ['in-no-batch', 'nothing-contradicts'],
    ledger: 'release',
    zh: '取消拨付',
    en: 'cancel',
  },
  note_contradiction: {
    from: PAYMENT_STATES,
    to: 'same',
    by: PAYER_OR_SYSTEM,
    guards: [],
    zh: '记录矛盾回单',
    en: 'note a contradiction',
  },
  answer_contradiction: {
    from: PAYMENT_STATES,
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'stands-as-answered', 'another-confirms'],
    zh: '答复矛盾回单',
    en: 'answer a contradiction',
  },
  settle_arrived: {
    from: PAYMENT_STATES.filter((state) => state !== 'cancelled' && state !== 'paid'),
    to: 'paid',
    by: WITNESS,
    guards: [...ANSWERING, 'line-says-paid', 'none-sent-since'],
    ledger: 'post',
    zh: '查明已到账，按回单入账',
    en: 'settle it as paid on the late bank line',
  },
  settle_beyond: {
    from: ['paid', 'cancelled'],
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'line-says-paid'],
    zh: '查明多付，记明并追回',
    en: 'name what arrived beyond the books, and ask it back',
  },
  settle_gone: {
    from: ['paid'],
    to: 'reversed',
    by: WITNESS,
    guards: [...ANSWERING, 'gone-is-stated', 'another-confirms', 'paid-once'],
    ledger: 'reverse-post',
    zh: '两人查明未到账，恢复为待付',
    en: 'two persons find that it is not with the payee: it comes back to the reserve',
  },
  settle_one_gone: {
    from: ['paid', 'cancelled'],
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'gone-is-stated', 'another-confirms', 'paid-twice'],
    zh: '两人查明多付中的一次未到账，追回终止',
    en: 'two persons find that one of two is not with the payee: it is asked back no more',
  },
};
