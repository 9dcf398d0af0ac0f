import { grantBody, grantList, grantView, receivedGrantList, receivedGrantQuery } from '../../../shared/contracts/consent.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { CONSENT_TEXT_VERSION, decideGrant, latestEnd, revokeGrant } from '../../../shared/domain/parties/consent.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { type ConsentStore, grantWrites } from '../../../shared/store/consent-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { PURPOSES, showConsentText, showGrant, showReceivedGrant } from '../use-cases/show-grant.ts';
import { gatherCompany, groundsAs } from './gather-company.ts';

export interface ConsentParts {
  readonly organisations: OrganisationReader;
  readonly consent: ConsentStore;
}

/** Consent: given, taken back and looked at by the company; looked at by the institution it was given to. */
export function grantRoutes(api: Api<Write>, { organisations, consent }: ConsentParts): void {
  api.question(
    'GET /v1/companies/{id}/grants',
    (request) => gatherCompany(request, organisations),
    async ({ context, now }, { file: { organisation, grants, members } }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const { lastUse, since } = await consent.readLastUses(organisation.id);
      const newestFirst = [...grants].sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
      return reply(context, grantList, {
        grants: newestFirst.map((grant) => ({ ...showGrant(grant, members, now), lastReadAt: lastUse.get(grant.id) ?? null })),
        usesSince: since,
        consentText: showConsentText(CONSENT_TEXT_VERSION),
        purposes: PURPOSES,
        latestUntil: latestEnd(now),
      });
    },
  );

  api.command('POST /v1/companies/{id}/grants', {
    body: grantBody,
    gather: async (request, body) => {
      const company = await gatherCompany(request, organisations);
      if (!company) return undefined;
      const named = body && (await consent.readGrantee(company.file.organisation.id, body.institutionId, body.documentIds));
      return { ...company, institution: named?.institution, papers: named?.papers ?? [] };
    },
    decide: ({ body, who, now }, { file, institution, papers }) => {
      const { organisation } = file;
      const decided = decideGrant(body, {
        id: newId(),
        companyId: organisation.id,
        givenBy: who.personId,
        now,
        institution,
        papers,
      });
      if (!decided.ok) return refuse(decided.refusal);
      const grant = decided.value;
      return ok({
        writes: grantWrites(organisation, grant, 'absent'),
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: {
            grant: grant.id,
            institution: grant.institutionId,
            fieldGroups: grant.fieldGroups,
            documents: grant.documentIds,
            purpose: grant.purpose,
            purposeNote: { sensitive: grant.purposeNote },
            until: grant.until,
            consentTextVersion: grant.consentTextVersion,
          },
        },
        status: 201,
        body: grantView.parse(showGrant(grant, file.members, now)),
      });
    },
  });

  api.command('POST /v1/companies/{id}/grants/{grantId}/revoke', {
    gather: async (request) => {
      const company = await gatherCompany(request, organisations);
      const grant = company?.file.grants.find(({ id }) => id === request.param('grantId'));
      return company && grant && { ...company, grant };
    },
    decide: ({ now }, { file, grant }) => {
      const { organisation } = file;
      const decided = revokeGrant(grant, now);
      if (!decided.ok) return refuse(decided.refusal);
      return ok({
        writes: grantWrites(organisation, decided.value, grant.version),
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { grant: grant.id, institution: grant.institutionId, revokedAt: decided.value.revokedAt },
        },
        status: 200,
        body: grantView.parse(showGrant(decided.value, file.members, now)),
      });
    },
  });

  api.question(
    'GET /v1/grants',
    () => ({ subject: {} }),
    async (request) => {
      const { context, now } = request;
      const institutionId = groundsAs(request, 'grant.list-received', context.req.query('as'))?.membership?.organisationId;
      if (institutionId === undefined) return problemReply(context, 'not-found');
      const list = `received ${institutionId}`;
      const query = validatedPage(context, receivedGrantQuery, list);
      if (!query.ok) return query.refusal;
      const { items, last } = await consent.readReceived(institutionId, query.value);
      return reply(context, receivedGrantList, {
        items: items.map((grant) => showReceivedGrant(grant, now)),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );
}
