import type { HolidayLists } from '../calendar/working-days.ts';
import { newCase, standingOf } from '../cases/new-case.ts';
import { SYSTEM } from '../cases/records/actor.ts';
import type { CaseFile } from '../cases/records.ts';
import type { CaseRefusal } from '../cases/refusals.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import { dayInShanghai } from '../kernel/civil-date.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Programme } from '../policy/programme.ts';
import { appraise } from './appraise.ts';
import { refusalOf } from './check-claim.ts';
import type { ClaimOf } from './claim.ts';
import { closesOn } from './closes-on.ts';
import type { ClaimComputation } from './compute-claim.ts';
import { otherGrants } from './other-grants.ts';
import { knownOfApplicant, type PreparedClaim, prepareClaim } from './prepare-claim.ts';

/**
 * 免申即享 (reference.md 6): nobody applies. Whoever meets every clause by facts that others vouch for is offered the grant as a draft, and
 * confirms it; then it is admitted without a desk. What the applicant says of itself counts for nothing here, neither way.
 */

/** Programmes that are given so on a day, each with the region whose applicants are looked through. */
export const givenWithoutApplication = (
  { programmes, adopted }: Pick<LoadedCatalogue, 'programmes' | 'adopted'>,
  day: string,
): Programme[] =>
  [...adopted, ...programmes].filter((one) => one.regionCode !== null && versionOn(one, day as never)?.delivery?.mode === 'automatic');

type Judged = Pick<ClaimComputation, 'verdict' | 'clauses' | 'computedFen'>;
const isMet = ({ verdict, computedFen }: Judged): boolean => verdict === 'eligible' && (computedFen ?? 0) > 0;

/** The same claim on all that is said, the applicant's own words included: it tells what was not vouched for from what nobody knows. */
function onAllThatIsSaid(prepared: PreparedClaim, applicant: ApplicantFile, catalogue: LoadedCatalogue): Judged | undefined {
  const { caseId, programme, claim, appraisal, day } = prepared;
  const judged = appraise({
    programme,
    snapshot: knownOfApplicant(applicant, catalogue, day).snapshot.facts as never,
    dictionary: catalogue.dictionary,
    reference: catalogue.reference,
    claim,
    applicantId: applicant.file.organisation.id,
    asOf: appraisal?.asOf ?? day,
    at: appraisal?.at ?? '',
    struck: [],
    settled: [],
    filing: undefined,
    others: otherGrants(applicant.cards, caseId, catalogue),
  });
  return judged.ok ? judged.value.computation : undefined;
}

type ClauseOf = ClaimComputation['clauses'][number];
const faultOf = ({ id, text, citation }: ClauseOf) => ({ pointer: `/clauses/${id}`, code: id, detail: text, citation });

/** The amount hangs on a fact that no clause asks for. */
function amountFaults({ missingFacts }: ClaimComputation, { dictionary }: LoadedCatalogue) {
  return missingFacts.map((fact) => {
    const { zh, en } = dictionary.get(fact)?.label ?? { zh: fact, en: fact };
    return { pointer: `/facts/${fact}`, code: fact, detail: { zh, en } };
  });
}

/**
 * Why a claim that nobody wrote may not be handed in now: a clause fails (`clause-failed`), rests on the applicant's own word alone
 * (`source-not-trusted`), or nobody knows (`clause-open`); each clause is named. Undefined: every clause is met by what others vouch for.
 * @param applicant as stored, the applicant's own words included
 */
export function entitlementRefusal(prepared: PreparedClaim, applicant: ApplicantFile, catalogue: LoadedCatalogue): CaseRefusal | undefined {
  const { computation } = prepared;
  if (!computation) return { code: 'clause-open' };
  if (isMet(computation)) return undefined;
  const of = (wanted: string) => computation.clauses.filter(({ outcome }) => outcome === wanted);
  if (computation.verdict === 'ineligible') return { code: 'clause-failed', faults: of('failed').map(faultOf) };
  const said = onAllThatIsSaid(prepared, applicant, catalogue);
  const open = of('unknown');
  const metBySay = open.filter(({ id }) => said?.clauses.some((other) => other.id === id && other.outcome === 'met'));
  if (metBySay.length > 0) return { code: 'source-not-trusted', faults: metBySay.map(faultOf) };
  if (open.length > 0) return { code: 'clause-open', faults: open.map(faultOf) };
  const known = said !== undefined && said.computedFen !== null;
  return { code: known ? 'source-not-trusted' : 'clause-open', faults: amountFaults(computation, catalogue) };
}

export interface OfferQuestion {
  readonly programme: Programme;
  readonly applicant: ApplicantFile;
  readonly catalogue: LoadedCatalogue;
  readonly holidays: HolidayLists;
  readonly now: Date;
  /** The same for the same words: two runs at once, or on two days of a year, come to one case. */
  readonly caseIdOf: (...words: readonly string[]) => string;
  readonly hashOf: (value: unknown) => string;
}

/**
 * The draft that offers an applicant a grant nobody applies for, once a year; undefined where it was offered this year, or something is not
 * met by what others vouch for.
 */
export function offerTo({
  programme: offered,
  applicant,
  catalogue,
  holidays,
  now,
  caseIdOf,
  hashOf,
}: OfferQuestion): CaseFile | undefined {
  const { organisation } = applicant.file;
  const today = dayInShanghai(now);
  const year = Number(today.slice(0, 4));
  const id = caseIdOf(organisation.id, offered.id, String(year));
  if (applicant.cards.some((card) => card.id === id)) return undefined;
  const blank: ClaimOf<'automatic'> = { kind: 'automatic', year, facts: [] };
  const draft = { claim: blank, payee: null, interests: [], savedAt: now.toISOString() };
  const prepared = prepareClaim(
    { id, programmeId: offered.id, submittedOn: null, struck: [], settled: [] },
    draft,
    applicant,
    catalogue,
    now,
  );
  if (typeof prepared === 'string' || refusalOf(prepared.items) || entitlementRefusal(prepared, applicant, catalogue)) return undefined;
  const { programme, version, claim } = prepared;
  const pinned = { ...programme, versions: [version] };
  const standing = standingOf(applicant.file, programme, version, hashOf(pinned), now);
  return newCase({
    id,
    instrument: 'automatic_subsidy',
    standing: { ...standing, terms: { ...standing.terms, closesOn: closesOn(version, claim) } },
    claim,
    createdBy: SYSTEM.personId,
    reapplyOf: null,
    now: now.toISOString(),
    today,
    holidays,
  });
}
