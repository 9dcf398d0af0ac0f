import type { Bilingual } from '../policy/text.ts';

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
  'evidence-changed': {
    zh: '您看到的凭证不是第一人现在提交的那一份，请重新查看后再确认',
    en: 'The paper you saw is not the one that is stated now; look at it before you confirm',
  },
  'contradiction-open': {
    zh: '银行回单与已记录的结果矛盾，答复之前不能继续',
    en: 'A bank line contradicts what is settled; nothing goes on before it is answered',
  },
  'paid-elsewhere': {
    zh: '本案已取消的一笔款项后来到账，正在追回；款项全部退回之前，这一笔不能拨付',
    en: 'A payment of this case that was given up arrived all the same and is asked back; until all of it is back, this one is not paid',
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
