import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** One call to the database as it is about to leave: the command's name and its input. */
export interface OutgoingCall {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Counted from 1 since the fault was put in. */
  readonly number: number;
}

/** `before`: the call never leaves. `after`: it takes effect and its answer is lost. */
export type Fault = 'before' | 'after' | undefined;

/** The process of the writer ended here, as far as the database can tell. */
export class InjectedCrash extends Error {}

/**
 * Breaks calls of a client in the SDK's own middleware, above its retries, so that a broken call stays broken.
 * @returns takes the fault out again
 */
export function injectFault(client: DynamoDBDocumentClient, decide: (call: OutgoingCall) => Fault | Promise<Fault>): () => void {
  let number = 0;
  const name = `fault-${Math.random()}`;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      number += 1;
      const fault = await decide({
        command: String(context.commandName),
        input: args.input as Readonly<Record<string, unknown>>,
        number,
      });
      if (fault === 'before') throw new InjectedCrash(`before call ${number}`);
      const output = await next(args);
      if (fault === 'after') throw new InjectedCrash(`after call ${number}`);
      return output;
    },
    { step: 'initialize', priority: 'high', name },
  );
  return () => void client.middlewareStack.remove(name);
}

/** Counts the calls of a client by the name of their command. */
export function countCalls(client: DynamoDBDocumentClient): Record<string, number> {
  const counts: Record<string, number> = {};
  injectFault(client, ({ command }) => {
    counts[command] = (counts[command] ?? 0) + 1;
    return undefined;
  });
  return counts;
}
