import type { Bilingual } from '../policy/text.ts';

/** What a move of money is refused with: the closed list. The status stands with the other problems of the API. */
export const LEDGER_REFUSALS = {
  'budget-exhausted': {
    zh: '预算可用额度不足，或这个项目本年度还没有开立预算',
    en: 'The budget does not have this much left, or none is open for this programme and year',
  },
  'budget-closed': {
    zh: '这个项目本年度没有开立的预算，或预算已关闭',
    en: 'No budget is open for this programme and year, or it was closed',
  },
  'other-community': {
    zh: '这项预算是另一个社区的分额，本案不能从中支出',
    en: 'This is the part of another community; the case cannot draw on it',
  },
  'own-part': {
    zh: '申请人所在众创社区有自己的分额，本案只从该分额支出',
    en: 'The community of the applicant has a part of its own: the case is paid from that alone',
  },
  'other-bureau': { zh: '这项预算是另一个单位的，本案不能从中支出', en: 'This budget is of another bureau; the case cannot draw on it' },
  'other-programme': {
    zh: '这项预算是另一个项目的，本案不能从中支出',
    en: 'This budget is of another programme; the case cannot draw on it',
  },
  'other-year': {
    zh: '这项预算不是本年度的：批准只占用当年预算',
    en: 'This budget is of another year: an approval draws on the budget of its own year',
  },
  'budgets-unrelated': { zh: '两项预算之间不能划转', en: 'Money cannot move between these two budgets' },
  'amount-out-of-range': { zh: '金额须为正的整数分，且不超过上限', en: 'The amount must be whole fen above zero, within the limit' },
  'already-reserved': { zh: '本案已经预留过资金', en: 'The case holds a reservation already' },
  'nothing-reserved': { zh: '本案没有预留的资金', en: 'The case holds no reservation' },
  'over-posted': { zh: '支付金额超过本案预留的金额', en: 'The payment is above what is reserved for the case' },
  'payment-posted': { zh: '这笔款项已支付', en: 'This payment is posted already' },
  'payment-not-posted': { zh: '这笔款项没有支付', en: 'This payment is not posted' },
  'over-recovered': { zh: '追回金额超过尚未追回的金额', en: 'It is above what has not been recovered yet' },
  'cannot-be-corrected': { zh: '这类分录不能这样更正', en: 'An entry of this kind is not corrected in this way' },
  'already-corrected': { zh: '这笔分录已更正过，一笔只能更正一次', en: 'This entry has been corrected already; each is corrected once' },
  'duplicate-transfer': { zh: '这笔账已记过', en: 'This transfer has been entered already' },
  'ledger-out-of-balance': { zh: '账目与案件不符，未作任何变动', en: 'The ledger and the case do not agree; nothing was done' },
  'same-person': { zh: '须由另一人确认', en: 'A second person has to confirm it' },
} as const satisfies Record<string, Bilingual>;

export type LedgerRefusal = keyof typeof LEDGER_REFUSALS;
