import type * as z from 'zod/mini';
import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import { edgeOf, eventsOf, stageOf } from '../../../shared/domain/cases/edges.ts';
import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import { assumedBudget, budgetsFor, whyNotFrom } from '../../../shared/domain/cases/money/where-to-reserve.ts';
import { profileOf, rolesIn } from '../../../shared/domain/cases/profiles.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import { LEDGER_REFUSALS } from '../../../shared/domain/ledger/refusals.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import type { Api } from '../../../shared/http/api.ts';
import { membersAmong, personKeysOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import type { AskedBeside, Beside } from '../../../shared/store/beside-case-reader.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { evidenceChecks, UNCHECKED } from '../../../shared/store/evidence-checks.ts';
import type { CaseParts } from '../case-parts.ts';
import { refusalOfSaid } from '../use-cases/check-said.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { billsOf, flagsOfBills } from '../use-cases/flags-of-bills.ts';
import { actorOf, actorsFor, contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

/** The steps that bring nothing but what the person says with them. */
const PLAIN = [
  'confirm',
  'accept-intake',
  'admit',
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

type Said = StepDetail & { readonly budgetId?: string };

/** The signature of a level that is not the last one is a step of its own; whoever signs need not know which it is. */
const LOWER_LEVEL: Partial<Record<PlainStep, CaseEvent>> = { approve: 'approve-step' };

/** The steps that are about a budget: the one of the year out of which the case is paid. */
const ABOUT_BUDGET: readonly PlainStep[] = ['approve', 'approve-conditional', 'queue'];
/** Those that are about its flags, with its bills over all applicants: others register bills at any time, and a correction may bring in another. */
const ABOUT_FLAGS: readonly PlainStep[] = ['admit', 'answer-flag', 'complete-review'];

/** What a step looks at beside the case. */
function askedBeside(name: PlainStep, { who, now }: Pick<Request, 'who' | 'now'>, record: CaseRecord): AskedBeside {
  const personKeys = personKeysOf(who);
  if (ABOUT_FLAGS.includes(name)) return { personKeys, bills: billsOf(record) };
  if (!ABOUT_BUDGET.includes(name)) return { personKeys };
  const offices = [...new Set(who.memberships.map(({ organisationId }) => organisationId))];
  const budgets = offices.flatMap((payerId) => budgetsFor(record, payerId, dayInShanghai(now)));
  const generalIds = budgets.filter(({ communityId }) => communityId === null).map(({ budgetId }) => budgetId);
  return { personKeys, generalIds, lineIds: name === 'queue' ? budgets.map(({ budgetId }) => budgetId) : [] };
}

/** The case, and beside it where who acts belongs today with whatever else the step looks at. Two reads. */
async function gatherFor(name: PlainStep, request: Pick<Request, 'param' | 'who' | 'now'>, parts: CaseParts) {
  const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
  if (!gathered) return undefined;
  const { record } = gathered.stored.file;
  return { ...gathered, holidays, beside: await parts.readBeside(askedBeside(name, request, record)) };
}
type Gathered = NonNullable<Awaited<ReturnType<typeof gatherFor>>>;

/**
 * The budget a step is about, as the case is paid from it; where another one is named, by which rule it is not that one. The general part of a
 * year is opened sooner or later; nobody waits for a part that is not open.
 */
function budgetFor(
  name: PlainStep,
  { record, by, today }: { readonly record: CaseRecord; readonly by: Actor; readonly today: CivilDate },
  { ownParts }: Pick<Beside, 'ownParts'>,
  named: string | undefined,
): Result<Budget | undefined, Refusal> {
  const { organisationId } = by;
  const about = organisationId !== null && ABOUT_BUDGET.includes(name);
  const budget = about ? assumedBudget(record, organisationId, today, ownParts) : undefined;
  if (named === undefined || named === budget?.budgetId) return ok(budget);
  const code = whyNotFrom(record, by, today, named);
  return refuse({ code, faults: [{ pointer: '/budgetId', code, detail: LEDGER_REFUSALS[code] }] });
}

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
  { stored, subject, holidays, beside }: Gathered,
): Result<Decision<Write>, Refusal> {
  const { file } = stored;
  const { budgetId, ...detail } = said;
  const by = actorIn(file.record, name, request, subject);
  if (!by) return refuse({ code: 'not-your-role' });
  const applicant = { members: membersAmong(beside.hands, file.record.applicant.organisationId) };
  const context = contextOf(request, { record: file.record, applicant, holidays });
  const unfit = eventsOf(file.record).includes(name) ? refusalOfSaid(name, file, detail, by, context.today) : undefined;
  if (unfit) return refuse(unfit);
  const about = budgetFor(name, { record: file.record, by, today: context.today }, beside, budgetId);
  if (!about.ok) return about;
  const budget = about.value;
  const line = beside.lines.find((one) => one.budgetId === budget?.budgetId);
  const brought = ABOUT_FLAGS.includes(name) ? { flags: flagsOfBills(file.record, beside.bills) } : {};
  const within = { ...context, ...(budget && { budget }), ...(line && { line }), brought };
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
