import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type ApprovalRun, approvalRun } from '../domain/cases/approval-run.ts';
import { type CaseRecord, caseRecord } from '../domain/cases/records.ts';
import { type Budget, budget } from '../domain/ledger/records.ts';
import { type ChainHead, chainHead } from '../domain/parties/records.ts';
import { readRows } from './batch-read.ts';
import type { Write } from './commit.ts';
import { approvalRunKey, budgetKey, caseKey, chainHeadKey, headKey } from './keys.ts';

/** What starting a run is decided on. */
export interface RunGround {
  readonly records: readonly CaseRecord[];
  readonly budget: Budget | undefined;
  readonly head: ChainHead | undefined;
}

export interface RunReader {
  /** One consistent GetItem. */
  readRun(runId: string): Promise<ApprovalRun | undefined>;
  /** A run, one of its cases as its row has it, and the head of that case's chain. One consistent BatchGetItem. */
  readDraw(
    runId: string,
    caseId: string,
  ): Promise<{ readonly run: ApprovalRun; readonly record: CaseRecord; readonly head: ChainHead } | undefined>;
  /** Cases, the budget they are to be paid from, and the head of the bureau's chain. One consistent BatchGetItem for 90 cases. */
  readGround(caseIds: readonly string[], budgetId: string, bureauId: string): Promise<RunGround>;
}

const keyed = z.object({ pk: z.string(), sk: z.string() });

export const putRun = (run: ApprovalRun, expect: 'absent' | number): Write => ({ put: { ...approvalRunKey(run.id), ...run }, expect });

export const createRunReader = (client: DynamoDBDocumentClient, table: string): RunReader => ({
  async readRun(runId) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: approvalRunKey(runId), ConsistentRead: true }));
    return Item && approvalRun.parse(Item);
  },
  async readDraw(runId, caseId) {
    const rows = await readRows(client, table, [approvalRunKey(runId), caseKey(caseId), chainHeadKey('case', caseId)]);
    const one = (sk: string) => rows.find((row) => keyed.parse(row).sk === sk);
    const [run, record, head] = [one('RUN'), one('CASE'), one('HEAD')];
    return run && record && head && { run: approvalRun.parse(run), record: caseRecord.parse(record), head: chainHead.parse(head) };
  },
  async readGround(caseIds, budgetId, bureauId) {
    const rows = await readRows(client, table, [...caseIds.map(caseKey), budgetKey(budgetId), headKey(bureauId)]);
    const of = (sk: string) => rows.filter((row) => keyed.parse(row).sk === sk);
    const found = of('CASE').map((row) => caseRecord.parse(row));
    const [counter] = rows.filter((row) => keyed.parse(row).pk === budgetKey(budgetId).pk);
    const [head] = of('HEAD');
    return {
      records: caseIds.flatMap((id) => found.filter((record) => record.id === id)),
      budget: counter && budget.parse(counter),
      head: head && chainHead.parse(head),
    };
  },
});
