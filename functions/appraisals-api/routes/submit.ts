import { JUDGING_BODIES } from '../../../shared/contracts/judging-steps.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { judgeOf } from '../../../shared/domain/instruments/judge-of.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import { answered } from '../../../shared/http/case-answer.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { handInWrites } from '../../../shared/store/hand-in-writes.ts';
import { hashOfSnapshot } from '../../../shared/store/profile-store.ts';
import { stepCommit } from '../../../shared/store/step-writes.ts';
import type { AppraisalParts } from '../appraisal-parts.ts';
import { type Gathered, gatherApplicant } from './gather-applicant.ts';

/** The step that hands a claim in, as one write and one answer. */
function decide(event: 'submit' | 'resubmit', request: Allowed, detail: StepDetail, state: Gathered): Result<Decision<Write>, Refusal> {
  const { stored, applicant, catalogue, holidays } = state;
  if (!catalogue) return refuse({ code: 'service-unavailable' });
  const context = personStep(request, { record: stored.file.record, applicant: applicant.file, holidays }, newId);
  const { handIn } = judgeOf(stored.file.record);
  const handed = handIn(stored.file, event, actorOf(request), detail, { applicant, catalogue, context, hashOfSnapshot, pins: stored.pins });
  if (!handed.ok) return refuse(handed.refusal);
  const { value } = handed;
  const more = handInWrites(value, applicant, stored.pins, context.now);
  return ok(answered(value.step.file, context.today, stepCommit(stored.file, value.step, context, more)));
}

/** Handing a claim in, and handing it in again. */
export function submitRoutes(api: Api<Write>, parts: AppraisalParts): void {
  api.command('POST /v1/cases/{id}/submit', {
    body: JUDGING_BODIES.submit,
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => decide('submit', request, request.body, state),
  });
  api.command('POST /v1/cases/{id}/resubmit', {
    body: JUDGING_BODIES.resubmit,
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => decide('resubmit', request, request.body, state),
  });
}
