import type * as z from 'zod/mini';
import { JUDGING_BODIES } from '../../../shared/contracts/judging-steps.ts';
import { eventsOf } from '../../../shared/domain/cases/edges.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { judgeOf } from '../../../shared/domain/instruments/judge-of.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import { answered } from '../../../shared/http/case-answer.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepCommit } from '../../../shared/store/step-writes.ts';
import type { AppraisalParts } from '../appraisal-parts.ts';
import { refusalOfReview } from '../use-cases/check-review.ts';
import { type Gathered, gatherApplicant } from './gather-applicant.ts';

/**
 * Steps after which the claim is judged and counted anew, on what it pinned. An appeal that is upheld is one of them: the end it is upheld
 * against gave back what the claim held, and all of it is taken again or the appeal cannot be upheld.
 */
const REVIEWS = ['settle-fact', 'strike-line', 'restore-line', 'recount', 'uphold-appeal'] as const;
type Review = (typeof REVIEWS)[number];

/** What is struck and settled after this step; the machine records it with who and when. */
function after(name: Review, { struck, settled }: CaseRecord, detail: StepDetail): Pick<CaseRecord, 'struck' | 'settled'> {
  const { lineId = '', reason = '', fact = '', value, evidence = [] } = detail;
  const by = { personId: '', personKey: '', name: '', role: '', organisationId: null };
  const others = struck.filter((one) => one.lineId !== lineId);
  if (name === 'uphold-appeal' || name === 'recount') return { struck, settled };
  if (name === 'restore-line') return { struck: others, settled };
  if (name === 'strike-line') return { struck: [...others, { lineId, reason, by, at: '' }], settled };
  return { struck, settled: [...settled.filter((one) => one.fact !== fact), { fact, value, evidence: [...evidence], reason, by, at: '' }] };
}

function judgeAnew(
  name: Review,
  request: Allowed,
  detail: StepDetail,
  { stored, applicant, catalogue, holidays }: Gathered,
): Result<Decision<Write>, Refusal> {
  const { file, pins } = stored;
  const { record } = file;
  if (!catalogue) return refuse({ code: 'service-unavailable' });
  const by = actorOf(request);
  const context = personStep(request, { record, applicant: applicant.file, holidays }, newId);
  if (!pins || !record.appraisal || !eventsOf(record).includes(name)) {
    const refused = step(file, name, by, detail, context);
    return refused.ok ? refuse({ code: 'case-state' }) : refuse(refused.refusal);
  }
  const unfit = refusalOfReview(name, file, detail, { dictionary: catalogue.dictionary, documents: applicant.documents });
  if (unfit) return refuse(unfit);
  const judged = judgeOf(record).judgeAnew({ record, pins, applicant, catalogue, at: context.now, ...after(name, record, detail) });
  if (!judged.ok) return judged;
  const taken = step(file, name, by, detail, { ...context, brought: judged.value });
  if (!taken.ok) return refuse(taken.refusal);
  return ok(answered(taken.value.file, context.today, stepCommit(file, taken.value, { ...context, reason: detail.reason })));
}

/** What a reviewer records: each time the amount and the verdict follow from what is pinned, never from what is published now. */
export function reviewRoutes(api: Api<Write>, parts: AppraisalParts): void {
  for (const name of REVIEWS) {
    const gather = (request: Request) => gatherApplicant(request, parts);
    const path = `POST /v1/cases/{id}/${name}` as const;
    if (name === 'recount') {
      api.command(path, { gather, decide: (request, state) => judgeAnew(name, request, {}, state) });
      continue;
    }
    const body: z.ZodMiniType = JUDGING_BODIES[name];
    api.command(path, { body, gather, decide: (request, state) => judgeAnew(name, request, request.body as StepDetail, state) });
  }
}
