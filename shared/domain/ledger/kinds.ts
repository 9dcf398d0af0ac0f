import type { Bilingual } from '../policy/text.ts';

/**
 * The accounts of a budget. `appropriation` and `interest` are where money comes from and stand below zero; the others are where it is and
 * never do. `reserved` is the commitment (已预留), `recovered` what came back and was handed to the treasury.
 */
export const ACCOUNTS = ['appropriation', 'available', 'reserved', 'paid', 'recovered', 'interest'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** The accounts in words. */
export const ACCOUNT_WORDS = {
  appropriation: { zh: '下达预算', en: 'appropriation' },
  available: { zh: '可用', en: 'available' },
  reserved: { zh: '已预留', en: 'reserved' },
  paid: { zh: '已支付', en: 'paid' },
  recovered: { zh: '已追回', en: 'recovered' },
  interest: { zh: '追回利息', en: 'interest' },
} as const satisfies Record<Account, Bilingual>;

interface TransferKind extends Bilingual {
  /** The accounts it takes from, and those it gives to. */
  readonly takes: readonly Account[];
  readonly gives: readonly Account[];
  /** Natural persons who must agree. */
  readonly persons: 1 | 2;
  /**
   * What it means when an account does not hold enough at the moment of writing. `budget-exhausted`: others were faster · `anew`: the figures
   * have changed, decide again · `ledger-out-of-balance`: it cannot be, since the case that holds the money said so.
   */
  readonly short: 'budget-exhausted' | 'anew' | 'ledger-out-of-balance';
}

/** Every kind of transfer there is. */
export const TRANSFER_KINDS = {
  open: { zh: '下达预算', en: 'opens a budget', takes: ['appropriation'], gives: ['available'], persons: 2, short: 'anew' },
  increase: { zh: '追加预算', en: 'increases a budget', takes: ['appropriation'], gives: ['available'], persons: 2, short: 'anew' },
  decrease: {
    zh: '调减预算',
    en: 'decreases a budget',
    takes: ['available'],
    gives: ['appropriation'],
    persons: 2,
    short: 'budget-exhausted',
  },
  close: { zh: '关闭预算', en: 'closes a budget', takes: ['available'], gives: ['appropriation'], persons: 2, short: 'anew' },
  allot: {
    zh: '调剂（总额与社区分额之间）',
    en: 'moves between the general part and a sub-budget',
    takes: ['available', 'appropriation'],
    gives: ['appropriation', 'available'],
    persons: 2,
    short: 'budget-exhausted',
  },
  reserve: { zh: '预留', en: 'reserves', takes: ['available'], gives: ['reserved'], persons: 1, short: 'budget-exhausted' },
  draw: {
    zh: '从批量预留中划出',
    en: 'draws from the reservation of a run',
    takes: ['reserved'],
    gives: ['reserved'],
    persons: 1,
    short: 'anew',
  },
  post: { zh: '支付', en: 'posts a payment', takes: ['reserved'], gives: ['paid'], persons: 1, short: 'ledger-out-of-balance' },
  void: {
    zh: '释放预留',
    en: 'gives back what is reserved',
    takes: ['reserved'],
    gives: ['available'],
    persons: 1,
    short: 'ledger-out-of-balance',
  },
  'reverse-post': {
    zh: '银行退回',
    en: 'takes back a payment the bank returned',
    takes: ['paid'],
    gives: ['reserved'],
    persons: 1,
    short: 'ledger-out-of-balance',
  },
  recover: {
    zh: '追回',
    en: 'recovers what was paid, with interest',
    takes: ['paid', 'interest'],
    gives: ['recovered'],
    persons: 1,
    short: 'ledger-out-of-balance',
  },
  roll: {
    zh: '结转下年',
    en: 'rolls into the budget of a later year',
    takes: ['available', 'reserved', 'appropriation'],
    gives: ['appropriation', 'available', 'reserved'],
    persons: 2,
    short: 'anew',
  },
  correct: { zh: '更正', en: 'compensates an earlier entry', takes: ACCOUNTS, gives: ACCOUNTS, persons: 2, short: 'budget-exhausted' },
} as const satisfies Record<string, TransferKind>;

export type TransferKindName = keyof typeof TRANSFER_KINDS;
export const TRANSFER_KIND_NAMES = Object.keys(TRANSFER_KINDS) as [TransferKindName, ...TransferKindName[]];

/**
 * What may be corrected by its mirror image: a change where the budget is changed, what came back where it was entered. A reservation is given
 * back by `void`, a payment by `reverse-post`.
 */
export const CORRECTABLE: readonly TransferKindName[] = ['increase', 'decrease', 'allot', 'recover'];

/**
 * What may be proposed of a budget. `roll`: what nobody was promised · `roll-reserved`: what cases hold, each with its payment ·
 * `correct`: the mirror image of an entry that was wrong.
 */
export const CHANGE_KINDS = ['open', 'increase', 'decrease', 'close', 'allot', 'roll', 'roll-reserved', 'correct'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** No amount is above 10^13 yuan, so that sums stay whole in a number. */
export const MOST_FEN = 10 ** 15;
