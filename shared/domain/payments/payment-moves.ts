import type { CivilDate } from '../kernel/civil-date.ts';
import type { OnBehalf } from '../parties/hands.ts';
import type { Role } from '../parties/kinds.ts';
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

/**
 * The payment that was made in the stead of this one, which was given up: there is `none` that has as much to pay · it is `with-bank` · it
 * `stands-down`, as nothing of it is with the bank, should this one turn out to have arrived.
 */
export type Successor = 'none' | 'with-bank' | 'stands-down';

/** What can happen to a payment. */
export type PaymentEvent =
  | { readonly kind: 'enlist'; readonly batchId: string }
  | { readonly kind: 'delist' }
  | { readonly kind: 'renew_payee'; readonly payee: Payee; readonly payeeHash: string }
  | { readonly kind: 'sign_first' | 'sign_second' | 'send_back' | 'send' | 'note_silence' | 'retry' }
  | ({ readonly kind: 'bank_paid' | 'bank_failed' | 'bank_returned' | 'bank_agrees' } & BankWord)
  | {
      readonly kind: 'state_outcome';
      readonly outcome: 'paid' | 'failed';
      readonly evidenceDocumentId: string;
      readonly evidenceSha256: string;
      readonly note: string;
    }
  /** `evidenceSha256`: of the paper that was seen. */
  | { readonly kind: 'confirm_paid' | 'confirm_failed'; readonly evidenceSha256: string }
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
  | { readonly kind: 'settle_arrived'; readonly finding: string; readonly successor: Successor }
  | { readonly kind: 'settle_beyond' | 'settle_gone' | 'settle_one_gone'; readonly finding: string };
export type PaymentEventKind = PaymentEvent['kind'];

/** Each is a check in `payment.ts` of the same name, refused with a code of `PAYMENT_REFUSALS` (`payment-refusals.ts`). */
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
  | 'evidence-as-stated'
  | 'another-confirms'
  | 'nothing-contradicts'
  | 'paid-nowhere-else'
  | 'something-contradicts'
  | 'paid-attempt'
  | 'stands-as-answered'
  | 'line-says-paid'
  | 'none-sent-since'
  | 'reserve-stands-behind'
  | 'gone-is-stated'
  | 'paid-once'
  | 'paid-twice';

/** What the ledger does in the same write: money reserved for the case is paid, or comes back to the reserve. */
export type LedgerEffect = 'post' | 'reverse-post';

