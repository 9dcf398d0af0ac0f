import { allocate } from '../kernel/money.ts';
import { isAmount, sumFen } from './transfer.ts';

/** A case that waits for money of a budget. */
export interface WaitingCase {
  readonly caseId: string;
  readonly amountFen: number;
  /** A higher number comes first. */
  readonly priority: number;
  /** RFC 3339. */
  readonly submittedAt: string;
}

/**
 * What a programme does when a budget does not suffice for all. `by-order`: whole amounts, in order of priority and then of time; whoever does
 * not fit waits, and so does everybody behind, unless `skip` lets a smaller one pass · `pro-rata`: each the same part of what was asked.
 */
export type AllocationRule = { readonly kind: 'by-order'; readonly skip: boolean } | { readonly kind: 'pro-rata' };

export interface Allocation {
  /** In order: what each gets. */
  readonly granted: readonly { readonly caseId: string; readonly amountFen: number }[];
  /** In order: who waits. */
  readonly waiting: readonly string[];
  readonly leftFen: number;
}

/** Priority, then time, then the case's id, so that two who came at one instant have an order too. */
const before = (a: WaitingCase, b: WaitingCase): number =>
  b.priority - a.priority || compare(a.submittedAt, b.submittedAt) || compare(a.caseId, b.caseId);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The waiting list: who comes first. */
export const inTurn = <Waiting extends WaitingCase>(cases: readonly Waiting[]): readonly Waiting[] => [...cases].sort(before);

function byOrder(availableFen: number, queue: readonly WaitingCase[], skip: boolean): Allocation {
  let leftFen = availableFen;
  let closed = false;
  const granted: { caseId: string; amountFen: number }[] = [];
  const waiting: string[] = [];
  for (const { caseId, amountFen } of queue) {
    if (closed || amountFen > leftFen) {
      waiting.push(caseId);
      closed ||= !skip;
    } else {
      leftFen -= amountFen;
      granted.push({ caseId, amountFen });
    }
  }
  return { granted, waiting, leftFen };
}

/** No fen is lost, and nobody gets more than was asked: what is short is shared, what suffices is paid whole. */
function proRata(availableFen: number, queue: readonly WaitingCase[]): Allocation {
  const askedFen = sumFen(queue.map(({ amountFen }) => amountFen));
  if (askedFen <= availableFen)
    return { granted: queue.map(({ caseId, amountFen }) => ({ caseId, amountFen })), waiting: [], leftFen: availableFen - askedFen };
  const shares = allocate(
    BigInt(availableFen),
    queue.map(({ amountFen }) => BigInt(amountFen)),
  );
  const all = queue.map(({ caseId }, at) => ({ caseId, amountFen: Number(shares[at]) }));
  return {
    granted: all.filter(({ amountFen }) => amountFen > 0),
    waiting: all.filter(({ amountFen }) => amountFen === 0).map(({ caseId }) => caseId),
    leftFen: 0,
  };
}

/**
 * Who gets what of a budget. The same cases and figures give the same allocation, whatever their order, so that it can be sealed by its hash.
 * @throws RangeError where an amount is not whole fen above zero, or what is available is negative
 */
export function allocateBudget(availableFen: number, cases: readonly WaitingCase[], rule: AllocationRule): Allocation {
  if (!Number.isSafeInteger(availableFen) || availableFen < 0) throw new RangeError(`nothing can be allocated of ${availableFen} fen`);
  for (const { caseId, amountFen } of cases) if (!isAmount(amountFen)) throw new RangeError(`${caseId} asks for ${amountFen} fen`);
  if (new Set(cases.map(({ caseId }) => caseId)).size < cases.length) throw new RangeError('a case stands in the list twice');
  const queue = inTurn(cases);
  if (queue.length === 0) return { granted: [], waiting: [], leftFen: availableFen };
  return rule.kind === 'pro-rata' ? proRata(availableFen, queue) : byOrder(availableFen, queue, rule.skip);
}
