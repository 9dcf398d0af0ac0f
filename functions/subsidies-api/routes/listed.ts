import { claimListed } from '../../../shared/contracts/claim-listed.ts';
import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import { listOfCase } from '../../../shared/domain/subsidies/claim-listed.ts';
import { kindOfInstrument } from '../../../shared/domain/subsidies/kinds.ts';
import type { Api } from '../../../shared/http/api.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { ClaimParts } from '../claim-parts.ts';

/** The case the path names with everything about its applicant; one of another instrument is not there. Two reads. */
async function gatherListed({ param }: Request, { cases, applicants, readCatalogue }: ClaimParts) {
  const [stored, catalogue] = await Promise.all([cases.readCase(param('id')), readCatalogue()]);
  if (!stored || !kindOfInstrument(stored.file.record.instrument)) return undefined;
  const { record } = stored.file;
  const applicant = await applicants.readApplicant(record.applicant.organisationId);
  return applicant && { stored, applicant, catalogue, subject: subjectOfCase(record), head: stored.head };
}

/**
 * The list of a claim that was handed in, as whoever goes through it sees it. It looks at nothing but what was handed in: the papers and bills
 * the claim names. The body it sits with learns nothing of the applicant's other claims.
 */
export function listedRoutes(api: Api<Write>, parts: ClaimParts): void {
  api.question(
    'GET /v1/subsidies/claims/{id}/list',
    (request) => gatherListed(request, parts),
    ({ context, now, grounds }, { stored, applicant, catalogue }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      if (!catalogue) return caseProblemReply(context, 'service-unavailable');
      const { record } = stored.file;
      const listed = stored.pins && listOfCase({ record, pins: stored.pins, applicant, catalogue, now });
      if (!listed?.ok) return caseProblemReply(context, 'case-state');
      const { day, items } = listed.value;
      const seen = grounds.relation === 'confirming-body' ? items.filter(({ cases = [] }) => cases.length === 0) : items;
      return reply(context, claimListed, {
        caseId: record.id,
        day,
        items: seen.map(({ cases, tick, ...item }) => ({ ...item, ...(cases && { cases: [...cases] }), tick: tick && { ...tick } })),
      });
    },
  );
}
