import { caseCheck } from '../../../shared/contracts/case-check.ts';
import { judgeOf } from '../../../shared/domain/instruments/judge-of.ts';
import type { Api } from '../../../shared/http/api.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { AppraisalParts } from '../appraisal-parts.ts';
import { gatherApplicant } from './gather-applicant.ts';

/**
 * The list of a claim that was handed in, as whoever goes through it sees it. It looks at nothing but what was handed in: the papers and bills
 * the claim names. The body it sits with learns nothing of the applicant's other claims.
 */
export function checkRoutes(api: Api<Write>, parts: AppraisalParts): void {
  api.question(
    'GET /v1/cases/{id}/check',
    (request) => gatherApplicant(request, parts),
    ({ context, now, grounds }, { stored, applicant, catalogue }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      if (!catalogue) return caseProblemReply(context, 'service-unavailable');
      const { record } = stored.file;
      const checked = stored.pins && judgeOf(record).check({ record, pins: stored.pins, applicant, catalogue, now });
      if (!checked?.ok) return caseProblemReply(context, 'case-state');
      const { day, items } = checked.value;
      const seen = grounds.relation === 'confirming-body' ? items.filter(({ cases = [] }) => cases.length === 0) : items;
      return reply(context, caseCheck, {
        caseId: record.id,
        day,
        items: seen.map(({ cases, tick, ...item }) => ({ ...item, ...(cases && { cases: [...cases] }), tick: tick && { ...tick } })),
      });
    },
  );
}
