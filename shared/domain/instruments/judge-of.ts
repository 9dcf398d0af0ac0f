import type { InstrumentName } from '../cases/profiles.ts';
import { SUBSIDY_JUDGE } from '../subsidies/judge.ts';
import type { ClaimJudge } from './judging.ts';

/** Who judges the claims of each instrument. Heavy: it carries the evaluator and every rule; `contents-of.ts` is for all who do not judge. */
export const CLAIM_JUDGES: Readonly<Record<InstrumentName, ClaimJudge>> = {
  broadband_subsidy: SUBSIDY_JUDGE,
  training_subsidy: SUBSIDY_JUDGE,
  mentor_subsidy: SUBSIDY_JUDGE,
  event_subsidy: SUBSIDY_JUDGE,
  rent_subsidy: SUBSIDY_JUDGE,
  utility_discount: SUBSIDY_JUDGE,
  automatic_subsidy: SUBSIDY_JUDGE,
};

/** Who judges the claim of a case. */
export const judgeOf = ({ instrument }: { readonly instrument: InstrumentName }): ClaimJudge => CLAIM_JUDGES[instrument];
