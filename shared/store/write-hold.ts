import type { FieldFault } from '../domain/parties/refusal.ts';
import type { ItemKey } from './keys/key.ts';

/** Something a field of a row must be. `absent`: nobody has set it. */
export type Test =
  | { readonly field: string; readonly is: 'absent' }
  | { readonly field: string; readonly is: '=' | '<=' | '>='; readonly than: string | number };

/** One of these must hold before a row moves. Where none does: what is answered, and the field it is about; without it, it is decided anew. */
export interface Need {
  readonly anyOf: readonly [Test, ...Test[]];
  readonly refusal?: string;
  readonly fault?: FieldFault;
}

/**
 * Moves a row that many claims share, without having read it: what must be true is asked in the write itself, and of all that must be the
 * answer tells what was not. `set` fields, `add` to numbers (a field that is not there counts as nothing), `clear` fields.
 */
export interface HoldMove {
  readonly hold: ItemKey;
  readonly needs: readonly Need[];
  readonly set?: Readonly<Record<string, string | number>>;
  readonly add?: Readonly<Record<string, number>>;
  readonly clear?: readonly string[];
}

/** The expressions of one Update; each field has one name in them, however often it is spoken of. */
export function updateOf({ needs, set = {}, add = {}, clear = [] }: HoldMove) {
  const names = new Map<string, string>();
  const values: Record<string, string | number> = {};
  const named = (field: string): string => {
    if (!names.has(field)) names.set(field, `#f${names.size}`);
    return names.get(field) as string;
  };
  const known = new Map<string | number, string>();
  const valued = (value: string | number): string => {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`a hold counts in whole numbers, not ${value}`);
    const name = known.get(value) ?? `:v${known.size}`;
    known.set(value, name);
    values[name] = value;
    return name;
  };
  const tested = (test: Test): string =>
    test.is === 'absent' ? `attribute_not_exists(${named(test.field)})` : `${named(test.field)} ${test.is} ${valued(test.than)}`;
  const conditions = needs.map(({ anyOf }) => (anyOf.length === 1 ? tested(anyOf[0]) : `(${anyOf.map(tested).join(' OR ')})`));
  const moves = [
    ...Object.entries(set).map(([field, value]) => `${named(field)} = ${valued(value)}`),
    ...Object.entries(add).map(([field, by]) => `${named(field)} = if_not_exists(${named(field)}, ${valued(0)}) + ${valued(by)}`),
  ];
  const cleared = clear.map(named);
  return {
    UpdateExpression: [moves.length > 0 ? `SET ${moves.join(', ')}` : '', cleared.length > 0 ? `REMOVE ${cleared.join(', ')}` : '']
      .filter((part) => part !== '')
      .join(' '),
    ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ExpressionAttributeNames: Object.fromEntries([...names].map(([field, name]) => [name, field])),
    // The row as it was: it tells which of the conditions did not hold.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** A row as the answer to a refused transaction carries it: in the database's own notation. */
export type RefusedRow = Readonly<Record<string, { readonly S?: string | undefined; readonly N?: string | undefined }>>;

function holds(test: Test, row: RefusedRow): boolean {
  const value = row[test.field];
  if (test.is === 'absent') return value === undefined;
  const found = value?.N === undefined ? value?.S : Number(value.N);
  if (found === undefined || typeof found !== typeof test.than) return false;
  return test.is === '=' ? found === test.than : test.is === '<=' ? found <= test.than : found >= test.than;
}

/** What of the needs of a move did not hold of a row. */
export const brokenNeeds = ({ needs }: HoldMove, row: RefusedRow = {}): Need[] =>
  needs.filter(({ anyOf }) => !anyOf.some((test) => holds(test, row)));
