import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CaseRecord, caseRecord } from '../domain/cases/records.ts';
import { readRows } from './batch-read.ts';
import { caseKey } from './keys/cases.ts';

/** Cases as their rows have them, without what stands beside them, in no order. One consistent BatchGetItem for 100 of them, and none for none. */
export const readCaseRecords = async (client: DynamoDBDocumentClient, table: string, caseIds: readonly string[]): Promise<CaseRecord[]> =>
  (await readRows(client, table, caseIds.map(caseKey))).map((row) => caseRecord.parse(row));
