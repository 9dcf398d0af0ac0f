import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Community, community } from '../domain/communities/community.ts';
import { type BudgetChange, budgetChange } from '../domain/ledger/budget-change.ts';
import { type Budget, type BudgetIdentity, budget, budgetIdentity } from '../domain/ledger/records.ts';
import { type ChainHead, chainHead, type Organisation, organisation } from '../domain/parties/records.ts';
import { readRows, rowFinder } from './batch-read.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { communityKey } from './keys/catalogue.ts';
import { chainHeadKey } from './keys/journal.ts';
import type { ItemKey, Listing } from './keys/key.ts';
import { budgetChangeKey, budgetChangeListing, budgetKey, budgetListing, budgetNameKey, ownPartsKey } from './keys/money.ts';
import { organisationKey } from './keys/organisations.ts';
import { ownPartsAmong } from './own-parts.ts';
import { LISTING } from './table-names.ts';

const WHATEVER = 'x';
const named = z.object({ card: budgetIdentity });
const proposed = z.object({ card: budgetChange });

/** What is asked of one budget at once; each is left out where it is not there. */
export interface BudgetRows {
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly change: BudgetChange | undefined;
  readonly head: ChainHead | undefined;
  readonly community: Community | undefined;
  readonly payer: Organisation | undefined;
  /** The communities with an open part of their own beside the general budget that was asked about. */
  readonly ownParts: ReadonlySet<string>;
}

export interface BudgetStore {
  /** What budgets there are, of a bureau or of all, by bureau and then by name. One Query of the index. */
  readNames(payerId: string | undefined, page: PageQuestion): Promise<ListedPage<BudgetIdentity>>;
  /** What waits for a second person of a bureau, oldest first. One Query of the index. */
  readPending(payerId: string, page: PageQuestion): Promise<ListedPage<BudgetChange>>;
  /** Counters, a proposal, the head of a programme's chain, a community, the bureau that pays, and whose own parts are open. One consistent BatchGetItem. */
  readTogether(of: {
    readonly budgetIds?: readonly string[];
    readonly change?: { readonly budgetId: string; readonly id: string };
    readonly programmeId?: string | undefined;
    readonly communityId?: string | null;
    readonly payerId?: string | undefined;
    /** A general budget. */
    readonly besideId?: string | undefined;
  }): Promise<BudgetRows>;
}

export function createBudgetStore(client: DynamoDBDocumentClient, table: string): BudgetStore {
  const list = async ({ listPk }: Listing, prefix: string, { limit, after }: PageQuestion, keyOf: (place: string) => ItemKey) => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: prefix === '' ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :prefix)',
        ExpressionAttributeNames: { '#pk': LISTING.partitionKey, ...(prefix !== '' && { '#sk': LISTING.sortKey }) },
        ExpressionAttributeValues: { ':pk': listPk, ...(prefix !== '' && { ':prefix': prefix }) },
        Limit: limit,
        ...(after !== undefined && {
          ExclusiveStartKey: { ...keyOf(after), [LISTING.partitionKey]: listPk, [LISTING.sortKey]: after },
        }),
      }),
    );
    return { items: Items, last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null };
  };
  const lastWord = (place: string): string => place.slice(place.lastIndexOf('#') + 1);

  return {
    async readNames(payerId, page) {
      const prefix = payerId === undefined ? '' : `${payerId}#`;
      const { items, last } = await list(budgetListing(WHATEVER, WHATEVER), prefix, page, (place) => budgetNameKey(lastWord(place)));
      return { items: items.map((item) => named.parse(item).card), last };
    },

    async readPending(payerId, page) {
      const { items, last } = await list(budgetChangeListing(WHATEVER, WHATEVER, WHATEVER), `${payerId}#`, page, (place) => {
        // The place of a proposal ends with its id and the budget's name, a dot between them.
        const word = lastWord(place);
        const at = word.indexOf('.');
        return budgetChangeKey(word.slice(at + 1), word.slice(0, at));
      });
      return { items: items.map((item) => proposed.parse(item).card), last };
    },

    async readTogether({ budgetIds = [], change, programmeId, communityId = null, payerId, besideId }) {
      const changeKey = change && budgetChangeKey(change.budgetId, change.id);
      const ofHead = programmeId === undefined ? undefined : chainHeadKey('programme', programmeId);
      const ofCommunity = communityId === null ? undefined : communityKey(communityId);
      const ofPayer = payerId === undefined ? undefined : organisationKey(payerId);
      const ofParts = besideId === undefined ? undefined : ownPartsKey(besideId);
      const rows = await readRows(client, table, [
        ...budgetIds.map(budgetKey),
        ...(changeKey ? [changeKey] : []),
        ...(ofHead ? [ofHead] : []),
        ...(ofCommunity ? [ofCommunity] : []),
        ...(ofPayer ? [ofPayer] : []),
        ...(ofParts ? [ofParts] : []),
      ]);
      const rowOf = rowFinder(rows);
      const budgets = budgetIds.flatMap((id): [string, Budget][] => {
        const row = rowOf(budgetKey(id));
        return row ? [[id, budget.parse(row)]] : [];
      });
      const changeRow = changeKey && rowOf(changeKey);
      const headRow = ofHead && rowOf(ofHead);
      const payerRow = ofPayer && rowOf(ofPayer);
      const communityRow = ofCommunity && rowOf(ofCommunity);
      return {
        budgets: new Map(budgets),
        change: changeRow && budgetChange.parse(changeRow),
        head: headRow && chainHead.parse(headRow),
        community: communityRow && community.parse(communityRow),
        payer: payerRow && organisation.parse(payerRow),
        ownParts: ofParts ? ownPartsAmong(rows, ofParts) : new Set(),
      };
    },
  };
}

/** A proposal, in the list of its bureau only as long as it waits. */
export function budgetChangeWrite(before: BudgetChange | undefined, after: BudgetChange): Write {
  const { id, budget: of, proposedAt, status } = after;
  const waits = status === 'pending' ? { ...budgetChangeListing(of.payerId, proposedAt, `${id}.${of.budgetId}`), card: after } : {};
  return { put: { ...budgetChangeKey(of.budgetId, id), ...waits, ...after }, expect: before?.version ?? 'absent' };
}
