import { reEvaluation } from '../../../shared/contracts/re-evaluation.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import { judgeOf } from '../../../shared/domain/instruments/judge-of.ts';
import type { Api } from '../../../shared/http/api.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { caseLookOf } from '../../../shared/http/look-at-case.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { AppraisalParts } from '../appraisal-parts.ts';
import { groupsSeen, showReEvaluation } from '../use-cases/show-re-evaluation.ts';
import { gatherApplicant } from './gather-applicant.ts';

/** Nobody has anything to decide in it any more: handing it in has shown its deciders what is pinned, and not how the applicant goes on. */
const isOver = ({ record, appeals }: CaseFile): boolean => isEnd(record.state) && !appeals.some(({ state }) => state === 'filed');

/**
 * What would come of a claim today. A question: what the case is judged on stays as it is pinned. It looks at more of the applicant than was
 * handed in, so each look from outside is noted with the applicant before it is answered.
 */
export function reEvaluationRoutes(api: Api<Write>, parts: AppraisalParts): void {
  api.question(
    'GET /v1/cases/{id}/re-evaluation',
    (request) => gatherApplicant(request, parts),
    async (request, { stored, applicant, catalogue }) => {
      const { context, now, grounds } = request;
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      if (!catalogue) return caseProblemReply(context, 'service-unavailable');
      const { record } = stored.file;
      if (grounds.relation !== 'same-organisation' && isOver(stored.file)) return caseProblemReply(context, 'case-state');
      const asked = stored.pins && { record, pins: stored.pins, applicant, catalogue, now, hashOf: contentHash };
      const judged = asked && judgeOf(record).reEvaluate(asked);
      if (!judged?.ok) return caseProblemReply(context, 'case-state');
      const look = caseLookOf(request, newId(), { caseId: record.id, what: 'facts', fieldGroups: groupsSeen(judged.value, grounds) });
      if (look) await parts.accessLog.note(record.applicant.organisationId, look);
      return reply(context, reEvaluation, showReEvaluation(record, judged.value, grounds, catalogue.dictionary));
    },
  );
}
