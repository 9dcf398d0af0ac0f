import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { listOf, type OpinionCard, opinionCard, opinionCardOf } from '../domain/cases/opinion-card.ts';
import type { OpinionListName } from '../domain/cases/opinion-terms.ts';
import type { CaseFile, CaseRecord, Opinion } from '../domain/cases/records.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { type ExpertCard, expertCard } from './expert-place.ts';
import { besideCaseKey, expertListing, opinionListing } from './keys.ts';
import { LISTING } from './table-names.ts';

const KIND = 'OPINION';

const rowOf = (record: CaseRecord, opinion: Opinion) => {
  const list = listOf(opinion);
  const place =
    list &&
    opinionListing(
      opinion.by.personId,
      list,
      opinion.givenAt ?? opinion.closedAt ?? opinion.dueOn ?? opinion.askedAt,
      record.id,
      opinion.id,
    );
  return { ...besideCaseKey(record.id, KIND, opinion.id), ...place, ...(list && { card: opinionCardOf(record, opinion) }), ...opinion };
};

/** The opinions a step wrote or changed, each with its place in the list of the specialist it is asked of. */
export function opinionWrites(before: CaseFile | undefined, { record, opinions }: CaseFile): Write[] {
  const old = new Map((before?.opinions ?? []).map((row) => [row.id, row]));
  return opinions
    .filter((row) => old.get(row.id) !== row)
    .map((row) => ({ put: rowOf(record, row), expect: old.get(row.id)?.version ?? ('absent' as const) }));
}

const WHATEVER = 'x';
const carded = z.object({ card: opinionCard });
const listed = z.object({ card: expertCard });

/** The division with the city and the province it lies in. */
const coveringOf = (code: string): string[] => [...new Set([`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code])];

/** The lists of specialists: what is asked of one, and who can be asked. An index, a moment behind; it decides nothing. */
export interface OpinionLists {
  /** What is asked of a person, the first day first; what a person gave, or was asked until it was taken back, the latest first. One Query. */
  readOpinions(personId: string, list: OpinionListName, page: PageQuestion): Promise<ListedPage<OpinionCard>>;
  /** Specialists of the offices whose region covers a place. One Query. */
  readExperts(divisionCode: string): Promise<readonly ExpertCard[]>;
}

export function createOpinionLists(client: DynamoDBDocumentClient, table: string): OpinionLists {
  const NAMES = { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey };
  return {
    async readOpinions(personId, list, { limit, after }) {
      const { listPk } = opinionListing(personId, list, WHATEVER, WHATEVER, WHATEVER);
      const [, caseId = WHATEVER, id = WHATEVER] = after?.split('#') ?? [];
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: LISTING.name,
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: { '#pk': LISTING.partitionKey },
          ExpressionAttributeValues: { ':pk': listPk },
          ScanIndexForward: list === 'asked',
          Limit: limit,
          ...(after !== undefined && {
            ExclusiveStartKey: { ...besideCaseKey(caseId, KIND, id), [LISTING.partitionKey]: listPk, [LISTING.sortKey]: after },
          }),
        }),
      );
      return {
        items: Items.map((item) => carded.parse(item).card),
        last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null,
      };
    },
    async readExperts(divisionCode) {
      const codes = coveringOf(divisionCode);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: LISTING.name,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :first AND :last',
          FilterExpression: `divisionCode IN (${codes.map((_, at) => `:c${at}`).join(', ')})`,
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: {
            ':pk': expertListing(WHATEVER, WHATEVER, WHATEVER).listPk,
            ':first': codes[0],
            ':last': `${divisionCode}#~`,
            ...Object.fromEntries(codes.map((code, at) => [`:c${at}`, code])),
          },
        }),
      );
      return Items.map((item) => listed.parse(item).card);
    },
  };
}
