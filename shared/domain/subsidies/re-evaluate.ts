import { compareJudgements, type Judged } from '../instruments/compare-judgements.ts';
import type { ReEvaluation, ReEvaluationQuestion } from '../instruments/judging.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { TraceLine } from '../matching/benefit.ts';
import { askedOfApplicant, factsAmong } from './facts-asked.ts';
import { appraiseOnPins } from './judge-anew.ts';
import { prepareClaim } from './prepare-claim.ts';

/**
 * The claim of a case as it was handed in, judged twice (`ClaimJudge`). Of what is pinned verdict, amount and its lines are those on record; the
 * clauses with their values follow from it anew.
 */
export function reEvaluate(question: ReEvaluationQuestion): Result<ReEvaluation, { readonly code: 'case-state' }> {
  const { record, applicant, catalogue, now, hashOf } = question;
  const { id, programmeId, struck, settled } = record;
  const before = appraiseOnPins({ ...question, at: now.toISOString(), struck, settled });
  if (!before.ok || !record.appraisal) return refuse({ code: 'case-state' });
  const { claim, version, basis, computation } = before.value;
  const draft = { claim, payee: null, interests: [...(record.interests ?? [])], savedAt: now.toISOString() };
  const prepared = prepareClaim({ id, programmeId, submittedOn: null, struck, settled }, draft, applicant, catalogue, now);
  const after = typeof prepared === 'string' || !prepared.appraisal || !prepared.computation ? null : prepared;

  const about = [...new Set([version, ...(after ? [after.version] : [])].flatMap((one) => askedOfApplicant(one, catalogue.dictionary)))];
  const pinned: Judged = {
    programmeVersion: record.programmeVersion,
    programmeHash: record.programmeHash,
    asOf: record.appraisal.asOf,
    verdict: record.appraisal.verdict,
    computedFen: record.appraisal.computedFen,
    clauses: computation.clauses,
    trace: record.appraisal.trace as readonly TraceLine[],
    facts: factsAmong(about, basis.snapshot),
  };
  if (!after?.appraisal || !after.computation) {
    const why = typeof prepared === 'string' ? prepared : 'facts-contradict';
    return ok({ pinned, today: null, why, differences: { clauses: [], trace: [], facts: [] }, about });
  }
  const today: Judged = {
    programmeVersion: after.version.version,
    programmeHash: hashOf({ ...after.programme, versions: [after.version] }),
    asOf: after.appraisal.asOf,
    verdict: after.appraisal.verdict,
    computedFen: after.appraisal.computedFen,
    clauses: after.computation.clauses,
    trace: after.computation.trace,
    facts: factsAmong(about, after.snapshot.facts),
  };
  return ok({ pinned, today, why: null, differences: compareJudgements(pinned, today), about });
}
