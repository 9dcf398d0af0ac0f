import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseCard, caseCard } from '../domain/cases/shown/card.ts';
import { document } from '../domain/documents/document.ts';
import { invoiceRegistration } from '../domain/documents/invoice.ts';
import type { ApplicantFile } from '../domain/instruments/applicant-file.ts';
import { type EventFiling, eventFiling, eventKeyOf } from '../domain/subsidies/event-filing.ts';
import type { Write } from './commit.ts';
import { APPLICANT_FILE, applicantCaseKey, eventFilingKey } from './keys/companies.ts';
import { organisationPartition } from './keys/organisations.ts';
import { fileOfRows } from './organisation-store.ts';

export interface ApplicantReader {
  /** The applicant with its cases, papers, invoices and filings, or undefined. One consistent Query, a page per 1 MB. */
  readApplicant(organisationId: string): Promise<ApplicantFile | undefined>;
  /** Its cases, newest first. One consistent Query. */
  readCards(organisationId: string): Promise<readonly CaseCard[]>;
}

/** Puts an event on file, once: there is one row for each event, whatever the filing is called. */
export const putEventFiling = (filing: EventFiling): Write => ({
  put: { ...eventFilingKey(filing.organisationId, eventKeyOf(filing, filing.plannedOn)), ...filing },
  expect: 'absent',
});

const keyed = z.object({ sk: z.string() });
const kindOf = (item: unknown): string => keyed.parse(item).sk.split('#', 1)[0] ?? '';
const carded = z.object({ card: caseCard });

export const createApplicantReader = (client: DynamoDBDocumentClient, table: string): ApplicantReader => {
  const read = async (organisationId: string, first: string, last: string): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': organisationPartition(organisationId), ':first': first, ':last': last },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) rows.push(...Items);
    return rows;
  };
  const cardsOf = (rows: readonly unknown[]) => rows.filter((row) => kindOf(row) === 'CASE').map((row) => carded.parse(row).card);

  return {
    async readApplicant(organisationId) {
      const rows = await read(organisationId, ...APPLICANT_FILE);
      const of = (kind: string) => rows.filter((row) => kindOf(row) === kind);
      const own = ['CASE', 'DOCUMENT', 'DOCUMENT-INVOICE', 'EVENT'];
      const file = fileOfRows(
        organisationId,
        rows.filter((row) => !own.includes(kindOf(row))),
      );
      return (
        file && {
          file,
          cards: cardsOf(rows),
          documents: of('DOCUMENT').map((row) => document.parse(row)),
          invoices: of('DOCUMENT-INVOICE').map((row) => invoiceRegistration.parse(row)),
          filings: of('EVENT').map((row) => eventFiling.parse(row)),
        }
      );
    },
    async readCards(organisationId) {
      const first = applicantCaseKey(organisationId, '0').sk.slice(0, -1);
      const rows = await read(organisationId, first, `${first}~`);
      return cardsOf(rows).sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
    },
  };
};
