import { claimCheck, claimSave, claimView } from '../../../shared/contracts/claims.ts';
import { restarted } from '../../../shared/domain/cases/clock/clock.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { claimDraft } from '../../../shared/domain/subsidies/claim.ts';
import { closesOnOf } from '../../../shared/domain/subsidies/closes-on.ts';
import { foreseeOwn } from '../../../shared/domain/subsidies/held-by-own.ts';
import { kindOfInstrument } from '../../../shared/domain/subsidies/kinds.ts';
import { prepareClaim } from '../../../shared/domain/subsidies/prepare-claim.ts';
import type { Api } from '../../../shared/http/api.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { ClaimParts } from '../claim-parts.ts';
import { keepable } from '../use-cases/keep-draft.ts';
import { showCheck, showClaim } from '../use-cases/show-claim.ts';

/** In which states a claim is written; the draft of one that was withdrawn stays as it was. */
const WRITTEN_IN: readonly string[] = ['draft', 'returned'];

/** The claim the path names, to its applicant alone; a case of another instrument is not there. One read. */
async function gatherClaim({ param }: Request, { cases }: ClaimParts) {
  const stored = await cases.readCase(param('id'));
  const { record } = stored?.file ?? {};
  const kind = record && kindOfInstrument(record.instrument);
  if (!stored || !record || !kind) return undefined;
  const { applicant, version } = record;
  return { stored, kind, subject: { organisationId: applicant.organisationId }, head: stored.head, version };
}

/** A claim while it is written: read, saved whole with its version, and checked. */
export function claimRoutes(api: Api<Write>, parts: ClaimParts): void {
  api.question(
    'GET /v1/subsidies/claims/{id}',
    (request) => gatherClaim(request, parts),
    ({ context }, { stored, version }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      context.header('etag', etagOf(version));
      return reply(context, claimView, showClaim(stored.file));
    },
  );

  api.command('PUT /v1/subsidies/claims/{id}', {
    body: claimSave,
    gather: async (request) => {
      const [gathered, catalogue, holidays] = await Promise.all([gatherClaim(request, parts), parts.readCatalogue(), parts.readHolidays()]);
      return gathered && { ...gathered, catalogue, holidays };
    },
    decide: ({ body, now }, { stored, kind, catalogue, holidays }) => {
      const { file } = stored;
      const { record } = file;
      if (!record.draft || !WRITTEN_IN.includes(record.state)) return refuse({ code: 'claim-closed' });
      const before = claimDraft.safeParse(record.draft.claim).data;
      if (!catalogue) return refuse({ code: 'service-unavailable' });
      const today = dayInShanghai(now);
      const kept = keepable(body.claim, before, kind, parts.personKeySecret, today);
      if (!kept.ok) return refuse(kept.refusal);
      const payee = body.payee === undefined ? record.draft.payee : body.payee;
      const draft = { claim: kept.value, payee, interests: body.interests, savedAt: now.toISOString() };
      const due = record.state === 'draft' ? restarted(record, closesOnOf(record, kept.value, catalogue), { today, holidays }) : {};
      const saved: CaseFile = { ...file, record: { ...record, ...due, draft, version: record.version + 1 } };
      const taken = { file: saved, event: 'save' };
      return ok({
        writes: stepWrites(file, taken, now.toISOString()),
        audit: stepAudit(file, taken),
        status: 200,
        body: claimView.parse(showClaim(saved)),
        version: saved.record.version,
      });
    },
  });

  api.question(
    'GET /v1/subsidies/claims/{id}/check',
    async (request) => {
      const [gathered, catalogue] = await Promise.all([gatherClaim(request, parts), parts.readCatalogue()]);
      if (!gathered) return undefined;
      const applicant = await parts.applicants.readApplicant(gathered.subject.organisationId);
      return applicant && { ...gathered, applicant, catalogue };
    },
    ({ context, now }, { stored, applicant, catalogue, version }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const { record } = stored.file;
      if (!catalogue) return caseProblemReply(context, 'service-unavailable');
      if (!record.draft) return caseProblemReply(context, 'claim-closed');
      const prepared = prepareClaim(record, record.draft, applicant, catalogue, now, foreseeOwn);
      if (typeof prepared === 'string') return caseProblemReply(context, prepared);
      context.header('etag', etagOf(version));
      return reply(context, claimCheck, showCheck(prepared, record.draft, applicant.file));
    },
  );
}
