import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import type { StepDetail } from '../../../shared/domain/cases/guards.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { handIn } from '../../../shared/domain/subsidies/hand-in.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { handInWrites } from '../../../shared/store/hand-in-writes.ts';
import { hashOfSnapshot } from '../../../shared/store/profile-store.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

/** The case with everything about its applicant. Two reads; catalogue and calendar are kept between requests. */
export async function gatherApplicant(request: Request, parts: CaseParts) {
  const [gathered, catalogue, holidays] = await Promise.all([gatherCase(request, parts), parts.readCatalogue(), parts.readHolidays()]);
  if (!gathered) return undefined;
  const applicant = await parts.applicants.readApplicant(gathered.stored.file.record.applicant.organisationId);
  return applicant && { ...gathered, catalogue, holidays, applicant };
}
type Gathered = NonNullable<Awaited<ReturnType<typeof gatherApplicant>>>;

/** The step that hands a claim in, as one write and one answer. */
function decide(event: 'submit' | 'resubmit', request: Allowed, detail: StepDetail, state: Gathered): Result<Decision<Write>, Refusal> {
  const { stored, applicant, catalogue, holidays } = state;
  if (!catalogue) return refuse({ code: 'service-unavailable' });
  const context = contextOf(request, { record: stored.file.record, applicant: applicant.file, holidays });
  const handed = handIn(stored.file, event, actorOf(request), detail, { applicant, catalogue, context, hashOfSnapshot });
  if (!handed.ok) return refuse(handed.refusal);
  const { value } = handed;
  return ok(commitStep(stored.file, value.step, context, handInWrites(value, applicant, stored.pins, context.now)));
}

/** Handing a claim in, and handing it in again. */
export function submitRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/cases/{id}/submit', {
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => decide('submit', request, {}, state),
  });
  api.command('POST /v1/cases/{id}/resubmit', {
    body: STEP_BODIES.resubmit,
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => decide('resubmit', request, request.body, state),
  });
}
