import type { Context } from 'hono';
import { RECORDS_FOR_ALL, RECORDS_FOR_OFFICES, RECORDS_FOR_SETTLERS } from '../../../shared/contracts/audit-export.ts';
import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import { seenFromOutside, withheldSince } from '../../../shared/domain/cases/shown/withheld.ts';
import type { ChainHead } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { chainBefore } from '../../../shared/http/audit-page.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import { contentsOfCase } from '../../../shared/store/case-contents.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { discloseRecords } from '../../../shared/store/disclose-records.ts';
import type { ChainToExport } from '../../../shared/store/export-chain.ts';
import type { AuditParts } from '../audit-parts.ts';
import { exportFile } from '../use-cases/export-file.ts';

const SETTLERS = ['notice-officer', 'auditor'];
/** Of what records the reader may have the content, as the file of the case has it. */
const fieldsFor = (outside: boolean, role: string): readonly string[] => [
  ...RECORDS_FOR_ALL,
  ...(outside ? [] : RECORDS_FOR_OFFICES),
  ...(SETTLERS.includes(role) ? RECORDS_FOR_SETTLERS : []),
];

/** The verification files of a case and of an organisation, for whoever may read the chain they are made of. */
export function exportRoutes(api: Api<Write>, parts: AuditParts): void {
  const send = async (
    context: Context,
    aggregate: ChainToExport['aggregate'],
    head: Pick<ChainHead, 'seq' | 'hash'>,
    recordsOf?: Parameters<typeof exportFile>[3],
  ): Promise<Response> => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    const file = await exportFile(parts, aggregate, head, recordsOf);
    if (!file.ok) return problemReply(context, file.refusal);
    context.header('content-type', 'application/json');
    context.header('content-disposition', `attachment; filename="${aggregate.kind}-${aggregate.id}.json"`);
    return context.body(file.value);
  };

  api.question(
    'GET /v1/cases/{id}/export',
    async ({ param }) => {
      const stored = await parts.cases.readCase(param('id'));
      return stored && { subject: subjectOfCase(stored.file.record), file: stored.file, head: stored.head };
    },
    async ({ context, grounds }, { file, head }) => {
      const { record } = file;
      // What waits for a second person of the office is in the applicant's file once it is carried out.
      const outside = grounds.relation === 'same-organisation';
      const chain = await chainBefore(
        parts.chains.readChain,
        { kind: 'case', id: record.id, head },
        outside ? withheldSince(record) : undefined,
      );
      const shown = contentsOfCase(outside ? seenFromOutside(file) : file);
      const fields = fieldsFor(outside, grounds.role);
      return send(context, { kind: 'case', id: record.id }, chain.head, (entries) => discloseRecords(entries, shown, fields, head.salt));
    },
  );

  api.question(
    'GET /v1/organisations/{id}/audit/export',
    async ({ param }) => {
      const file = await parts.organisations.readOrganisation(param('id'));
      if (!file) return undefined;
      const { id, divisionCode } = file.organisation;
      return { subject: { organisationId: id, divisionCode }, id, head: file.head };
    },
    ({ context }, { id, head }) => send(context, { kind: 'organisation', id }, head),
  );
}
