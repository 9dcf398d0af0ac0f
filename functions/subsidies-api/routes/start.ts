import { claimList, claimStart, claimView, ofApplicant } from '../../../shared/contracts/claims.ts';
import { newCase, standingOf } from '../../../shared/domain/cases/new-case.ts';
import { cardFromOutside } from '../../../shared/domain/cases/shown/withheld.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { APPLIES_AS } from '../../../shared/domain/parties/applicant.ts';
import { APPLICANT_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { bindingProgramme } from '../../../shared/domain/subsidies/appraise.ts';
import { closesOn } from '../../../shared/domain/subsidies/closes-on.ts';
import { versionToBegin } from '../../../shared/domain/subsidies/judged-on.ts';
import { kindOfProgramme } from '../../../shared/domain/subsidies/kinds.ts';
import { knownOfApplicant } from '../../../shared/domain/subsidies/prepare-claim.ts';
import type { Api } from '../../../shared/http/api.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { ClaimParts } from '../claim-parts.ts';
import { keepable } from '../use-cases/keep-draft.ts';
import { showClaim } from '../use-cases/show-claim.ts';

const NOT_OPEN = { code: 'programme-not-open' } as const;

/** Beginning a claim, and the list of one's claims. */
export function startRoutes(api: Api<Write>, { applicants, readCatalogue, readHolidays, personKeySecret }: ClaimParts): void {
  api.question(
    'GET /v1/subsidies/claims',
    ({ context }) => ({ subject: { organisationId: context.req.query('organisationId') } }),
    async ({ context }) => {
      const query = validatedQuery(context, ofApplicant);
      if (!query.ok) return query.refusal;
      const cards = await applicants.readCards(query.value.organisationId);
      return reply(context, claimList, { items: cards.map(cardFromOutside) });
    },
  );

  api.command('POST /v1/subsidies/claims', {
    body: claimStart,
    namedInBody: true,
    gather: async (_request, body) => {
      const [applicant, catalogue, holidays] = await Promise.all([
        body && applicants.readApplicant(body.organisationId),
        readCatalogue(),
        readHolidays(),
      ]);
      return body && applicant && { subject: { organisationId: body.organisationId }, head: undefined, applicant, catalogue, holidays };
    },
    decide: ({ body, who, now }, { applicant, catalogue, holidays }) => {
      if (!catalogue) return refuse({ code: 'service-unavailable' });
      const { organisation } = applicant.file;
      if (!isOneOf(APPLICANT_KINDS, organisation.kind)) return refuse({ code: 'no-profile' });
      const today = dayInShanghai(now);
      const { known } = knownOfApplicant(applicant, catalogue, today);
      const programme = bindingProgramme(body.programmeId, catalogue, { facts: known.derived, divisionCode: organisation.divisionCode });
      const version = programme && versionToBegin(programme, today);
      const kind = programme && kindOfProgramme(programme);
      if (!programme || !version || !kind) return refuse(NOT_OPEN);
      if (!programme.applicants.includes(APPLIES_AS[organisation.kind])) return refuse({ code: 'programme-for-others' });
      const draft = keepable(body.claim ?? { kind }, undefined, kind, personKeySecret, today);
      if (!draft.ok) return refuse(draft.refusal);
      const standing = standingOf(applicant.file, programme, version, contentHash({ ...programme, versions: [version] }), now);
      const file = newCase({
        id: newId(),
        instrument: programme.instrument as never,
        standing: { ...standing, terms: { ...standing.terms, closesOn: closesOn(version, draft.value) } },
        claim: draft.value,
        createdBy: who.personId,
        reapplyOf: null,
        now: now.toISOString(),
        today,
        holidays,
      });
      const taken = { file, event: 'draft' };
      return ok({
        writes: stepWrites(undefined, taken, now.toISOString()),
        audit: stepAudit(undefined, taken),
        status: 201,
        body: claimView.parse(showClaim(file)),
        version: 1,
        location: `/v1/subsidies/claims/${file.record.id}`,
      });
    },
  });
}
