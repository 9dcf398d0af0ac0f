import type { JudgedAnew, JudgingAnew, NotJudged } from '../instruments/judging.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { versionOn } from '../policy/in-force.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import { appraise, type Basis, basisOf } from './appraise.ts';
import { type Claim, claim as claimForm } from './claim.ts';
import { filingNamedBy } from './event-filing.ts';
import { holdsOfClaim } from './holds-of-claim.ts';
import { otherGrants } from './other-grants.ts';
import { capsLeftOf } from './shared-caps.ts';

type Appraised = Extract<ReturnType<typeof appraise>, { ok: true }>['value'];
interface OnPins extends Appraised {
  readonly claim: Claim;
  readonly basis: Basis;
  readonly version: ProgrammeVersion;
}

/**
 * A claim judged and counted on what it pinned, as of the day it was judged on: first on its own, then with what the applicant's other claims
 * have left of the caps it is held to.
 */
export function appraiseOnPins({ record, pins, applicant, catalogue, at, struck, settled }: JudgingAnew): Result<OnPins, NotJudged> {
  const read = claimForm.safeParse(record.claim);
  if (!read.success || !record.appraisal) return refuse({ code: 'claim-refused' });
  const claim = read.data;
  const { asOf } = record.appraisal;
  const basis = basisOf(pins, catalogue);
  const version = versionOn(basis.programme, asOf);
  if (!version) throw new Error(`case ${record.id} pinned no version`);
  const question = {
    ...basis,
    claim,
    applicantId: record.applicant.organisationId,
    asOf,
    at,
    filing: filingNamedBy(claim, applicant.filings),
    struck,
    settled,
    others: otherGrants(applicant.cards, record.id, catalogue),
  };
  const whole = appraise(question);
  const left = whole.ok && capsLeftOf(applicant.cards, record.id)(whole.value.computation.caps);
  const judged = left ? appraise({ ...question, left }) : whole;
  return judged.ok ? ok({ ...judged.value, claim, basis, version }) : refuse({ code: judged.refusal.code });
}

/** A claim of a subsidy after a step of the review, or an appeal that is upheld (`ClaimJudge`). */
export function judgeAnew(question: JudgingAnew): Result<JudgedAnew, NotJudged> {
  const judged = appraiseOnPins(question);
  if (!judged.ok) return judged;
  const { applicant, catalogue, record, struck } = question;
  const { appraisal, computation, claim, basis, version } = judged.value;
  const held = holdsOfClaim(claim, {
    programme: basis.programme,
    version,
    applicant,
    catalogue,
    caseId: record.id,
    asOf: appraisal.asOf,
    computation,
    strikes: struck.map(({ lineId, reason }) => ({ lineId, reason })),
  });
  return held.ok ? ok({ appraisal, ...held.value }) : held;
}
