import { parseCivilDate } from '../kernel/civil-date.ts';
import type { Leaf, Operator } from './criteria.ts';
import type { FactDefinition, FactType } from './fact.ts';

const NUMERIC: readonly Operator[] = ['eq', 'lt', 'lte', 'gt', 'gte', 'between'];

/** Which operators make sense for which type of fact; `exists` stands beside all of them, where a fact may be known to be none. */
const OPERATORS: Record<FactType, readonly Operator[]> = {
  boolean: ['eq'],
  integer: NUMERIC,
  decimal: NUMERIC,
  money: NUMERIC,
  date: NUMERIC,
  division: ['eq', 'in', 'noneOf', 'prefix'],
  choice: ['eq', 'in', 'noneOf'],
  choices: ['intersects', 'noneOf'],
  text: ['eq', 'in', 'noneOf', 'prefix'],
};

const DECIMALS: Partial<Record<FactType, number>> = { integer: 0, money: 2, decimal: 4 };

function wrongNumber(value: unknown, definition: FactDefinition): string | undefined {
  if (typeof value !== 'number') return `needs a number, since ${definition.id} is ${definition.type}`;
  const decimals = DECIMALS[definition.type] ?? 4;
  if (Number(value.toFixed(decimals)) !== value) return `${value} has more than ${decimals} decimals`;
  if (definition.min !== undefined && value < definition.min) return `${value} lies below the least value ${definition.min}`;
  if (definition.max !== undefined && value > definition.max) return `${value} lies above the greatest value ${definition.max}`;
  return undefined;
}

const wrongDay = (value: unknown): string | undefined =>
  typeof value === 'string' && parseCivilDate(value) ? undefined : `${JSON.stringify(value)} is no day of the calendar`;

const wrongDivision = (value: unknown, op: Operator): string | undefined => {
  const pattern = op === 'prefix' ? /^(\d{2}|\d{4}|\d{6})$/ : /^\d{6}$/;
  return typeof value === 'string' && pattern.test(value) ? undefined : `${JSON.stringify(value)} is no division code`;
};

function wrongWord(value: unknown, definition: FactDefinition): string | undefined {
  if (typeof value !== 'string') return `needs a word of ${definition.id}`;
  const known = definition.choices === undefined || definition.choices.some((choice) => choice.value === value);
  return known ? undefined : `"${value}" is not among the choices of ${definition.id}`;
}

/** What is wrong with one value for a fact of this type, whatever the operator. */
function wrongValue(value: unknown, op: Operator, definition: FactDefinition): string | undefined {
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `needs true or false, since ${definition.id} is boolean`;
    case 'integer':
    case 'decimal':
    case 'money':
      return wrongNumber(value, definition);
    case 'date':
      return wrongDay(value);
    case 'division':
      return wrongDivision(value, op);
    case 'choice':
    case 'choices':
    case 'text':
      return wrongWord(value, definition);
  }
}

const LISTS: readonly Operator[] = ['in', 'noneOf', 'intersects'];

/** What is wrong with the value a leaf asks for; `undefined` when nothing is. */
export function wrongOperand(leaf: Pick<Leaf, 'op' | 'value'>, definition: FactDefinition): string | undefined {
  const { op, value } = leaf;
  if (op === 'exists') return typeof value === 'boolean' ? undefined : 'exists needs true or false';
  if (op === 'between') {
    if (!Array.isArray(value) || value.length !== 2) return 'between needs two ends';
    const [low, high] = value as [string | number, string | number];
    return (
      wrongValue(low, op, definition) ??
      wrongValue(high, op, definition) ??
      (low > high ? 'the ends of between are turned round' : undefined)
    );
  }
  if (!LISTS.includes(op)) return wrongValue(value, op, definition);
  if (!Array.isArray(value) || value.length === 0) return `${op} needs a list that is not empty`;
  for (const entry of value) {
    const wrong = wrongValue(entry, op, definition);
    if (wrong) return wrong;
  }
  return undefined;
}

/** What is wrong with an operator for a fact; `undefined` when it is legal. */
export function wrongOperator(op: Operator, definition: FactDefinition): string | undefined {
  if (op === 'exists') return definition.nullable ? undefined : `exists can never fail, since ${definition.id} is not nullable`;
  return OPERATORS[definition.type].includes(op) ? undefined : `${op} makes no sense for ${definition.id}, which is ${definition.type}`;
}
