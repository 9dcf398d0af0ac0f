import { type ImportRow, importBody, importReport } from '../../../shared/contracts/imports.ts';
import { standingOf } from '../../../shared/domain/communities/community.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { CONFIRMING_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { type HostCommunity, wrongCommunity } from '../../../shared/domain/parties/residence.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { CatalogueReader } from '../../../shared/http/catalogue-route.ts';
import { keyHashOf, type Refusal } from '../../../shared/http/command.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CommunityReader } from '../../../shared/store/community-store.ts';
import { readImport } from '../use-cases/read-import.ts';
import { type ImportPorts, type ImportRun, runImport } from '../use-cases/run-import.ts';

export interface ImportParts extends ImportPorts {
  readonly communities: CommunityReader;
  readonly readCatalogue: CatalogueReader;
}

type Report = Result<readonly ImportRow[], Refusal>;

const OUTCOMES = ['created', 'updated', 'unchanged', 'refused'] as const;
const countsOf = (rows: readonly ImportRow[]) =>
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length]));

/** The companies that sit with a carrier or a community's operator, from one file. */
export function importRoutes(api: Api<Write>, parts: ImportParts): void {
  const { organisations, communities, readCatalogue } = parts;
  api.command('POST /v1/organisations/{id}/company-imports', {
    body: importBody,
    gather: async ({ context, param }, body) => {
      const file = await organisations.readOrganisation(param('id'));
      if (!file) return undefined;
      const { id: organisationId, divisionCode } = file.organisation;
      const named = body?.communityId;
      const community = named === undefined ? undefined : await communities.readCommunity(named);
      const hash = sha256Hex(JSON.stringify([organisationId, keyHashOf(context), body?.csv, body?.communityId]));
      const host: HostCommunity | undefined = community && { ...community, standing: standingOf(community.status) };
      const report: Report = ok([]);
      return { subject: { organisationId, divisionCode }, head: file.head, file, host, hash, report: report as Report };
    },
    run: async (request, state) => {
      const { body, who, now, grounds } = request;
      const { organisation } = state.file;
      const refused = (refusal: Refusal) => ({ ...state, report: refuse(refusal) });
      const { id: bodyId, kind: bodyKind } = organisation;
      if (!isOneOf(CONFIRMING_KINDS, bodyKind)) return refused({ code: 'not-allowed' });
      const faults = wrongCommunity({ bodyId, bodyKind }, body.communityId, state.host);
      if (faults.length > 0) return refused({ code: 'import-refused', faults });
      const catalogue = await readCatalogue();
      if (!catalogue) return refused({ code: 'service-unavailable' });
      const { dictionary, reference } = catalogue;
      const read = readImport(body.csv, dictionary);
      if (!read.ok) return refused({ code: 'import-refused', faults: read.refusal });
      const { header, lines } = read.value;
      const columnOf = (fact: string) =>
        header.names[header.targets.findIndex((target) => 'fact' in target && target.fact === fact)] ?? null;
      const { personId, personKey, name } = who;
      const by = { personId, personKey, name };
      const run: ImportRun = {
        hash: state.hash,
        role: grounds.role,
        dryRun: body.dryRun ?? false,
        setting: { body: organisation, community: state.host, by, now, dictionary, reference, columnOf },
      };
      return { ...state, report: ok(await runImport(parts, run, lines)) };
    },
    decide: ({ body: { dryRun = false } }, { file, hash, report }) => {
      if (!report.ok) return refuse(report.refusal);
      const rows = report.value;
      const counts = countsOf(rows);
      return ok({
        writes: [],
        audit: { aggregate: { kind: 'organisation', id: file.organisation.id }, changed: { import: hash, dryRun, ...counts } },
        status: 200,
        body: importReport.parse({ runHash: hash, dryRun, counts, rows }),
      });
    },
  });
}
