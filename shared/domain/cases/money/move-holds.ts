import type { Edge } from '../machine.ts';
import type { CaseRecord } from '../records.ts';
import { type Hold, isTakenAtApproval } from './hold-row.ts';

const sameHold = (a: Hold, b: Hold): boolean => JSON.stringify(a) === JSON.stringify(b);
const without = (all: readonly Hold[], some: readonly Hold[]): Hold[] => all.filter((one) => !some.some((other) => sameHold(one, other)));

/** What a claim takes with an edge, and what it gives back. */
export function held(edge: Edge, before: CaseRecord, after: CaseRecord) {
  if (edge.holds === 'take')
    return { record: after, taken: without(after.holds, before.holds), givenBack: without(before.holds, after.holds) };
  if (edge.holds === undefined || after.money.postedFen > 0) return { record: after, taken: [], givenBack: [] };
  const givenBack = edge.holds === 'give-back' ? before.holds : before.holds.filter(isTakenAtApproval);
  return { record: { ...after, holds: without(before.holds, givenBack) }, taken: [], givenBack };
}
