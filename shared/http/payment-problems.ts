import { BARRED_REFUSALS } from '../domain/cases/common-refusals.ts';
import { BATCH_REFUSALS, type BatchRefusalCode } from '../domain/payments/batch.ts';
import { PAYMENT_REFUSALS, type PaymentRefusalCode } from '../domain/payments/payment-refusals.ts';
import { RECOVERY_REFUSALS, type RecoveryRefusalCode } from '../domain/payments/recovery-moves.ts';
import { LEDGER_PROBLEMS } from './ledger-problems.ts';
import { noted, type Problems, withStatus } from './problem-tables.ts';
import { PROBLEMS } from './problems.ts';

/** The status of each refusal of paying; its sentence stands with the rule. 403: another has to do it · 409: not now · 422: the content. */
const PAYMENT = {
  'role-not-allowed': 403,
  'same-person-twice': 403,
  'acted-in-the-case': 403,
  'tied-to-applicant': 403,
  'not-signed-twice': 403,
  'payment-state': 409,
  'payee-not-approved': 409,
  'payee-cooling-off': 409,
  'not-in-a-batch': 409,
  'already-in-a-batch': 409,
  'other-attempt': 409,
  'not-stated': 409,
  'evidence-changed': 409,
  'contradiction-open': 409,
  'paid-elsewhere': 409,
  'no-contradiction': 409,
  'line-not-paid': 409,
  'later-attempt-sent': 409,
  'paid-twice': 409,
  'not-paid-twice': 409,
} as const satisfies Record<PaymentRefusalCode, number>;

const BATCH = {
  'batch-state': 409,
  'content-changed': 409,
  'lines-open': 409,
  'batch-empty': 422,
  'batch-too-long': 422,
  'batch-total': 422,
  'another-payer': 422,
  'payment-twice': 422,
} as const satisfies Record<BatchRefusalCode, number>;

const RECOVERY = {
  'role-not-allowed': 403,
  'same-person-twice': 403,
  'tied-to-applicant': 403,
  'above-authority': 403,
  'recovery-state': 409,
  'nothing-to-recover': 409,
  'no-write-off': 409,
  'repayment-repeated': 409,
  'repayment-unknown': 422,
  'repayment-corrected': 409,
  'correction-proposed': 409,
  'no-correction': 409,
  'repayment-out-of-order': 422,
  'repayment-too-much': 422,
} as const satisfies Record<RecoveryRefusalCode, number>;

const FILES = {
  'return-file-refused': {
    status: 422,
    zh: '银行回单文件与批次不符，未作任何变动',
    en: 'The return file does not agree with the batch; nothing was done',
  },
  'payee-refused': { status: 422, zh: '收款信息不符合规定', en: 'The payee is not as the rules have it' },
  'batch-not-sent': { status: 409, zh: '批次还没有发送', en: 'The batch has not been sent' },
} as const satisfies Problems;

/** What the case of a payment objects to. */
const CASE = { 'four-eyes': 403, 'above-authority': 403, 'not-your-role': 403, 'case-state': 409, 'case-halted': 409 } as const;

const LINES = {
  'serial-repeated': {
    status: 409,
    zh: '该银行流水号已用于另一笔款项，不能再按它入账',
    en: 'This number of the bank stands for another booking; nothing more is entered on it',
  },
  'cancel-proposed': {
    status: 409,
    zh: '有人提出取消拨付，须第二人确认或不同意后才能继续',
    en: 'Somebody proposed to cancel the payment; a second person confirms or declines it first',
  },
  'unknown-payment': {
    status: 422,
    zh: '本单位没有这个案件的待拨付款项',
    en: 'My bureau has nothing to pay in this case',
  },
  'return-under-way': {
    status: 409,
    zh: '另一份回单正在逐笔入账，请先重新提交那一份',
    en: 'Another return file is being taken in, case by case; send that one again first',
  },
} as const satisfies Problems;

/** The refusals of payments, batches and recoveries: for the functions that serve them alone. */
export const PAYMENT_PROBLEMS = {
  ...PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...withStatus(RECOVERY_REFUSALS, RECOVERY),
  // Where a payment and a recovery refuse alike, the sentence of the payment speaks of both.
  ...noted(withStatus(PAYMENT_REFUSALS, PAYMENT)),
  ...withStatus(BATCH_REFUSALS, BATCH),
  ...withStatus(BARRED_REFUSALS, CASE),
  ...noted(FILES),
  ...noted(LINES),
} satisfies Problems;
export type PaymentProblemCode = keyof typeof PAYMENT_PROBLEMS;
