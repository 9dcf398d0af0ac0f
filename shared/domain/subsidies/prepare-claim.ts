import type { Appraisal } from '../cases/records/appraisal.ts';
import type { CaseDraft, PinnedConcern } from '../cases/records/handed-in.ts';
import type { CaseRecord } from '../cases/records.ts';
import type { FlagRaised } from '../cases/step-input.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { NotPrepared } from '../instruments/judging.ts';
import { type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import { APPLICANT_KINDS, isOneOf } from '../parties/kinds.ts';
import { knownFacts, standingsOf } from '../parties/profile.ts';
import type { FactSource } from '../parties/records.ts';
import { sourcesOn } from '../parties/residence-facts.ts';
import { type SnapshotContent, snapshotOf } from '../parties/snapshot.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import { appraise, bindingProgramme } from './appraise.ts';
import { billFlags } from './bill-flags.ts';
import type { CheckItem } from './check-claim.ts';
import type { ClaimDraft } from './claim.ts';
import { struckOf } from './claim-parts.ts';
import type { ClaimComputation } from './compute-claim.ts';
import { concernOf } from './concern-of-claim.ts';
import { filingNamedBy } from './event-filing.ts';
import { flagOf } from './item-flags.ts';
import { judgedOn } from './judged-on.ts';
import { type Foresee, listOfClaim } from './list-of-claim.ts';
import { otherGrants } from './other-grants.ts';
import { capsLeftOf, openBeside } from './shared-caps.ts';
import { asOthersVouch, restsOn } from './vouched-facts.ts';

/** A claim of an applicant under the programme that binds it, judged on what is known today: what the wizard shows and what submitting pins. */
export interface PreparedClaim {
  readonly caseId: string;
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly day: CivilDate;
  readonly snapshot: SnapshotContent;
  /** As it is judged: what the system fills in, it has filled in anew. */
  readonly claim: ClaimDraft;
  readonly items: readonly CheckItem[];
  readonly appraisal: Appraisal | null;
  readonly computation: ClaimComputation | null;
  readonly concern: PinnedConcern;
  readonly flags: readonly FlagRaised[];
}

/** What a source says of a day: nothing that was not yet so. */
const saidBy =
  (day: CivilDate) =>
  (source: FactSource): FactSource => ({
    ...source,
    facts: Object.fromEntries(Object.entries(source.facts).filter(([, { since }]) => since === null || since <= day)),
  });

/** What is known of the applicant on a day, as content of a snapshot, and whether a programme's county is where it stands. */
export function knownOfApplicant({ file }: ApplicantFile, catalogue: LoadedCatalogue, day: CivilDate) {
  const { dictionary, reference, catalogueVersion } = catalogue;
  const standings = standingsOf(sourcesOn(file, day).map(saidBy(day)), dictionary, day);
  const known = knownFacts(standings, dictionary, reference, day);
  return { known, snapshot: snapshotOf(file.organisation, standings, known.leftOut, catalogueVersion) };
}

/**
 * Prepares a claim from its draft. The wizard asks at every save, submitting asks once more: the same list, the same amount.
 * @param record the case the draft belongs to
 * @param now the moment it is, or would be, handed in
 * @param foresee where the list is shown: what handing in would be refused by because of the applicant's other claims
 */
export function prepareClaim(
  record: Pick<CaseRecord, 'id' | 'programmeId' | 'submittedOn' | 'struck' | 'settled'>,
  draft: CaseDraft,
  asStored: ApplicantFile,
  catalogue: LoadedCatalogue,
  now: Date,
  foresee?: Foresee,
): PreparedClaim | NotPrepared {
  const written = draft.claim as ClaimDraft;
  // Where nobody applies, nothing counts but what others vouch for.
  const applicant = written.kind === 'automatic' ? asOthersVouch(asStored) : asStored;
  const { organisation } = applicant.file;
  if (!applicant.file.profile || !isOneOf(APPLICANT_KINDS, organisation.kind)) return 'no-profile';
  const day = dayInShanghai(now);
  const today = knownOfApplicant(applicant, catalogue, day);
  const place = { facts: today.known.derived, divisionCode: organisation.divisionCode };
  const programme = bindingProgramme(record.programmeId, catalogue, place);
  // What was handed in once is judged as of that day, also when it is handed in again; or as of its costs, where the programme says so.
  const struck = struckOf(record.struck);
  const asOf = programme && judgedOn(programme, written, struck, record.submittedOn ?? day);
  const version = programme && asOf && versionOn(programme, asOf);
  if (!programme || !asOf || !version) return 'programme-not-open';
  const { snapshot } = programme.judgedAt === 'cost' ? knownOfApplicant(applicant, catalogue, asOf) : today;
  const facts = restsOn(version, snapshot, catalogue.dictionary);
  const claim = written.kind === 'automatic' ? { ...written, facts } : written;
  const filing = filingNamedBy(claim, applicant.filings);
  const { kind } = organisation;
  const { items, trained } = listOfClaim(claim, { record, applicant, kind, programme, version, catalogue, day, asOf, now }, foresee);
  const question = {
    programme,
    snapshot: snapshot.facts as never,
    dictionary: catalogue.dictionary,
    reference: catalogue.reference,
    claim,
    applicantId: organisation.id,
    asOf,
    at: now.toISOString(),
    // What a reviewer struck or recorded before stays so, also where the claim comes back corrected.
    struck: record.struck,
    settled: record.settled,
    filing,
    trainedBefore: trained,
    others: otherGrants(applicant.cards, record.id, catalogue),
  };
  const whole = appraise(question);
  if (!whole.ok) return 'facts-contradict';
  const left = capsLeftOf(applicant.cards, record.id)(whole.value.computation.caps);
  const judged = appraise({ ...question, left });
  if (!judged.ok) return 'facts-contradict';
  return {
    caseId: record.id,
    programme,
    version,
    day,
    snapshot,
    claim,
    // Only where the list is shown: nothing is refused by it.
    items: foresee
      ? [...items, ...openBeside(claim, { id: record.id, programmeId: programme.id, applicant, ...judged.value.computation })]
      : items,
    ...judged.value,
    concern: concernOf(applicant, claim, draft, day),
    flags: [...billFlags(claim, applicant, record.id), ...items.flatMap((item) => flagOf(item, claim, organisation.id) ?? [])],
  };
}
