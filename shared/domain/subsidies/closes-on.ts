import type { CaseRecord } from '../cases/records.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import { windowOf } from './check-context.ts';
import type { ClaimDraft } from './claim.ts';

/** The last day on which the call takes such a claim; null: the claim does not say its year yet. */
export const closesOn = (version: ProgrammeVersion, claim: ClaimDraft): CivilDate | null => windowOf(claim, { version })?.submitTo ?? null;

/** The same of a draft as it is kept, under the programme it was begun under; null: that is in the catalogue no more. */
export function closesOnOf(
  { programmeId, programmeVersion, divisionCode }: Pick<CaseRecord, 'programmeId' | 'programmeVersion' | 'divisionCode'>,
  claim: ClaimDraft,
  { programmes, adopted }: Pick<LoadedCatalogue, 'programmes' | 'adopted'>,
): CivilDate | null {
  const programme = [...adopted, ...programmes].find(({ id, regionCode }) => id === programmeId && regionCode === divisionCode);
  const version = programme?.versions.find((one) => one.version === programmeVersion);
  return version ? closesOn(version, claim) : null;
}
