import { snapshot, takenSnapshot } from '../../../shared/contracts/company-answers.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { groupOfFact } from '../../../shared/domain/parties/field-groups.ts';
import { snapshotOf } from '../../../shared/domain/parties/snapshot.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { hashOfSnapshot, snapshotWrites } from '../../../shared/store/profile-store.ts';
import type { CompanyParts } from '../company-parts.ts';
import { knownOf } from '../use-cases/known.ts';
import { accessEntryOf } from '../use-cases/note-access.ts';
import { sightOf } from '../use-cases/show-facts.ts';
import { gatherFacts, gatherProfile } from './gather-profile.ts';

/** Their hashes lie in the file of the organisation, which every request reads. */
const MOST_SNAPSHOTS = 500;

/** Snapshots: the facts as they count on a day, pinned by the hash of their content. */
export function snapshotRoutes(api: Api<Write>, { organisations, profiles, accessLog, readCatalogue }: CompanyParts): void {
  api.command('POST /v1/companies/{id}/snapshots', {
    gather: (request) => gatherFacts(request, organisations, readCatalogue),
    decide: ({ now }, { file, catalogue }) => {
      if (!catalogue) return refuse({ code: 'service-unavailable' });
      const { organisation, snapshots } = file;
      const { standings, known } = knownOf(file, catalogue, now);
      const content = snapshotOf(organisation, standings, known.leftOut, catalogue.catalogueVersion);
      const hash = hashOfSnapshot(content);
      const taken = snapshots.find((one) => one.hash === hash);
      if (!taken && snapshots.length >= MOST_SNAPSHOTS) return refuse({ code: 'too-many-snapshots' });
      const takenAt = taken?.takenAt ?? now.toISOString();
      return ok({
        writes: taken ? [] : snapshotWrites(hash, takenAt, content),
        audit: { aggregate: { kind: 'organisation', id: organisation.id }, changed: { snapshot: hash } },
        status: taken ? 200 : 201,
        body: takenSnapshot.parse({ hash, takenAt, catalogueVersion: content.catalogueVersion, facts: Object.keys(content.facts) }),
        location: `/v1/companies/${organisation.id}/snapshots/${hash}`,
      });
    },
  });

  api.question(
    'GET /v1/companies/{id}/snapshots/{hash}',
    async (request) => {
      const profile = await gatherProfile(request, organisations);
      // Only one this company took is looked up at all: of another it is as if it did not exist.
      const taken = profile?.file.snapshots.some(({ hash }) => hash === request.param('hash'));
      const stored = taken ? await profiles.readSnapshot(request.param('hash')) : undefined;
      return profile && stored && { ...profile, stored };
    },
    async (request, { file, stored }) => {
      const query = validatedQuery(request.context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const { groups } = sightOf(request.grounds, file, request.now);
      const entry = accessEntryOf(request, request.grounds, file, { what: 'snapshot', fieldGroups: [...groups] });
      if (entry) await accessLog.note(file.organisation.id, entry);
      const { hash, takenAt, content } = stored;
      // A database keeps no order of keys.
      const facts = Object.entries(content.facts).sort(([a], [b]) => (a < b ? -1 : 1));
      const shown = facts.filter(([fact]) => groups.some((group) => group === groupOfFact(fact)));
      return reply(request.context, snapshot, {
        hash,
        takenAt,
        partial: shown.length < facts.length,
        content: { ...content, facts: Object.fromEntries(shown) },
      });
    },
  );
}
