import type { ItemKey } from './keys/key.ts';

/**
 * Moves the whole numbers of a row without a version, so that many may do it at once and the conditions hold in the write itself. `add`: by
 * how much each field moves · `require`: what each field must be at least, before it moves · `atMost`: and at most · `startsAt`: what the row begins with where there
 * is none yet; without it, there must be one.
 */
export interface CounterMove {
  readonly count: ItemKey;
  readonly add: Readonly<Record<string, number>>;
  readonly require?: Readonly<Record<string, number>>;
  readonly atMost?: Readonly<Record<string, number>>;
  readonly startsAt?: Readonly<Record<string, string | number | null>>;
}

/** Fen and pieces are whole, and no sum of ours leaves what a number holds exactly. */
const whole = (value: unknown, field: string): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a counter takes whole numbers only, ${field} was given ${String(value)}`);
  return value as number;
};

/** The expressions of one Update. A field a row does not have yet counts as `startsAt`, or as nothing. */
export function moveOf({ add, require = {}, atMost = {}, startsAt }: CounterMove) {
  const values: Record<string, string | number | null> = {};
  const names: Record<string, string> = {};
  // A placeholder takes letters, digits and underscores; a field may be named by a day and a place.
  const plain = (field: string): string => field.replaceAll(/\W/g, '_');
  const named = (field: string): string => {
    names[`#${plain(field)}`] = field;
    return `#${plain(field)}`;
  };
  const valued = (kind: string, field: string, value: string | number | null): string => {
    values[`:${kind}${plain(field)}`] = value;
    return `:${kind}${plain(field)}`;
  };
  const start = (field: string): number => whole(startsAt?.[field] ?? 0, field);

  const moves = Object.entries(add).map(([field, by]) => {
    const before = `if_not_exists(${named(field)}, ${valued('from_', field, start(field))})`;
    return `${named(field)} = ${before} + ${valued('by_', field, whole(by, field))}`;
  });
  const others = Object.entries(startsAt ?? {})
    .filter(([field]) => !Object.hasOwn(add, field))
    .map(([field, value]) => `${named(field)} = if_not_exists(${named(field)}, ${valued('from_', field, value)})`);
  const required = Object.entries(require).map(([field, least]) => {
    const holds = `${named(field)} >= ${valued('least_', field, whole(least, field))}`;
    return startsAt && start(field) >= least ? `(attribute_not_exists(${named(field)}) OR ${holds})` : holds;
  });
  const bounded = Object.entries(atMost).map(([field, most]) => {
    const holds = `${named(field)} <= ${valued('most_', field, whole(most, field))}`;
    return start(field) <= most ? `(attribute_not_exists(${named(field)}) OR ${holds})` : holds;
  });
  const held = [...required, ...bounded];
  const conditions = startsAt ? held : ['attribute_exists(pk)', ...held];
  return {
    UpdateExpression: `SET ${[...moves, ...others].join(', ')}`,
    ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}
