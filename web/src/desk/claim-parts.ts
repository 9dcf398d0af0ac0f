import { liesUnder } from '../../../shared/domain/cases/diff.ts';

/** A claim of any kind, taken apart for those who look at it: what it says of itself, and its lists of rows. */
export type ClaimField = { readonly pointer: string; readonly name: string; readonly value: unknown };
export type ClaimGroup = { readonly name: string | null; readonly fields: readonly ClaimField[] };
export type ClaimRow = { readonly pointer: string; readonly rowId: string; readonly fields: readonly ClaimField[] };
export type ClaimTable = { readonly name: string; readonly rows: readonly ClaimRow[]; readonly columns: readonly string[] };

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTable = (value: unknown): value is readonly Bag[] => Array.isArray(value) && value.some(isBag);

const ROW_IDS = ['lineId', 'traineeId', 'sessionId', 'relativeId'];
/** Keys for machines: nobody reads them. */
const UNREAD = new Set(['kind', 'personKey', 'organisationId', ...ROW_IDS]);

/** A field that names papers of the applicant. */
export const isPaper = (name: string): boolean => /DocumentIds?$|^documentId$|^paperIds$/.test(name);
export const isMoney = (name: string): boolean => name.endsWith('Fen');

/** In the order of the form; the store keeps none. What is not named here comes before the papers. */
const READING: readonly string[] = [
  ...['year', 'monthsFrom', 'monthsTo', 'contractNumber', 'lineNumber', 'course', 'startsOn', 'endsOn', 'filingId', 'category', 'heldOn'],
  ...['attendance', 'premises', 'divisionCode', 'address', 'areaM2', 'sharedWith', 'siteRentFen', 'leaseFrom', 'leaseTo'],
  ...['occupiedSince', 'occupiedYear', 'name', 'uscc', 'idNumberMasked', 'stakeInFirm', 'certificateNumber', 'on', 'minutes'],
  ...['signedByMentor', 'signedByFirm', 'expense', 'invoiceId', 'meter', 'paidOn', 'amountFen', 'discountFen', 'note'],
];
const placeOf = (name: string): number => (READING.includes(name) ? READING.indexOf(name) : isPaper(name) ? 1_000 : 999);

const fieldsOf = (bag: Bag, pointer: string): ClaimField[] =>
  Object.entries(bag)
    .filter(([name, value]) => !UNREAD.has(name) && !isBag(value) && !isTable(value))
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
    .map(([name, value]) => ({ pointer: `${pointer}/${name}`, name, value }));

function tableOf(name: string, rows: readonly Bag[]): ClaimTable {
  const drawn = rows.map((row, at) => ({
    pointer: `/${name}/${at}`,
    rowId: String(ROW_IDS.map((key) => row[key]).find((value) => typeof value === 'string') ?? at),
    fields: fieldsOf(row, `/${name}/${at}`),
  }));
  const names = drawn.flatMap(({ fields }) => fields.map((field) => field.name));
  return {
    name,
    rows: drawn,
    columns: [...new Set(names)].filter((column) => !isPaper(column)).toSorted((a, b) => placeOf(a) - placeOf(b)),
  };
}

export function partsOfClaim(claim: unknown): { readonly groups: readonly ClaimGroup[]; readonly tables: readonly ClaimTable[] } {
  if (!isBag(claim)) return { groups: [], tables: [] };
  const inner = Object.entries(claim).filter((entry): entry is [string, Bag] => isBag(entry[1]));
  const lists = Object.entries(claim).filter((entry): entry is [string, readonly Bag[]] => isTable(entry[1]));
  return {
    groups: [{ name: null, fields: fieldsOf(claim, '') }, ...inner.map(([name, bag]) => ({ name, fields: fieldsOf(bag, `/${name}`) }))],
    tables: lists.map(([name, rows]) => tableOf(name, rows)),
  };
}

/** The papers a row or a group of a claim names. */
export const papersOfRow = ({ fields }: Pick<ClaimRow, 'fields'>): string[] =>
  fields
    .filter(({ name }) => isPaper(name))
    .flatMap(({ value }) => (typeof value === 'string' || Array.isArray(value) ? [value].flat() : []).map(String));

/** Every paper a claim names, each once: what can be offered as evidence. */
export function papersOfClaim(claim: unknown): string[] {
  const { groups, tables } = partsOfClaim(claim);
  return [...new Set([...groups, ...tables.flatMap(({ rows }) => rows)].flatMap(papersOfRow))];
}

/** Is this place of the claim, or one inside it, among those that were changed? */
export const touches = (pointer: string, changed: readonly string[]): boolean => changed.some((one) => liesUnder(one, pointer));
/** Can what stands at this place be read by people? A row that was added brings its id along. */
export const isForPeople = (pointer: string): boolean => !UNREAD.has(pointer.split('/').at(-1) ?? '');

/** The sum of what the rows claim; undefined: its rows claim no money. */
export function claimedFen(claim: unknown): number | undefined {
  const amounts = partsOfClaim(claim).tables.flatMap(({ rows }) =>
    rows.flatMap(({ fields }) => fields.filter(({ name }) => name === 'amountFen').map(({ value }) => Number(value))),
  );
  return amounts.length === 0 ? undefined : amounts.reduce((sum, amount) => sum + amount, 0);
}
