import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { matchPath } from '../../infra/local/match-path.ts';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { type Fault, injectFault, type OutgoingCall } from './faults.ts';
import type { AroundCommand, SignedInHouse } from './signed-in.ts';

type House = Pick<SignedInHouse, 'client' | 'names' | 'around'>;
/** Every row of every table, by table and key. */
type Everything = ReadonlyMap<string, string>;

const WRITE = 'TransactWriteItemsCommand';
/** No command writes more often than this; one that never ends would. */
const MOST_WRITES = 20;

/** With its attributes in one order: the engine gives them in any. */
const textOf = (row: unknown): string =>
  JSON.stringify(row, (_key, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
/** What was refused is noted beside the commands, and is no part of any. */
const isNote = (key: string): boolean => key.includes(' REFUSALS#');
/** Which rows differ. */
const changedIn = (before: Everything, now: Everything): string[] =>
  [...new Set([...before.keys(), ...now.keys()])].filter((key) => !isNote(key) && before.get(key) !== now.get(key));

async function everythingOf({ client, names }: House): Promise<Everything> {
  const rows: [string, string][] = [];
  for (const table of Object.values(names))
    for (let from: Record<string, unknown> | undefined, more = true; more; more = from !== undefined) {
      const page = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }));
      rows.push(...(page.Items ?? []).map(({ pk, sk, ...row }): [string, string] => [`${table} ${pk} ${sk}`, textOf(row)]));
      from = page.LastEvaluatedKey;
    }
  return new Map(rows);
}
const entriesIn = (rows: Everything): number => [...rows.keys()].filter((key) => key.includes(' AUDIT#')).length;

const routeOf = (method: string, path: string): string => {
  const [plain = ''] = path.split('?');
  const route = ROUTE_LIST.find((one) => one.method === method && matchPath(one.path, plain));
  return `${method} ${route?.path ?? plain}`;
};

/**
 * From now on every command of a house is lived through as if the function ended at each of its writes: first before it, when nothing may
 * have changed; then after it, when its answer is lost. The very same request is sent until it is answered, as a client does. Each write
 * must leave exactly one entry in a chain, and the answer must change nothing any more. A request that writes nothing is just answered.
 * @param reads whether the function also ends before each of its reads
 * @returns the routes that were lived through; what a house is set up with goes by untouched while `off` is set
 */
export function crashEveryWrite(house: House, { reads }: { readonly reads: boolean }) {
  const lived = new Set<string>();
  const state = { off: false };

  /** Sends once while a call is broken; tells whether one was. */
  async function broken(send: () => Promise<Response>, fault: (call: OutgoingCall) => Fault): Promise<readonly [Response, boolean]> {
    let hit = false;
    const mend = injectFault(house.client, (call) => {
      // The process is gone: nothing comes after it.
      if (hit) return 'before';
      const decided = fault(call);
      hit = decided !== undefined;
      return decided;
    });
    try {
      return [await send(), hit];
    } finally {
      mend();
    }
  }

  const command: AroundCommand = async (send, method, path) => {
    if (state.off) return send();
    const route = routeOf(method, path);
    const before = await everythingOf(house);
    let writes = false;
    for (let at = 1; !writes; at++) {
      // Every read before the first write, or only the write.
      const [answer, hit] = await broken(send, ({ command: name, number }) => {
        writes ||= name === WRITE;
        return name === WRITE || (reads && number === at) ? 'before' : undefined;
      });
      if (!hit) return answer;
      expect({ route, at, status: answer.status }).toEqual({ route, at, status: 500 });
      expect({ route, at, changed: changedIn(before, await everythingOf(house)) }).toEqual({ route, at, changed: [] });
      if (!reads) break;
    }
    let after = before;
    for (let written = 0; ; written++) {
      const [answer, hit] = await broken(send, ({ command: name }) => (name === WRITE ? 'after' : undefined));
      const now = await everythingOf(house);
      if (!hit) {
        expect({ route, changed: changedIn(after, now) }).toEqual({ route, changed: [] });
        expect({ route, written, entries: entriesIn(now) - entriesIn(before) }).toEqual({ route, written, entries: written });
        if (answer.ok) lived.add(route);
        return answer;
      }
      expect([200, 201, 500], `${route}: ${answer.status}`).toContain(answer.status);
      expect(written, `${route} writes without end`).toBeLessThan(MOST_WRITES);
      after = now;
    }
  };
  house.around.command = command;

  return {
    lived,
    /** Sets something up without any of it. */
    async plainly<Result>(work: () => Promise<Result>): Promise<Result> {
      state.off = true;
      try {
        return await work();
      } finally {
        state.off = false;
      }
    },
  };
}
