import { changedParticulars, changeParticulars, revealedParticular, revealParticular } from '../../../shared/contracts/companies.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import { changedParticularsOf, maskParticular, maskParticulars, PARTICULARS } from '../../../shared/domain/parties/particulars.ts';
import type { Api } from '../../../shared/http/api.ts';
import { pointerTo } from '../../../shared/http/problems.ts';
import { accessWrite } from '../../../shared/store/access-log.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { profileRow } from '../../../shared/store/party-store.ts';
import type { CompanyParts } from '../company-parts.ts';
import { accessEntryOf } from '../use-cases/note-access.ts';
import { gatherProfile } from './gather-profile.ts';

/** Contact, id number and account: told by the company, shown masked, seen in clear one at a time and on record. */
export function particularRoutes(api: Api<Write>, { organisations }: CompanyParts): void {
  api.command('PATCH /v1/companies/{id}/particulars', {
    body: changeParticulars,
    gather: (request) => gatherProfile(request, organisations),
    decide: ({ body, now }, { file: { organisation, profile } }) => {
      const read = changedParticularsOf(profile.particulars, body, dayInShanghai(now));
      if (!read.ok) {
        const faults = read.refusal.map(({ name, detail }) => ({ pointer: pointerTo(name), code: 'malformed', detail }));
        return refuse({ code: 'invalid-request', faults });
      }
      const next = { ...profile, particulars: read.value, updatedAt: now.toISOString(), version: profile.version + 1 };
      const told = Object.entries(body).map(([name, value]) => [name, value === null ? null : { sensitive: `${name}=${value}` }]);
      return ok({
        writes: [{ put: profileRow(organisation, next), expect: profile.version }],
        audit: { aggregate: { kind: 'organisation', id: organisation.id }, changed: Object.fromEntries(told) },
        status: 200,
        body: changedParticulars.parse({
          organisationId: organisation.id,
          version: next.version,
          particulars: maskParticulars(next.particulars),
        }),
        version: next.version,
      });
    },
  });

  api.command('POST /v1/companies/{id}/particulars/reveal', {
    body: revealParticular,
    gather: async (request, body) => {
      const profile = await gatherProfile(request, organisations);
      if (!profile) return undefined;
      // A request that names no particular opens none: then nobody outside stands in a grant.
      const grantedTo = body ? grantedInstitutions(profile.file, request.now, { fieldGroup: PARTICULARS[body.field].group }) : [];
      return { ...profile, subject: { ...profile.subject, grantedTo } };
    },
    decide: (request, { file }) => {
      const { field, reason } = request.body;
      const { group: fieldGroup } = PARTICULARS[field];
      const { organisation, profile } = file;
      const value = profile.particulars[field];
      const seen = { what: 'particulars', fieldGroups: [fieldGroup], particular: field, reason } as const;
      const entry = accessEntryOf(request, request.grounds, file, { ...seen, fieldGroups: [fieldGroup] });
      return ok({
        writes: entry ? [accessWrite(organisation.id, entry)] : [],
        audit: { aggregate: { kind: 'organisation', id: organisation.id }, changed: { revealed: field }, reason },
        status: 200,
        body: revealedParticular.parse({ field, value, masked: false }),
        stored: revealedParticular.parse({ field, value: maskParticular(field, value), masked: true }),
      });
    },
  });
}
