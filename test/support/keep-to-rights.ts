import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { matchPath } from '../../infra/local/match-path.ts';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { TABLES, type TableName } from '../../shared/store/table-names.ts';
import { injectFault, type OutgoingCall } from './faults.ts';
import { RIGHTS } from './rights.ts';

/** What IAM would be asked: may this function do this to rows of this partition key. */
interface Need {
  readonly action: string;
  /** A table by its logical name, or the index. */
  readonly on: TableName | 'listing';
  /** Those named in one request; one statement must cover them all. */
  readonly rows: readonly string[];
  /** What a query asks for of them; absent: all of it. */
  readonly attributes?: readonly string[];
}

type Input = Readonly<Record<string, unknown>>;
const inputOf = (value: unknown): Input => (value ?? {}) as Input;

const KEY_IN_QUERY = /^\s*(?:#?\w+)\s*=\s*(:\w+)/u;
const ITEM_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** The attributes a query names, in its keys and in what it brings. */
const namesIn = ({ KeyConditionExpression: keys, ProjectionExpression: brought }: Input): string[] =>
  [...`${keys ?? ''} ${brought ?? ''}`.replaceAll(/begins_with|AND/gu, ' ').matchAll(/(?<![:#\w])\w+/gu)].map(([name]) => name);

/** The partition key of an item or key, marshalled or not. */
const rowOf = (key: unknown): string => {
  const { pk } = inputOf(key);
  return typeof pk === 'string' ? pk : String(inputOf(pk).S);
};

function needsOf({ command, input }: Pick<OutgoingCall, 'command' | 'input'>, tableOf: (name: unknown) => TableName): Need[] {
  const action = command.replace(/Command$/u, '');
  switch (action) {
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [{ action, on: tableOf(input.TableName), rows: [rowOf(input.Key)] }];
    case 'PutItem':
      return [{ action, on: tableOf(input.TableName), rows: [rowOf(input.Item)] }];
    case 'Query': {
      const [, name = ''] = KEY_IN_QUERY.exec(String(input.KeyConditionExpression)) ?? [];
      const row = rowOf({ pk: inputOf(input.ExpressionAttributeValues)[name] });
      const attributes = input.Select === 'SPECIFIC_ATTRIBUTES' ? namesIn(input) : undefined;
      const on = input.IndexName === undefined ? tableOf(input.TableName) : 'listing';
      return [{ action, on, rows: [row], ...(attributes && { attributes }) }];
    }
    case 'BatchGetItem':
      return Object.entries(inputOf(input.RequestItems)).map(([table, wanted]) => ({
        action,
        on: tableOf(table),
        rows: (inputOf(wanted).Keys as unknown[]).map(rowOf),
      }));
    // Each item is asked about by itself.
    case 'TransactWriteItems':
      return (input.TransactItems as Input[]).flatMap((item) =>
        Object.entries(item).map(([kind, write]) => {
          const { TableName: table, Item: whole, Key: key } = inputOf(write);
          return { action: ITEM_ACTIONS[kind] ?? kind, on: tableOf(table), rows: [rowOf(whole ?? key)] };
        }),
      );
    default:
      throw new Error(`${action}: no function of the API has a right to that`);
  }
}

const covers = (pattern: string, row: string): boolean => (pattern.endsWith('*') ? row.startsWith(pattern.slice(0, -1)) : row === pattern);

const isAllowed = (name: string, { action, on, rows, attributes }: Need): boolean =>
  (RIGHTS[name] ?? []).some(
    (right) =>
      right.on === on &&
      right.actions.includes(`dynamodb:${action}`) &&
      rows.every((row) => right.rows?.some((pattern) => covers(pattern, row))) &&
      (right.attributes === undefined || (attributes?.every((one) => right.attributes?.includes(one)) ?? false)),
  );

const calling = new AsyncLocalStorage<string>();

/** Runs something as a function would: its rights then hold for `keepToRights`. */
export const asFunction = <Answer>(name: string, run: () => Answer): Answer => calling.run(name, run);

/** Runs the answer to a request as the function its route names, whose rights then hold for `keepToRights`. */
export function asItsFunction<Answer>(method: string, path: string, answer: () => Answer): Answer {
  const route = ROUTE_LIST.find((one) => one.method === method && matchPath(one.path, path));
  return route ? asFunction(route.function, answer) : answer();
}

/**
 * Lets a client do no more than IAM would let the function that is answering: the engine asks nobody, so a right that is missing would only
 * be missed in the cloud. Calls of a test itself are free.
 */
export function keepToRights(client: DynamoDBDocumentClient, names: Readonly<Record<TableName, string>>): void {
  const tableOf = (name: unknown): TableName => {
    const table = TABLES.find((logical) => names[logical] === name);
    if (!table) throw new Error(`no table of this house: ${String(name)}`);
    return table;
  };
  injectFault(client, (call) => {
    const name = calling.getStore();
    if (name === undefined) return undefined;
    for (const need of needsOf(call, tableOf))
      if (!isAllowed(name, need)) throw new Error(`${name} has no right to ${need.action} in ${need.on} of ${need.rows.join(', ')}`);
    return undefined;
  });
}
