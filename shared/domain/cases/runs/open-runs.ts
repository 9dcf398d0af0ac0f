import * as z from 'zod/mini';
import type { CaseRecord } from '../records.ts';

/**
 * Whom the approvals of many of one bureau and programme have money for that nobody has drawn or given back yet: read and written by each that is
 * started or closed, so that no two of them reserve for one case. `reservations`: how often the case had reserved when it was sealed.
 */
export const openRuns = z.object({
  runs: z.array(z.object({ runId: z.string(), items: z.array(z.object({ caseId: z.string(), reservations: z.int() })) })),
  version: z.int(),
});
export type OpenRuns = z.infer<typeof openRuns>;
export const NO_OPEN_RUNS: OpenRuns = { runs: [], version: 0 };

/** The run that holds money for a case; undefined: none, or it has taken its part, or was approved by itself since. */
export const runHolding = ({ runs }: OpenRuns, { id, money }: Pick<CaseRecord, 'id' | 'money'>): string | undefined =>
  runs.find(({ items }) => items.some(({ caseId, reservations }) => caseId === id && reservations === money.reservations))?.runId;

export const withRun = (open: OpenRuns, runId: string, records: readonly CaseRecord[]): OpenRuns => ({
  runs: [...open.runs, { runId, items: records.map(({ id, money }) => ({ caseId: id, reservations: money.reservations })) }],
  version: open.version + 1,
});

export const withoutRun = (open: OpenRuns, runId: string): OpenRuns => ({
  runs: open.runs.filter((one) => one.runId !== runId),
  version: open.version + 1,
});
