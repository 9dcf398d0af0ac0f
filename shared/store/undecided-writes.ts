import type { CaseRecord } from '../domain/cases/records.ts';
import { undecidedIn } from '../domain/cases/runs/undecided.ts';
import type { Write } from './commit.ts';
import { callsKey } from './keys/cases.ts';

/**
 * How a step moves the number of undecided cases of a call that is shared pro rata: what it is after the step, less what it was before. What it was
 * is what the case was marked with when it was counted: one from before there were counts is counted at its next step, and never taken off a count
 * it is not in, which would refuse its every step for good.
 */
export function undecidedWrites(before: CaseRecord | undefined, after: CaseRecord): Write[] {
  const [was, is] = [before?.countedIn, undecidedIn(after)];
  if (was === is) return [];
  const add = { ...(was !== undefined && { [was]: -1 }), ...(is !== undefined && { [is]: 1 }) };
  return [
    { count: callsKey(after.programmeId), add, ...(was === undefined ? { startsAt: { [is ?? '']: 0 } } : { require: { [was]: 1 } }) },
  ];
}
