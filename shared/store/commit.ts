import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AuditDraft } from '../domain/audit/entry.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import type { FieldFault } from '../domain/parties/refusal.ts';
import { newHead, nextEntry } from './audit-chain.ts';
import { answeredRow, type StoredAnswer } from './idempotency.ts';
import { auditKey, chainHeadKey } from './keys/journal.ts';
import type { ItemKey } from './keys/key.ts';
import type { TableName } from './table-names.ts';
import { type CounterMove, moveOf } from './write-counter.ts';
import { brokenNeeds, type HoldMove, type RefusedRow, updateOf } from './write-hold.ts';

/**
 * One write of a command, with what must be true for it. `absent`: nobody wrote it before · a number: the version that was read ·
 * `refusal`: what is answered when it is not true, and `fault` the field it is about; without one the command is gathered and decided anew.
 * A `check` writes nothing: the row must be there, and its `status` none of `unless`; or what `field` names in it (from the outside in) at
 * least `least`. A `count` moves the whole numbers of a row that carries
 * no version (`write-counter.ts`). A `hold` moves a row that many claims share; each of its conditions has a refusal of its own
 * (`write-hold.ts`). An `append` adds to the table `journal` what nobody wrote before, and nothing there is ever changed.
 */
export type Write = (
  | { readonly put: ItemKey & Readonly<Record<string, unknown>>; readonly expect: 'absent' | number }
  | { readonly remove: ItemKey; readonly expect: number | 'present' }
  | { readonly check: ItemKey; readonly unless: readonly [string, ...string[]] }
  | { readonly check: ItemKey; readonly field: readonly [string, ...string[]]; readonly least: number }
  | CounterMove
  | HoldMove
  | { readonly append: ItemKey & Readonly<Record<string, unknown>> }
) & { readonly refusal?: string; readonly fault?: FieldFault };

export interface Commitment {
  readonly writes: readonly Write[];
  readonly entry: AuditDraft;
  /** As gathered; undefined begins the chain. */
  readonly head: ChainHead | undefined;
  /** The answer kept for a repeat; workers have none. */
  readonly answer?: StoredAnswer;
}

/**
 * `moved`: what was read has changed, decide anew · `repeated`: this very command was committed before · `refused`: a condition with a refusal
 * of its own did not hold · `busy`: others wrote the same rows, more often than we tried.
 */
export type CommitOutcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'moved' | 'repeated' | 'busy' }
  | { readonly kind: 'refused'; readonly code: string; readonly faults: readonly FieldFault[] };

export interface Committer {
  commit(commitment: Commitment): Promise<CommitOutcome>;
}

const MOST_TRIES = 6;
const FAILED = 'ConditionalCheckFailed';
const PASSING = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Why one of the writes did not happen, and the row as it was where that was asked for. */
type Reason = { readonly code: string; readonly row: RefusedRow | undefined };
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

function condition(expect: 'absent' | 'present' | number) {
  if (expect === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (expect === 'present') return { ConditionExpression: 'attribute_exists(pk)' };
  return { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': expect } };
}

const isThere = (unless: readonly string[]) => ({
  ConditionExpression: `attribute_exists(pk) AND NOT #status IN (${unless.map((_, at) => `:s${at}`).join(', ')})`,
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: Object.fromEntries(unless.map((status, at) => [`:s${at}`, status])),
});

const isAtLeast = (field: readonly string[], least: number) => ({
  ConditionExpression: `${field.map((_, at) => `#f${at}`).join('.')} >= :least`,
  ExpressionAttributeNames: Object.fromEntries(field.map((name, at) => [`#f${at}`, name])),
  ExpressionAttributeValues: { ':least': least },
});

function toItem(write: Write, { main, journal }: Record<TableName, string>): TransactItem {
  if ('put' in write) return { Put: { TableName: main, Item: write.put, ...condition(write.expect) } };
  if ('check' in write) {
    const asked = 'unless' in write ? isThere(write.unless) : isAtLeast(write.field, write.least);
    return { ConditionCheck: { TableName: main, Key: write.check, ...asked } };
  }
  if ('count' in write) return { Update: { TableName: main, Key: write.count, ...moveOf(write) } };
  if ('hold' in write) return { Update: { TableName: main, Key: write.hold, ...updateOf(write) } };
  if ('append' in write) return { Put: { TableName: journal, Item: write.append, ...condition('absent') } };
  return { Delete: { TableName: main, Key: write.remove, ...condition(write.expect) } };
}

type Told = { readonly refusal?: string; readonly fault?: FieldFault };
/** What a write has to say where its conditions did not hold; undefined stands for what is no write of the command's. */
const toldBy = (write: Write | undefined, row: RefusedRow | undefined): readonly (Told | undefined)[] =>
  write && 'hold' in write ? brokenNeeds(write, row) : [write];

/** Between two tries, so that those who met once do not meet again. */
const pause = (attempt: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(20 * 3 ** attempt, 1_000)));

/**
 * The one way to write: records, one audit entry with the head of its chain, and the stored answer, all in one transaction or not at all.
 * Conflicts and throttling are tried again here; a condition that does not hold never is.
 */
export function createCommitter(client: DynamoDBDocumentClient, tables: Record<TableName, string>): Committer {
  const send = async (items: TransactItem[]): Promise<readonly Reason[] | undefined> => {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return undefined;
    } catch (error) {
      if (error instanceof TransactionCanceledException)
        return (error.CancellationReasons ?? []).map(({ Code, Item }) => ({ code: Code ?? 'None', row: Item as RefusedRow | undefined }));
      throw error;
    }
  };

  return {
    async commit({ writes, entry, head, answer }) {
      const { entry: link, head: next } = nextEntry(entry, head ?? newHead());
      const { kind, id } = entry.aggregate;
      const headItem = { ...chainHeadKey(kind, id), ...next };
      const items: TransactItem[] = [
        ...writes.map((write) => toItem(write, tables)),
        {
          Put: {
            TableName: tables.main,
            Item: headItem,
            ...(head
              ? { ConditionExpression: 'seq = :seq', ExpressionAttributeValues: { ':seq': head.seq } }
              : { ConditionExpression: 'attribute_not_exists(pk)' }),
          },
        },
        {
          Put: {
            TableName: tables.journal,
            Item: { ...auditKey(kind, id, link.seq), ...link },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        ...(answer ? [answeredRow(answer, tables.main)] : []),
      ];
      for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
        const reasons = await send(items);
        if (reasons === undefined) return { kind: 'committed' };
        const failed = reasons.findIndex(({ code }) => !PASSING.has(code));
        if (failed < 0) {
          await pause(attempt);
          continue;
        }
        if (reasons[failed]?.code !== FAILED) throw new Error(`the transaction was refused: ${reasons[failed]?.code}`);
        if (answer && reasons.at(-1)?.code === FAILED) return { kind: 'repeated' };
        // A refusal of one's own counts only where nothing that was read has moved: else it may be gone when looked at again.
        const own = reasons.flatMap(({ code, row }, at) => (code === FAILED ? toldBy(writes[at], row) : []));
        const code = own[0]?.refusal;
        if (code === undefined || own.some((one) => one?.refusal === undefined)) return { kind: 'moved' };
        return {
          kind: 'refused',
          code,
          faults: [...new Set(own.flatMap((one) => (one?.refusal === code && one.fault ? [one.fault] : [])))],
        };
      }
      return { kind: 'busy' };
    },
  };
}
