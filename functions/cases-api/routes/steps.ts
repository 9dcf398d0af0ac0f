import type * as z from 'zod/mini';
import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import { profileOf, rolesIn } from '../../../shared/domain/cases/profiles.ts';
import type { Actor, CaseRecord } from '../../../shared/domain/cases/records.ts';
import { edgeOf, eventsOf, stageOf, step } from '../../../shared/domain/cases/step.ts';
import type { FlagRaised, StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { assumedBudget, budgetsFor, whyNotFrom } from '../../../shared/domain/cases/where-to-reserve.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { LEDGER_REFUSALS, type LedgerRefusal } from '../../../shared/domain/ledger/refusals.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { evidenceChecks, UNCHECKED } from '../../../shared/store/evidence-checks.ts';
import type { Line } from '../../../shared/store/waiting-reader.ts';
import type { CaseParts } from '../case-parts.ts';
import { refusalOfSaid } from '../use-cases/check-said.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { billsOf, flagsOfBills } from '../use-cases/flags-of-bills.ts';
import { actorOf, actorsFor, contextOf } from '../use-cases/step-context.ts';
import { gatherCase, gatherWithApplicant } from './gather-case.ts';

/** The steps that bring nothing but what the person says with them. */
const PLAIN = [
  'confirm',
  'accept-intake',
  'return',
  'cancel-correction',
  'refuse-intake',
  'answer-flag',
  'complete-review',
  'approve',
  'approve-conditional',
  'satisfy',
  'report-conditions',
  'return-conditions',
  'queue',
  'reject',
  'send-back',
  'dismiss-objection',
  'uphold-objection',
  'reject-on-objection',
  'close',
  'cancel-payment',
  'keep-payment',
  'terminate',
  'withdraw',
  'appeal',
  'dismiss-appeal',
] as const satisfies CaseEvent[];
type PlainStep = (typeof PLAIN)[number];

/** The case and its applicant, with what a step looks at beside. `lines`: what is left of the budgets it may wait for. */
type Gathered = NonNullable<Awaited<ReturnType<typeof gatherWithApplicant>>> & {
  readonly lines?: readonly Line[];
  /** What shows of the bills by now. */
  readonly flags?: readonly FlagRaised[];
};
type Said = StepDetail & { readonly budgetId?: string };

/** The signature of a level that is not the last one is a step of its own; whoever signs need not know which it is. */
const LOWER_LEVEL: Partial<Record<PlainStep, CaseEvent>> = { approve: 'approve-step' };

/** The steps that are about a budget: it is named, or is the general one of the year. */
const ABOUT_BUDGET: readonly PlainStep[] = ['approve', 'approve-conditional', 'queue'];

/**
 * The case for a step that is about its flags, with its bills over all applicants: others register bills at any time, and a correction may bring
 * in another. They take the place of the applicant among the reads where the reviewer has taken the review on, and was looked at then; of
 * whoever has not, who belongs to the applicant is asked as well.
 */
async function gatherFlags(request: Pick<Request, 'param' | 'who'>, parts: CaseParts): Promise<Gathered | undefined> {
  const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
  if (!gathered) return undefined;
  const { record } = gathered.stored.file;
  const inHand = record.assigned.some(({ stage, by }) => stage === 'review' && by.personKey === request.who.personKey);
  const [bills, applicant] = await Promise.all([
    parts.invoices.readInvoices(billsOf(record)),
    inHand ? undefined : parts.organisations.readOrganisation(record.applicant.organisationId),
  ]);
  return { ...gathered, holidays, applicant, flags: flagsOfBills(record, bills) };
}

const ABOUT_FLAGS: readonly PlainStep[] = ['answer-flag', 'complete-review'];

/** The case and its applicant; to put it on a waiting list, the budgets it may wait for too: a third read. */
async function gatherFor(
  name: PlainStep,
  request: Pick<Request, 'param' | 'who' | 'now'>,
  parts: CaseParts,
): Promise<Gathered | undefined> {
  if (ABOUT_FLAGS.includes(name)) return gatherFlags(request, parts);
  const gathered = await gatherWithApplicant(request, parts);
  if (!gathered || name !== 'queue') return gathered;
  const { record } = gathered.stored.file;
  const offices = [...new Set(request.who.memberships.map(({ organisationId }) => organisationId))];
  const ids = offices.flatMap((payerId) => budgetsFor(record, payerId, dayInShanghai(request.now)).map(({ budgetId }) => budgetId));
  return { ...gathered, lines: await parts.readLines(ids) };
}

/** A budget that is named is the bureau's own of this year: the general part, or the one of the applicant's community. */
function refusedBudget(record: CaseRecord, by: Actor, today: CivilDate, named: string): Refusal {
  return onBudget(whyNotFrom(record, by, today, named));
}
const onBudget = (code: LedgerRefusal): Refusal => ({ code, faults: [{ pointer: '/budgetId', code, detail: LEDGER_REFUSALS[code] }] });

/**
 * Who takes the step, in a role that acts in its stage: an action that desks of several stages may do, as returning a case, is in each stage that
 * of its own desk. Undefined: the person has no such role.
 */
function actorIn(record: CaseRecord, name: PlainStep, request: Allowed, subject: Subject): Actor | undefined {
  const edge = edgeOf(name, record);
  const roles: readonly string[] | undefined = edge && rolesIn(profileOf(record.instrument), stageOf(edge, record));
  if (!roles) return actorOf(request);
  return actorsFor(request, `case.${name}`, subject).find(({ role }) => roles.includes(role));
}

function take(
  name: PlainStep,
  request: Allowed,
  said: Said,
  { stored, subject, applicant, holidays, lines = [], flags }: Gathered,
): Result<Decision<Write>, Refusal> {
  const { file } = stored;
  const { budgetId, ...detail } = said;
  const by = actorIn(file.record, name, request, subject);
  if (!by) return refuse({ code: 'not-your-role' });
  const context = contextOf(request, { record: file.record, applicant, holidays });
  const unfit = eventsOf(file.record).includes(name) ? refusalOfSaid(name, file, detail, by, context.today) : undefined;
  if (unfit) return refuse(unfit);
  const budget = ABOUT_BUDGET.includes(name) ? assumedBudget(file.record, by, context.today, budgetId) : undefined;
  if (budgetId !== undefined && !budget) return refuse(refusedBudget(file.record, by, context.today, budgetId));
  const line = lines.find((one) => one.budgetId === budget?.budgetId);
  // The general part of a year is opened sooner or later; that of a community may never be, and nobody waits for it.
  if (line && !line.isOpen && budget?.communityId) return refuse(onBudget('budget-closed'));
  const within = { ...context, ...(budget && { budget }), ...(line && { line }), brought: flags ? { flags } : {} };
  const lower = LOWER_LEVEL[name];
  const first = step(file, name, by, detail, within);
  const taken = !first.ok && lower && first.refusal.code === 'level-missing' ? step(file, lower, by, detail, within) : first;
  if (!taken.ok) return refuse(taken.refusal);
  const { evidence = [] } = detail;
  // Of what an applicant shows; what an office rests on is a paper of the case (`refusalOfSaid`).
  const shown = evidenceChecks(file.record.applicant.organisationId, evidence, UNCHECKED);
  return ok(commitStep(file, taken.value, { ...context, reason: said.reason ?? said.text }, shown));
}

/** Every step of the machine that a person takes on a case as it stands: one table, one mechanism. */
export function stepRoutes(api: Api<Write>, parts: CaseParts): void {
  const bodies: Partial<Record<string, z.ZodMiniType>> = STEP_BODIES;
  for (const name of PLAIN) {
    const body = bodies[name];
    api.command(`POST /v1/cases/{id}/${name}`, {
      ...(body && { body }),
      gather: (request) => gatherFor(name, request, parts),
      decide: (request, state) => take(name, request, (request.body ?? {}) as Said, state),
    });
  }
}
