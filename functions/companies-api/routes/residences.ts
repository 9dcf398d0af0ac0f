import { residenceBody, residenceConfirmation, residenceEnd, residenceView } from '../../../shared/contracts/residences.ts';
import type { AuditValue } from '../../../shared/domain/audit/entry.ts';
import { standingOf } from '../../../shared/domain/communities/community.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import type { OrganisationFile, Residence } from '../../../shared/domain/parties/records.ts';
import { bodiesOfCompany, confirmResidence, declareResidence, endResidence } from '../../../shared/domain/parties/residence.ts';
import { stateResidence, takeBackResidence } from '../../../shared/domain/parties/residence-facts.ts';
import type { StatedFacts } from '../../../shared/domain/parties/state-facts.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision } from '../../../shared/http/command.ts';
import type { Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CommunityReader } from '../../../shared/store/community-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { statedFactsWrites } from '../../../shared/store/profile-store.ts';
import { type ResidenceStore, residenceWrites } from '../../../shared/store/residence-store.ts';
import { showResidence } from '../use-cases/show-residence.ts';
import { gatherCompany } from './gather-company.ts';

export interface ResidenceParts {
  readonly organisations: OrganisationReader;
  readonly residences: ResidenceStore;
  readonly communities: CommunityReader;
}

/** A residence of the company in the path. Of the bodies, only the one it is about has anything to say; once it is over, none. */
async function gatherResidence(request: Request, organisations: OrganisationReader) {
  const company = await gatherCompany(request, organisations);
  const residence = company?.file.residences.find(({ id }) => id === request.param('residenceId'));
  if (!company || !residence) return undefined;
  const subject = { ...company.subject, ...bodiesOfCompany({ residences: [residence] }, request.now) };
  return { ...company, subject, residence };
}

/** The decision in writing: both rows of the residence, and what it makes known of the company. */
function decision(
  { organisation }: OrganisationFile,
  residence: Residence,
  facts: StatedFacts | undefined,
  now: Date,
  { status, seen }: { readonly status: 200 | 201; readonly seen: 'absent' | number },
): Decision<Write> {
  const changed: Record<string, AuditValue> = {
    residence: residence.id,
    body: residence.bodyId,
    community: residence.communityId,
    from: residence.from,
    until: residence.until,
    status: residence.status,
    ...(facts && { ...facts.change.set, ...(facts.change.removed.length > 0 && { removed: facts.change.removed }) }),
  };
  return {
    writes: [...residenceWrites(organisation, residence, seen), ...(facts ? statedFactsWrites(organisation, facts) : [])],
    audit: { aggregate: { kind: 'organisation', id: organisation.id }, changed },
    status,
    body: residenceView.parse(showResidence(residence, now)),
  };
}

/** Where a company sits: it says so, the carrier or operator confirms it, either ends it. */
export function residenceRoutes(api: Api<Write>, { organisations, residences, communities }: ResidenceParts): void {
  api.command('POST /v1/companies/{id}/residences', {
    body: residenceBody,
    gather: async (request, body) => {
      const company = await gatherCompany(request, organisations);
      return company && { ...company, body: body && (await residences.readBody(body.bodyId)) };
    },
    decide: ({ body: { from }, who, now }, { file, body }) => {
      const declared = declareResidence(file, { id: newId(), from, declaredBy: who.personId, now }, body);
      return declared.ok ? ok(decision(file, declared.value, undefined, now, { status: 201, seen: 'absent' })) : refuse(declared.refusal);
    },
  });

  api.command('POST /v1/companies/{id}/residences/{residenceId}/confirm', {
    body: residenceConfirmation,
    gather: async (request, body) => {
      const state = await gatherResidence(request, organisations);
      const named = body?.communityId;
      return state && { ...state, community: named === undefined ? undefined : await communities.readCommunity(named) };
    },
    decide: ({ body, who: { personId }, now }, { file, residence, community }) => {
      const host = community && { ...community, standing: standingOf(community.status) };
      const confirmed = confirmResidence(file, residence, body, { confirmedBy: personId, now, community: host });
      if (!confirmed.ok) return refuse(confirmed.refusal);
      const facts = host && stateResidence(file, confirmed.value, host.standing, { personId, now });
      return ok(decision(file, confirmed.value, facts, now, { status: 200, seen: residence.version }));
    },
  });

  api.command('POST /v1/companies/{id}/residences/{residenceId}/end', {
    body: residenceEnd,
    gather: (request) => gatherResidence(request, organisations),
    decide: ({ body: { on }, who: { personId }, now }, { file, residence }) => {
      const ended = endResidence(residence, on, now);
      if (!ended.ok) return refuse(ended.refusal);
      const facts = takeBackResidence(file, ended.value, { personId, now });
      return ok(decision(file, ended.value, facts, now, { status: 200, seen: residence.version }));
    },
  });
}
