import type { CaseEvent } from '../machine.ts';
import type { Changed, StepInput } from '../step-input.ts';

/** What one event changes in the case beside its state, and in what stands beside the case. */
export type Effect = (input: StepInput) => Changed;
/** The effects of one subject: an event that is not named changes nothing of it. */
export type Effects = Partial<Record<CaseEvent, Effect>>;

/** Rows with one of them in place of the one that was. */
export const replaced = <Row extends { readonly id: string }>(rows: readonly Row[], row: Row): Row[] =>
  rows.map((old) => (old.id === row.id ? row : old));
