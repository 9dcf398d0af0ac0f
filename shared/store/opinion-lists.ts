import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { OpinionCard } from '../domain/cases/opinions/opinion-card.ts';
import type { OpinionListName } from '../domain/cases/opinions/opinion-terms.ts';
import { civilDate } from '../domain/kernel/civil-date.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import { type ExpertCard, expertCard } from './expert-place.ts';
import { besideCaseKey, opinionListing } from './keys/cases.ts';
import { expertListing } from './keys/organisations.ts';
import { OPINION_ROW } from './opinion-writes.ts';
import { LISTING } from './table-names.ts';

const WHATEVER = 'x';
/** As `opinionCardOf` has it. */
const opinionCard = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  programmeName: z.object({ zh: z.string(), en: z.string() }),
  applicantName: z.nullable(z.string()),
  question: z.nullable(z.string()),
  askedAt: z.string(),
  dueOn: z.nullable(civilDate),
  declared: z.boolean(),
  givenAt: z.nullable(z.string()),
  closedAt: z.nullable(z.string()),
}) satisfies z.ZodMiniType<OpinionCard>;
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
            ExclusiveStartKey: { ...besideCaseKey(caseId, OPINION_ROW, id), [LISTING.partitionKey]: listPk, [LISTING.sortKey]: after },
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