type Move = {
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
const GOES_OUT: readonly PaymentGuard[] = ['nothing-contradicts', 'paid-nowhere-else'];
const SIGNING: readonly PaymentGuard[] = ['in-a-batch', ...GOES_OUT, 'stands-outside', 'nobody-signs-twice', 'payee-approved'];

/**
 * The life of a payment, read aloud: an event, from which states, to which, who may, what is checked, what the ledger does.
 * A payment in `sent` leaves it by a bank line or by a statement two persons confirm; silence makes it `unknown` and nothing else, and
 * from `unknown` the same two ways lead on. Only what has failed or come back is tried again. What the bank says late to have arrived after all
 * is settled on its line before anything is sent again, and a payment made in the stead of one that was given up stands down; that it did not arrive is the word of two persons. What becomes of an attempt that is
 * with the bank is booked whatever is said of an earlier one: should both have arrived, the second one is named and asked back.
 * Nobody gives up a payment by itself: it is `cancelled` with its case, in the step that gives the reservation back (`../cases/money/payments-of-case.ts`).
 */
export const PAYMENT_MOVES: Readonly<Record<PaymentEventKind, Move>> = {
  /** 编入批次: put in a batch */
  enlist: {
    from: ['drafted'],
    to: 'same',
    by: PAYER,
    guards: ['in-no-batch', ...GOES_OUT],
  },
  /** 移出批次: take out of the batch */
  delist: { from: ['drafted'], to: 'same', by: PAYER, guards: ['in-a-batch'] },
  /** 更新收款人: renew the payee */
  renew_payee: { from: ['drafted'], to: 'same', by: PAYER_OR_SYSTEM, guards: ['in-no-batch'] },
  /** 初签: sign first */
  sign_first: { from: ['drafted'], to: 'l1_ok', by: PAYER, guards: [...SIGNING, 'cooled-off'] },
  /** 复签: sign second */
  sign_second: { from: ['l1_ok'], to: 'l2_ok', by: PAYER, guards: [...SIGNING, 'cooled-off'] },
  /** 退回: send back */
  send_back: { from: ['l1_ok', 'l2_ok'], to: 'drafted', by: PAYER, guards: [] },
  /** 发送银行: send to the bank */
  send: {
    from: ['l2_ok'],
    to: 'sent',
    by: PAYER_OR_SYSTEM,
    guards: ['in-a-batch', ...GOES_OUT, 'stands-outside', 'signed-twice', 'payee-approved', 'cooled-off'],
  },
  /** 银行未回复，结果未知: note that the bank is silent */
  note_silence: {
    from: ['sent'],
    to: 'unknown',
    by: ['system'],
    guards: [],
  },
  /** 银行确认到账: the bank confirms it */
  bank_paid: {
    from: IN_FLIGHT,
    to: 'paid',
    by: PAYER_OR_SYSTEM,
    guards: ['this-attempt'],
    ledger: 'post',
  },
  /** 银行拨付失败: the bank failed to pay */
  bank_failed: {
    from: IN_FLIGHT,
    to: 'failed',
    by: PAYER_OR_SYSTEM,
    guards: ['this-attempt'],
  },
  /** 银行退汇: the money comes back */
  bank_returned: {
    from: ['paid'],
    to: 'reversed',
    by: PAYER_OR_SYSTEM,
    guards: ['paid-attempt', 'paid-once'],
    ledger: 'reverse-post',
  },
  /** 银行回单与说明一致: the bank agrees with the statement */
  bank_agrees: {
    from: PAYMENT_STATES,
    to: 'same',
    by: PAYER_OR_SYSTEM,
    guards: ['stated-attempt'],
  },
  /** 说明结果: state what became of it */
  state_outcome: { from: IN_FLIGHT, to: 'same', by: WITNESS, guards: ['stands-outside'] },
  /** 第二人确认已到账: a second person confirms it was paid */
  confirm_paid: {
    from: IN_FLIGHT,
    to: 'paid',
    by: WITNESS,
    guards: ['stands-outside', 'paid-is-stated', 'another-confirms', 'evidence-as-stated'],
    ledger: 'post',
  },
  /** 第二人确认未到账: a second person confirms it failed */
  confirm_failed: {
    from: IN_FLIGHT,
    to: 'failed',
    by: WITNESS,
    guards: ['stands-outside', 'failed-is-stated', 'another-confirms', 'evidence-as-stated'],
  },
  /** 重新拨付: try again */
  retry: { from: ['failed', 'reversed'], to: 'drafted', by: PAYER, guards: ['nothing-contradicts'] },
  /** 记录矛盾回单: note a contradiction */
  note_contradiction: {
    from: PAYMENT_STATES,
    to: 'same',
    by: PAYER_OR_SYSTEM,
    guards: [],
  },
  /** 答复矛盾回单: answer a contradiction */
  answer_contradiction: {
    from: PAYMENT_STATES,
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'stands-as-answered', 'another-confirms'],
  },
  /** 查明已到账，按回单入账: settle it as paid on the late bank line */
  settle_arrived: {
    from: PAYMENT_STATES.filter((state) => state !== 'paid'),
    to: 'paid',
    by: WITNESS,
    guards: [...ANSWERING, 'line-says-paid', 'none-sent-since', 'reserve-stands-behind'],
    ledger: 'post',
  },
  /** 查明多付，记明并追回: name what arrived beyond the books, and ask it back */
  settle_beyond: {
    from: ['paid', 'cancelled'],
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'line-says-paid'],
  },
  /** 两人查明未到账，恢复为待付: two persons find that it is not with the payee: it comes back to the reserve */
  settle_gone: {
    from: ['paid'],
    to: 'reversed',
    by: WITNESS,
    guards: [...ANSWERING, 'gone-is-stated', 'another-confirms', 'paid-once'],
    ledger: 'reverse-post',
  },
  /** 两人查明多付中的一次未到账，追回终止: two persons find that one of two is not with the payee: it is asked back no more */
  settle_one_gone: {
    from: ['paid', 'cancelled'],
    to: 'same',
    by: WITNESS,
    guards: [...ANSWERING, 'gone-is-stated', 'another-confirms', 'paid-twice'],
  },
};
