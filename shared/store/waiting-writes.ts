import type { CaseRecord } from '../domain/cases/records.ts';
import { lineOf } from '../domain/cases/runs/line-of.ts';
import type { Transfer } from '../domain/ledger/records.ts';
import type { Write } from './commit.ts';
import { waitingKey } from './keys/cases.ts';

type Waiting = Pick<CaseRecord, 'waiting'>;
const lineOfWaiting = (record: Waiting | undefined): string | undefined => record?.waiting?.budgetId && lineOf(record.waiting.budgetId);

/**
 * How a step moves the numbers of those who wait: a case that was put on a list counts in its line until it waits no more. A step that reserves by
 * itself (a run draws what it has reserved) overtakes nobody: that nobody else waits is asked in the write (`others-wait`).
 */
export function waitingWrites(before: Waiting | undefined, after: Waiting, transfers: readonly Transfer[]): Write[] {
  const [was, is] = [lineOfWaiting(before), lineOfWaiting(after)];
  const reserved = transfers.find(({ kind }) => kind === 'reserve')?.budgetId;
  const asked = reserved === undefined ? undefined : lineOf(reserved);
  return [...new Set([was, is, asked])].flatMap((line): Write[] => {
    if (line === undefined) return [];
    const n = (line === is ? 1 : 0) - (line === was ? 1 : 0);
    if (n === 0 && line !== asked) return [];
    // Only the one who leaves it may be in the line.
    const alone = line === asked && ({ atMost: { n: line === was ? 1 : 0 }, refusal: 'others-wait' } as const);
    return [{ count: waitingKey(line), add: { n }, ...(n < 0 ? { require: { n: 1 } } : { startsAt: { n: 0 } }), ...alone }];
  });
}
