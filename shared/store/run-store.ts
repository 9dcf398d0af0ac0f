import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseRecord, caseRecord } from '../domain/cases/records.ts';
import { type ApprovalRun, approvalRun, cardOfRun, type RunCard, runCard } from '../domain/cases/runs/approval-run.ts';
import { NO_OPEN_RUNS, type OpenRuns, openRuns } from '../domain/cases/runs/open-runs.ts';
import type { UndecidedCounts } from '../domain/cases/runs/undecided.ts';
import { budgetIdOf } from '../domain/ledger/change-budget.ts';
import { type Budget, type BudgetIdentity, budget } from '../domain/ledger/records.ts';
import { type ChainHead, chainHead } from '../domain/parties/records.ts';
import { readRows } from './batch-read.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { approvalRunKey, approvalRunListing, callsKey, caseKey, openRunsKey } from './keys/cases.ts';
import { chainHeadKey } from './keys/journal.ts';
import { budgetKey, ownPartsKey } from './keys/money.ts';
import { headKey } from './keys/organisations.ts';
import type { Line } from './line-reader.ts';
import { ownPartsAmong } from './own-parts.ts';
import { LISTING } from './table-names.ts';

/** What starting a run is decided on. */
export interface RunGround {
  /** Cases of the line that were not chosen, as they stand. */
  readonly others: readonly CaseRecord[];
  readonly records: readonly CaseRecord[];
  readonly budget: Budget | undefined;
  readonly head: ChainHead | undefined;
  /** What other runs of the bureau and programme hold for whom. */
  readonly open: OpenRuns;
  /** How many cases of each call of the programme are undecided. */
  readonly undecided: UndecidedCounts;
  /** The communities that have an open part of their own in the year of that budget. */
  readonly ownParts: ReadonlySet<string>;
  /** Whether nobody of the line was left out. */
  readonly whole: boolean;
}

export interface RunReader {
  /** One consistent GetItem. */
  readRun(runId: string): Promise<ApprovalRun | undefined>;
  /** A run, one of its cases as its row has it, and the head of that case's chain. One consistent BatchGetItem. */
  readDraw(
    runId: string,
    caseId: string,
  ): Promise<{ readonly run: ApprovalRun; readonly record: CaseRecord; readonly head: ChainHead } | undefined>;
  /**
   * Cases that were chosen and others of their line, the budget they are to be paid from, what other runs hold, and the head of the bureau's
   * chain. One consistent BatchGetItem for each 100 of them together.
   */
  readGround(caseIds: readonly string[], of: BudgetIdentity, inLine?: Line): Promise<RunGround>;
  /** Runs of a bureau, those that are open or those that were closed, newest first. One Query of the index. */
  readRuns(payerId: string, standing: RunStanding, page: PageQuestion): Promise<ListedPage<RunCard>>;
}
export type RunStanding = 'open' | 'closed';

const keyed = z.object({ pk: z.string(), sk: z.string() });
const carded = z.object({ card: runCard });
const counts = z.record(z.string(), z.int());
/** Beside its key the row has numbers alone. */
const countsOf = ({ pk: _pk, sk: _sk, ...row }: Record<string, unknown>): UndecidedCounts => counts.parse(row);
const WHATEVER = 'x';

/** A run, in the list of its bureau. */
export function putRun(run: ApprovalRun, expect: 'absent' | number): Write {
  const { id, budget: of, startedAt, closedAt } = run;
  const listed = approvalRunListing(of.payerId, closedAt === null ? 'open' : 'closed', startedAt, id);
  return { put: { ...approvalRunKey(id), ...listed, ...run, card: cardOfRun(run) }, expect };
}

/** Whom the open runs of a bureau and programme hold money for, on the version that was read. */
export const putOpenRuns = ({ payerId, programmeId }: BudgetIdentity, open: OpenRuns): Write => ({
  put: { ...openRunsKey(payerId, programmeId), ...open },
  expect: open.version === 1 ? 'absent' : open.version - 1,
});

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
  async readGround(caseIds, { budgetId, payerId, programmeId, fiscalYear }, inLine = { cards: [], whole: true }) {
    const parts = ownPartsKey(budgetIdOf({ payerId, programmeId, fiscalYear, communityId: null }));
    const [counterKey, openKey, calls] = [budgetKey(budgetId), openRunsKey(payerId, programmeId), callsKey(programmeId)];
    const keys = [
      ...caseIds.map(caseKey),
      ...inLine.cards.map(({ id }) => caseKey(id)),
      counterKey,
      openKey,
      calls,
      parts,
      headKey(payerId),
    ];
    const rows = await readRows(client, table, keys);
    const of = (sk: string) => rows.filter((row) => keyed.parse(row).sk === sk);
    const found = of('CASE').map((row) => caseRecord.parse(row));
    const [counter] = of(counterKey.sk);
    const [others] = of(openKey.sk);
    const [undecided] = of(calls.sk);
    const [head] = of('HEAD');
    return {
      records: caseIds.flatMap((id) => found.filter((record) => record.id === id)),
      others: found.filter(({ id }) => !caseIds.includes(id)),
      budget: counter && budget.parse(counter),
      head: head && chainHead.parse(head),
      open: others ? openRuns.parse(others) : NO_OPEN_RUNS,
      ownParts: ownPartsAmong(rows, parts),
      undecided: undecided ? countsOf(undecided) : {},
      whole: inLine.whole,
    };
  },
  async readRuns(payerId, standing, { limit, after }) {
    const { listPk } = approvalRunListing(payerId, standing, WHATEVER, WHATEVER);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :those)',
        ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
        ExpressionAttributeValues: { ':pk': listPk, ':those': `${payerId}#${standing}#` },
        ScanIndexForward: false,
        Limit: limit,
        ...(after !== undefined && {
          ExclusiveStartKey: {
            ...approvalRunKey(after.slice(after.lastIndexOf('#') + 1)),
            [LISTING.partitionKey]: listPk,
            [LISTING.sortKey]: after,
          },
        }),
      }),
    );
    return {
      items: Items.map((item) => carded.parse(item).card),
      last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null,
    };
  },
});
