import type { CaseRecord, Pins } from '../cases/records.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { TraceLine } from '../matching/benefit.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import { inputsOf } from '../policy/fact-dictionary.ts';
import { factsAskedBy } from '../policy/formula-parts.ts';
import { versionOn } from '../policy/in-force.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import { appraise, type Basis, basisOf } from './appraise.ts';
import { claim as claimForm } from './claim.ts';
import { compareJudgements, type Differences, type Judged, type KnownFact } from './compare-judgements.ts';
import { capsLeftOf, type NotPrepared, prepareClaim } from './prepare-claim.ts';

export interface ReEvaluation {
  readonly pinned: Judged;
  /** Null: it cannot be judged today, and `why` says so. */
  readonly today: Judged | null;
  readonly why: NotPrepared | null;
  readonly differences: Differences;
  /** The facts about the applicant that either side asks for: nothing else is compared. */
  readonly about: readonly string[];
}

export interface ReEvaluationQuestion {
  readonly record: CaseRecord;
  readonly pins: Pins;
  readonly applicant: ApplicantFile;
  readonly catalogue: LoadedCatalogue;
  readonly now: Date;
  readonly hashOf: (value: unknown) => string;
}

/** What a version asks of the applicant, and from what that follows. */
function askedOfApplicant(version: ProgrammeVersion, { dictionary }: Pick<Basis, 'dictionary'>): string[] {
  const asked = factsAskedBy(version).flatMap((fact) => {
    const how = dictionary.get(fact)?.derived;
    return how ? [fact, ...inputsOf(how)] : [fact];
  });
  return asked.filter((fact) => dictionary.get(fact)?.scope === 'applicant');
}

type Known = Readonly<Record<string, { readonly value: KnownFact['value']; readonly source: string; readonly since?: string | null }>>;
const factsAmong = (about: readonly string[], known: Known): Judged['facts'] =>
  Object.fromEntries(
    about.flatMap((fact) => {
      const said = known[fact];
      return said ? [[fact, { value: said.value, source: said.source, since: said.since ?? null }]] : [];
    }),
  );

/** The case as it stands: verdict, amount and its lines as they are on record; clauses with their values from what is pinned. */
function asPinned({ record, pins, applicant, catalogue, now }: ReEvaluationQuestion) {
  const basis = basisOf(pins, catalogue);
  const { appraisal } = record;
  const version = appraisal && versionOn(basis.programme, appraisal.asOf);
  if (!appraisal || !version) return undefined;
  const claim = claimForm.parse(record.claim);
  const filing = claim.kind === 'events' ? (applicant.filings.find(({ id }) => id === claim.filingId) ?? null) : undefined;
  const { struck, settled } = record;
  const question = { ...basis, claim, applicantId: record.applicant.organisationId, at: now.toISOString(), filing, struck, settled };
  const whole = appraise({ ...question, asOf: appraisal.asOf });
  if (!whole.ok) return undefined;
  const left = capsLeftOf(applicant.cards, record.id)(whole.value.computation.caps);
  const judged = appraise({ ...question, asOf: appraisal.asOf, left });
  return judged.ok ? { version, appraisal, snapshot: basis.snapshot, clauses: judged.value.computation.clauses } : undefined;
}

/**
 * The claim of a case as it was handed in, judged twice: on what is pinned, and on what is known and in force today. A question: it writes
 * nothing, and what the case is judged on stays what it was. Refused where nothing is pinned.
 */
export function reEvaluate(question: ReEvaluationQuestion): Result<ReEvaluation, { readonly code: 'case-state' }> {
  const { record, applicant, catalogue, now, hashOf } = question;
  const before = asPinned(question);
  if (!before) return refuse({ code: 'case-state' });
  const { id, programmeId, struck, settled } = record;
  const draft = { claim: record.claim, payee: null, interests: [...(record.interests ?? [])], savedAt: now.toISOString() };
  const prepared = prepareClaim({ id, programmeId, submittedOn: null, struck, settled }, draft, applicant, catalogue, now);
  const after = typeof prepared === 'string' || !prepared.appraisal || !prepared.computation ? null : prepared;

  const about = [...new Set([before.version, ...(after ? [after.version] : [])].flatMap((one) => askedOfApplicant(one, catalogue)))];
  const pinned: Judged = {
    programmeVersion: record.programmeVersion,
    programmeHash: record.programmeHash,
    asOf: before.appraisal.asOf,
    verdict: before.appraisal.verdict,
    computedFen: before.appraisal.computedFen,
    clauses: before.clauses,
    trace: before.appraisal.trace as readonly TraceLine[],
    facts: factsAmong(about, before.snapshot),
  };
  if (!after?.appraisal || !after.computation) {
    const why = typeof prepared === 'string' ? prepared : 'facts-contradict';
    return ok({ pinned, today: null, why, differences: { clauses: [], trace: [], facts: [] }, about });
  }
  const today: Judged = {
    programmeVersion: after.version.version,
    programmeHash: hashOf({ ...after.programme, versions: [after.version] }),
    asOf: after.day,
    verdict: after.appraisal.verdict,
    computedFen: after.appraisal.computedFen,
    clauses: after.computation.clauses,
    trace: after.computation.trace,
    facts: factsAmong(about, after.snapshot.facts),
  };
  return ok({ pinned, today, why: null, differences: compareJudgements(pinned, today), about });
}
