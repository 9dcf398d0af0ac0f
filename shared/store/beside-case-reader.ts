import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OwnParts } from '../domain/cases/money/where-to-reserve.ts';
import type { Bill, BillAsked } from '../domain/documents/invoice.ts';
import type { Hands } from '../domain/parties/hands.ts';
import { readRows } from './batch-read.ts';
import { billKeys, billsAmong } from './bill-rows.ts';
import { handsAmong, keyOfHand } from './hand-store.ts';
import { ownPartsKey } from './keys/money.ts';
import { ownPartsAmong } from './own-parts.ts';
import { type Line, lineKeys, linesAmong } from './waiting-reader.ts';

/** What a step of a case looks at beside the case: whatever of it is not asked for is empty. */
export interface AskedBeside {
  /** Whose places are looked at. */
  readonly personKeys: readonly string[];
  /** Bills that are looked at over all applicants. */
  readonly bills?: readonly BillAsked[];
  /** General budgets beside which communities may have parts of their own. */
  readonly generalIds?: readonly string[];
  /** Budgets somebody is to wait for. */
  readonly lineIds?: readonly string[];
}
export interface Beside {
  /** Where these persons have a place today, under whatever account. */
  readonly hands: Hands;
  /** What nobody registered is left out. */
  readonly bills: readonly Bill[];
  readonly ownParts: OwnParts;
  readonly lines: readonly Line[];
}

/** All that a step of a case looks at beside the case. One consistent BatchGetItem. */
export const createBesideCaseReader =
  (client: DynamoDBDocumentClient, table: string) =>
  async ({ personKeys, bills = [], generalIds = [], lineIds = [] }: AskedBeside): Promise<Beside> => {
    const keys = [...personKeys.map(keyOfHand), ...billKeys(bills), ...generalIds.map(ownPartsKey), ...lineKeys(lineIds)];
    const rows = await readRows(client, table, keys);
    return {
      hands: handsAmong(rows),
      bills: billsAmong(rows, bills),
      ownParts: (generalId) => ownPartsAmong(rows, ownPartsKey(generalId)),
      lines: linesAmong(rows, lineIds),
    };
  };
