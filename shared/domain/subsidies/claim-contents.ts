import type { ClaimContents, ClaimRow, Filing } from '../instruments/claim-contents.ts';
import { isPaperField, papersNamedBy } from '../instruments/papers-named.ts';
import { isPlaceIn } from '../instruments/place-in-claim.ts';
import { maskName } from '../parties/mask.ts';
import { claimInput } from './claim.ts';
import { eventFiling } from './event-filing.ts';
import { withoutKeys } from './without-keys.ts';

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the rows of the six claims stand, and by which field each is named. */
const ROW_LISTS = [
  { list: 'lines', id: 'lineId', forExperts: true },
  { list: 'trainees', id: 'traineeId', forExperts: true },
  { list: 'sessions', id: 'sessionId', forExperts: true },
  { list: 'household', id: 'relativeId', forExperts: false },
] as const;
type RowList = (typeof ROW_LISTS)[number];

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const wholeFen = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** A row as far as it is there: a draft may have neither amount nor invoice yet, and what has no id is no row. */
function rowOf({ id: field, forExperts }: RowList, row: unknown): ClaimRow[] {
  if (!isBag(row)) return [];
  const id = text(row[field]);
  return id === null ? [] : [{ id, claimedFen: wholeFen(row.amountFen), invoiceId: text(row.invoiceId), forExperts }];
}

const listIn = (claim: unknown, list: string): readonly unknown[] => {
  const rows = isBag(claim) ? claim[list] : undefined;
  return Array.isArray(rows) ? rows : [];
};

/** What tells who a person is, and who else lives with them: nothing a specialist judges by. */
const LEFT_OUT = ['personKey', 'idNumberMasked', 'organisationId', 'household'];

/** The claim as far as a specialist is asked about it; of persons the family name. */
const shownToExpert: ClaimContents['shownToExpert'] = (claim, { lines, papers }) => {
  const fieldsOf = (one: Bag, isPerson: boolean): [string, unknown][] =>
    Object.entries(one).flatMap(([field, inner]): [string, unknown][] => {
      if (LEFT_OUT.includes(field)) return [];
      if (!isPaperField(field)) return [[field, isPerson && field === 'name' ? maskName(String(inner)) : shown(inner)]];
      const named = [inner].flat().filter((paper) => papers.includes(String(paper)));
      return named.length === 0 ? [] : [[field, Array.isArray(inner) ? named : named[0]]];
    });
  const shown = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shown);
    return isBag(value) ? Object.fromEntries(fieldsOf(value, 'idNumberMasked' in value || 'personKey' in value)) : value;
  };
  if (!isBag(claim)) return null;
  const chosen = Object.entries(claim).map(([field, value]) => {
    const rows = ROW_LISTS.find(({ list }) => list === field);
    const isAsked = (row: unknown): boolean => lines.length === 0 || (isBag(row) && lines.includes(String(row[rows?.id ?? ''])));
    return [field, rows && Array.isArray(value) ? value.filter(isAsked) : value];
  });
  return shown(Object.fromEntries(chosen));
};

/** What was on file of an event, as it was pinned with the claim. */
function filing(named: unknown): Filing | null {
  const filed = eventFiling.safeParse(named);
  if (!filed.success) return null;
  const { title, category, plannedOn, place, plannedSpendFen, filedAt } = filed.data;
  return { title, category, plannedOn, place, plannedSpendFen, filedAt };
}

/** What the claims of the six subsidies contain, and of the one nobody applies for. */
export const SUBSIDY_CONTENTS: ClaimContents = {
  rows: (claim) => ROW_LISTS.flatMap((list) => listIn(claim, list.list).flatMap((row) => rowOf(list, row))),
  papers: papersNamedBy,
  hasPlace: (claim, pointer) => isPlaceIn(withoutKeys(claim), claimInput, pointer),
  shown: withoutKeys,
  shownToExpert,
  filing,
};
