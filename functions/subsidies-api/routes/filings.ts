import { filingBody, filingList, filingView, ofApplicant } from '../../../shared/contracts/claims.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { fileEvent } from '../../../shared/domain/subsidies/event-filing.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { putEventFiling } from '../../../shared/store/applicant-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { ClaimParts } from '../claim-parts.ts';

/** Events on file: what is planned is said before it is held, and never changed. */
export function filingRoutes(api: Api<Write>, { applicants }: ClaimParts): void {
  api.question(
    'GET /v1/subsidies/event-filings',
    ({ context }) => ({ subject: { organisationId: context.req.query('organisationId') } }),
    async ({ context }) => {
      const query = validatedQuery(context, ofApplicant);
      if (!query.ok) return query.refusal;
      const applicant = await applicants.readApplicant(query.value.organisationId);
      return reply(context, filingList, { items: [...(applicant?.filings ?? [])] });
    },
  );

  api.command('POST /v1/subsidies/event-filings', {
    body: filingBody,
    namedInBody: true,
    gather: async (_request, body) => {
      const applicant = body && (await applicants.readApplicant(body.organisationId));
      return applicant && { subject: { organisationId: body.organisationId }, head: applicant.file.head, filings: applicant.filings };
    },
    decide: ({ body, who, now }, { filings }) => {
      const { organisationId, ...plan } = body;
      const filed = fileEvent(plan, { id: newId(), organisationId, filedBy: who.personId }, filings, now);
      if (!filed.ok) return refuse(filed.refusal);
      const { id, title, place, plannedOn, category, plannedSpendFen } = filed.value;
      return ok({
        writes: [putEventFiling(filed.value)],
        audit: {
          aggregate: { kind: 'organisation', id: organisationId },
          changed: { eventFiling: id, plannedOn, category, plannedSpendFen, title: { sensitive: title }, place: { sensitive: place } },
        },
        status: 201,
        body: filingView.parse(filed.value),
        location: `/v1/subsidies/event-filings?organisationId=${organisationId}`,
      });
    },
  });
}
