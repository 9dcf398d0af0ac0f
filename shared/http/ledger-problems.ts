import { LEDGER_REFUSALS, type LedgerRefusal } from '../domain/ledger/refusals.ts';

/** The status of each refusal of the ledger; its sentence stands with the rule. */
const STATUS = {
  'amount-out-of-range': 422,
  'budgets-unrelated': 422,
  'other-community': 422,
  'own-part': 422,
  'other-bureau': 422,
  'other-programme': 422,
  'other-year': 422,
  'budget-exhausted': 409,
  'budget-closed': 409,
  'already-reserved': 409,
  'nothing-reserved': 409,
  'over-posted': 409,
  'payment-posted': 409,
  'payment-not-posted': 409,
  'over-recovered': 409,
  'cannot-be-corrected': 409,
  'already-corrected': 409,
  'duplicate-transfer': 409,
  'ledger-out-of-balance': 409,
  'same-person': 403,
} as const satisfies Record<LedgerRefusal, number>;

const codes = Object.keys(STATUS) as LedgerRefusal[];

/** The refusals of the ledger as problems of the API. */
export const LEDGER_PROBLEMS = Object.fromEntries(
  codes.map((code) => [code, { status: STATUS[code], noted: true, ...LEDGER_REFUSALS[code] }]),
) as {
  readonly [Code in LedgerRefusal]: {
    readonly status: (typeof STATUS)[Code];
    readonly noted: true;
    readonly zh: string;
    readonly en: string;
  };
};
