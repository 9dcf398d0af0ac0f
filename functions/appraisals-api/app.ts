import { APPRAISALS_ROUTES } from '../../shared/contracts/routes/appraisals-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { CASE_PROBLEMS } from '../../shared/http/case-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { AppraisalParts } from './appraisal-parts.ts';
import { reEvaluationRoutes } from './routes/re-evaluate.ts';
import { reviewRoutes } from './routes/review.ts';
import { submitRoutes } from './routes/submit.ts';

/** The table of contents of this API. */
export function createAppraisalsApp(parts: AppraisalParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(APPRAISALS_ROUTES, ports, CASE_PROBLEMS);
  submitRoutes(api, parts);
  reviewRoutes(api, parts);
  reEvaluationRoutes(api, parts);
  return api.finish();
}
