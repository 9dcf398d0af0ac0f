import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CaseMoney, Transfer } from '../ledger/records.ts';
import { sameHand } from '../parties/hands.ts';
import { entered } from './clock/enter.ts';
import { edgeOf, stageOf, targetOf } from './edges.ts';
import { effectOf } from './effects/effects.ts';
import type { View } from './guards/check.ts';
import type { GuardName } from './guards/guard-words.ts';
import { firstBroken } from './guards/guards.ts';
import type { CaseEvent, Edge } from './machine.ts';
import type { Hold } from './money/hold-row.ts';
import { held } from './money/move-holds.ts';
import { moved } from './money/move-money.ts';
import { draftPayments, dropPayments } from './money/payments-of-case.ts';
import { brokenRule, fourEyes, takenByOther } from './people/four-eyes.ts';
import { type Act, type Actor, isWorker } from './records/actor.ts';
import type { CaseFile, CaseRecord } from './records.ts';
import type { CaseRefusal } from './refusals.ts';
import { type CaseState, labelOf, type Stage, TAKEN_STAGES } from './states.ts';
import type { StepContext } from './step-context.ts';
import type { Changed, StepInput } from './step-input.ts';

export interface Step {
  readonly file: CaseFile;
  readonly event: CaseEvent;
  /** True: the first of two persons proposed it, and nothing else happened. */
  readonly proposed: boolean;
  readonly from: CaseState;
  /** What moves in the ledger with this very step. */
  readonly transfers: readonly Transfer[];
  readonly taken: readonly Hold[];
  readonly givenBack: readonly Hold[];
  /** What is left of the run it drew from. */
  readonly run?: CaseMoney;
}

const stateRefusal = (record: CaseRecord): CaseRefusal => {
  const { zh, en } = labelOf(record.state);
  const detail = { zh: `案件现在的状态：${zh}`, en: `the case now stands at: ${en}` };
  return { code: 'case-state', faults: [{ pointer: '', code: record.state, detail }] };
};

/** What a decision rests on; its hash is what is approved. Any change of it makes earlier signatures void. */
export const contentOf = ({ programmeHash, snapshotHash, claim, struck, settled, payee, appraisal }: CaseRecord) => ({
  programmeHash,
  snapshotHash,
  claim,
  struck: struck.map(({ lineId }) => lineId),
  settled: settled.map(({ fact, value }) => ({ fact, value })),
  payee,
  computedFen: appraisal?.computedFen ?? null,
  ...(appraisal?.tranches && { tranches: appraisal.tranches }),
});

function withAct(record: CaseRecord, act: Act): CaseRecord {
  const known = record.assigned.some((entry) => entry.stage === act.stage && entry.by.personKey === act.by.personKey);
  const takes = TAKEN_STAGES.includes(act.stage) && !known && !isWorker(act.by);
  return {
    ...record,
    acts: [...record.acts, act],
    assigned: takes ? [...record.assigned, { stage: act.stage, by: act.by, since: act.at }] : record.assigned,
  };
}

/** Guards that ask about what stood before this step, not about what it brings. For a signature all of them do. */
const BEFORE: readonly GuardName[] = [
  'no-open-correction',
  'defects-new',
  'defects-answered',
  'nothing-sent',
  'appeal-window-open',
  'no-appeal-open',
  'no-appeal-dismissed',
  'appeal-open',
  'window-still-open',
  'objects-once',
  'names-open-objection',
  'settles-unknown',
  'expert-free',
  'opinion-asked',
  'no-conflict-declared',
  'names-open-opinion',
  'tranche-left',
  'all-paid',
  'cancel-proposed',
  'nothing-reported',
  'conditions-reported',
  'conditions-found',
];

/** Does this one act for the applicant? */
const isApplicants = ({ applicant }: CaseRecord, { organisationId }: Actor): boolean => organisationId === applicant.organisationId;

interface Attempt {
  readonly record: CaseRecord;
  readonly edge: Edge;
  readonly stage: Stage;
  /** What the first of two persons proposed. */
  readonly first: CaseRecord['proposal'];
  readonly by: Actor;
  readonly context: StepContext;
}

