import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseCard, caseCard } from '../domain/cases/shown/card.ts';
import { readRows } from './batch-read.ts';
import { caseCardKey } from './keys/cases.ts';

const carded = z.object({ card: caseCard });
export type CaseCards = ReadonlyMap<string, CaseCard>;

/** The cards of cases, by case; what is not there is left out. One consistent BatchGetItem for 100 of them, and none for none. */
export async function readCaseCards(client: DynamoDBDocumentClient, table: string, caseIds: readonly string[]): Promise<CaseCards> {
  return cardsAmong(await readRows(client, table, caseIds.map(caseCardKey)));
}

/** The cards of cases, of rows that hold nothing else. */
export const cardsAmong = (rows: readonly unknown[]): CaseCards =>
  new Map(rows.map((row) => carded.parse(row).card).map((card) => [card.id, card]));
