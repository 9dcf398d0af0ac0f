import type { InstrumentName } from '../cases/profiles.ts';
import { SUBSIDY_CONTENTS } from '../subsidies/claim-contents.ts';
import type { ClaimContents } from './claim-contents.ts';

/** How the claim of each instrument is read. Light: it carries no rule by which a claim is judged. */
export const CLAIM_CONTENTS: Readonly<Record<InstrumentName, ClaimContents>> = {
  broadband_subsidy: SUBSIDY_CONTENTS,
  training_subsidy: SUBSIDY_CONTENTS,
  mentor_subsidy: SUBSIDY_CONTENTS,
  event_subsidy: SUBSIDY_CONTENTS,
  rent_subsidy: SUBSIDY_CONTENTS,
  utility_discount: SUBSIDY_CONTENTS,
  automatic_subsidy: SUBSIDY_CONTENTS,
};

/** How the claim of a case is read. */
export const contentsOf = ({ instrument }: { readonly instrument: InstrumentName }): ClaimContents => CLAIM_CONTENTS[instrument];
