import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OwnParts } from '../domain/cases/money/where-to-reserve.ts';
import type { Bill, BillAsked } from '../domain/documents/invoice.ts';
import type { Hands } from '../domain/parties/hands.ts';
import type { OrganisationFile } from '../domain/parties/records.ts';
import { readRows } from './batch-read.ts';
import { billKeys, billsAmong } from './bill-rows.ts';
import { handsAmong, keyOfHand } from './hand-store.ts';
import { ownPartsKey } from './keys/money.ts';
import { headKey, memberKey, organisationKey, organisationPartition } from './keys/organisations.ts';
import { fileOfRows } from './organisation-store.ts';
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
  /** Somebody of an office, by their place in it. */
  readonly member?: { readonly organisationId: string; readonly personId: string } | undefined;
}
export interface Beside {
  /** Where these persons have a place today, under whatever account. */
  readonly hands: Hands;
  /** What nobody registered is left out. */
  readonly bills: readonly Bill[];
  readonly ownParts: OwnParts;
  readonly lines: readonly Line[];
  /** The office that was asked for with that one member of it, where they have a place; undefined: there is none. */
  readonly office: OrganisationFile | undefined;
}

/** All that a step of a case looks at beside the case. One consistent BatchGetItem. */
export const createBesideCaseReader =
  (client: DynamoDBDocumentClient, table: string) =>
  async ({ personKeys, bills = [], generalIds = [], lineIds = [], member }: AskedBeside): Promise<Beside> => {
    const office = member
      ? [organisationKey(member.organisationId), headKey(member.organisationId), memberKey(member.organisationId, member.personId)]
      : [];
    const keys = [...personKeys.map(keyOfHand), ...billKeys(bills), ...generalIds.map(ownPartsKey), ...lineKeys(lineIds), ...office];
    const rows = await readRows(client, table, keys);
    return {
      hands: handsAmong(rows),
      bills: billsAmong(rows, bills),
      ownParts: (generalId) => ownPartsAmong(rows, ownPartsKey(generalId)),
      lines: linesAmong(rows, lineIds),
      office:
        member &&
        fileOfRows(
          member.organisationId,
          rows.filter(({ pk }) => pk === organisationPartition(member.organisationId)),
        ),
    };
  };
