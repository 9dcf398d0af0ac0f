/** A condition of an approval, as it is typed. */
export type Condition = { readonly id: string; readonly text: string; readonly dueOn: string };
/** What was found of a clause, as it is typed. */
export type Found = { readonly text: string; readonly evidence: readonly string[]; readonly source: string };
/** What shows that a condition is met: papers, or an official source. */
export type Shown = Pick<Found, 'evidence' | 'source'>;
/** What is typed for a step, before it is sent. */
export type Typed = {
  readonly reason: string;
  readonly remark: string;
  readonly clauses: readonly string[];
  /** Of clauses that were not judged to fail. */
  readonly found: Readonly<Record<string, Found>>;
  /** Of places that have not changed since the last return: why they were not named then. */
  readonly because: Readonly<Record<string, string>>;
  readonly verdict: 'support' | 'oppose';
  readonly conditions: readonly Condition[];
  /** What shows that a condition is met, by its id; absent: it is not ticked. */
  readonly met: Readonly<Record<string, Shown>>;
  readonly until: string;
  readonly personId: string;
  /** The part of the budget an approval draws on; '' leaves it to the API. */
  readonly budgetId: string;
};
export const newTyped = (): Typed => ({
  reason: '',
  remark: '',
  clauses: [],
  found: {},
  because: {},
  verdict: 'support',
  conditions: [{ id: crypto.randomUUID(), text: '', dueOn: '' }],
  met: {},
  until: '',
  personId: '',
  budgetId: '',
});