/** Why this one may not take the step, whatever the case says: a hold, a worker's edge, four eyes, a colleague in charge. */
function barredBy({ record, edge, stage, first, by, context }: Attempt): CaseRefusal | undefined {
  if (record.halt && stage !== 'applicant' && stage !== 'public') return { code: 'case-halted' };
  const worker = isWorker(by);
  if (worker ? stage !== 'system' && stage !== 'public' && !edge.worker : stage === 'system') return { code: 'not-your-role' };
  if (worker) return undefined;
  const broken = brokenRule(record, stage, { ...by, organisationIds: context.organisationIds }, context.concerned);
  if (broken && !edge.despiteTies) return fourEyes(broken);
  if (edge.persons === 2 && first && sameHand(first.by, by)) return fourEyes('proposed-it');
  if (edge.money === 'reserve' || edge.event === 'approve-step')
    if (record.approvals.some((one) => sameHand(one.by, by))) return fourEyes('signed-before');
  // Each side signs for itself.
  if (edge.bothSides && first && isApplicants(record, first.by) === isApplicants(record, by)) return fourEyes('signed-other-side');
  // What one proposed, a second carries out beside the one in charge.
  return !first && takenByOther(record, stage, by) ? { code: 'not-assigned' } : undefined;
}

/**
 * One event of one case, by one person (or `system`): the case as it then stands with what beside it has changed, the money that moves and
 * what is held; or the refusal. Pure: the same input gives the same step. An event that two persons carry out is only proposed by the first.
 */
export function step(
  file: CaseFile,
  event: CaseEvent,
  by: Actor,
  detail: StepInput['detail'],
  context: StepContext,
): Result<Step, CaseRefusal> {
  const { record } = file;
  const edge = edgeOf(event, record);
  if (!edge) return refuse(stateRefusal(record));
  const stage = edge.bothSides && isApplicants(record, by) ? 'applicant' : stageOf(edge, record);
  const first = record.proposal?.event === event ? record.proposal : null;
  const barred = barredBy({ record, edge, stage, first, by, context });
  if (barred) return refuse(barred);
  if (first && context.hashOf(first.detail) !== context.hashOf(detail)) return refuse({ code: 'proposal-differs' });

  const brought = effectOf(event, { ...context, file, by, detail });
  const after = apply(file, brought, context);
  const view = (of: CaseFile): View => ({ ...context, file: of, by, detail });
  const guards = edge.guards ?? [];
  const refusal =
    firstBroken(
      guards.filter((name) => BEFORE.includes(name)),
      view(file),
    ) ??
    firstBroken(
      guards.filter((name) => !BEFORE.includes(name)),
      view(event.startsWith('approve') ? file : after),
    );
  if (refusal) return refuse(refusal);

  const none = { event, from: record.state, transfers: [], taken: [], givenBack: [] };
  const at = context.now;
  if (edge.persons === 2 && !first) {
    const proposal = { event, by, at, detail };
    const proposed = withAct({ ...record, proposal, version: record.version + 1 }, { event: 'propose', stage, by, at });
    return ok({ ...none, proposed: true, file: { ...file, record: proposed } });
  }
  const money = moved(edge, after.record, by, context);
  if (!money.ok) return money;
  const { record: kept, taken, givenBack } = held(edge, record, money.value.record);
  const next = entered({ ...kept, proposal: null }, targetOf(edge, after), context);
  const done = withAct({ ...next, version: record.version + 1 }, { event, stage, by, at });
  const payments =
    done.state === 'disbursing'
      ? draftPayments({ ...after, record: done }, context.sha256Hex)
      : edge.money === 'void'
        ? dropPayments(after.payments)
        : after.payments;
  const { transfers, run } = money.value;
  return ok({ ...none, proposed: false, file: { ...after, record: done, payments }, transfers, taken, givenBack, ...(run && { run }) });
}

/** The file with what a step brings: signatures over other content are void, and the hash is that of the new content. */
function apply(file: CaseFile, { record: changes, ...rows }: Changed, { hashOf }: StepContext): CaseFile {
  const changed: CaseRecord = { ...file.record, ...changes };
  const contentHash = changed.submittedAt === null ? null : hashOf(contentOf(changed));
  const approvals = changed.approvals.filter((one) => one.contentHash === contentHash);
  return { ...file, ...rows, record: { ...changed, contentHash, approvals } };
}
