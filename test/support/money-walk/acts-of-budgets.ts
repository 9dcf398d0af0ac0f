import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import { Surprise } from './oracle.ts';
import { type Act, APPROVERS, REVIEWERS, WHY } from './shot.ts';
import { inState, PROGRAMMES, type RunSeen, todayOf, type World } from './world.ts';

const OFFICERS = [...APPROVERS, ...REVIEWERS];
const keep = (answer: Record<string, unknown>, { changes }: World): void => {
  const change = (answer.change ?? answer) as ChangeView;
  changes.set(change.id, change);
};
const nextYearOf = (budgetId: string): string => budgetId.replace(/^\d+/u, (year) => String(Number(year) + 1));

/** One person proposes: to open next year, or to change what there is. */
const propose: Act = {
  weight: 2,
  shot(world) {
    const { dice, oracle } = world;
    const by = dice.oneOf(APPROVERS);
    const thisYear = Number(todayOf(world).slice(0, 4));
    const isOpen = oracle.budgets().some((budgetId) => budgetId.startsWith(`${thisYear}.`));
    if (dice.chance(isOpen ? 0.3 : 0.8)) {
      const body = {
        programmeId: dice.oneOf(PROGRAMMES),
        fiscalYear: dice.between(2026, 2028),
        amountFen: dice.between(0, 3_000_000),
        ...WHY,
      };
      return { name: 'propose-budget', by, path: '/v1/budgets', body, touches: [], done: keep };
    }
    const budgetId = dice.oneOf(oracle.budgets());
    const kind = dice.oneOf(['increase', 'increase', 'decrease', 'roll', 'roll-reserved'] as const);
    const { availableFen } = oracle.budget(budgetId);
    const body = {
      kind,
      ...(kind !== 'roll-reserved' && { amountFen: dice.between(1, kind === 'increase' ? 600_000 : availableFen + 100) }),
      ...(kind.startsWith('roll') && { toBudgetId: nextYearOf(budgetId) }),
      ...WHY,
    };
    return { name: `propose-${kind}`, by, path: `/v1/budgets/${budgetId}/changes`, body, touches: [], done: keep };
  },
};

function wasConfirmed(answer: Record<string, unknown>, world: World): void {
  keep(answer, world);
  const { kind, budgetId, toBudgetId, amountFen } = answer.change as ChangeView;
  const { oracle } = world;
  if (kind === 'open' || kind === 'increase') oracle.allot(budgetId, amountFen ?? 0);
  if (kind === 'decrease' || kind === 'roll') oracle.allot(budgetId, -(amountFen ?? 0));
  if (kind === 'roll' && toBudgetId) oracle.allot(toBudgetId, amountFen ?? 0);
  for (const { caseId, amountFen: fen, refusedBy } of answer.rolled as { caseId: string; amountFen: number; refusedBy: string | null }[])
    if (refusedBy === null && oracle.roll(caseId, budgetId, String(toBudgetId)) !== fen)
      throw new Surprise(`${caseId} was not rolled whole`);
}

const decide: Act = {
  weight: 8,
  shot(world) {
    const pending = [...world.changes.values()].filter(({ status }) => status === 'pending');
    if (pending.length === 0) return undefined;
    const { id, budgetId } = world.dice.oneOf(pending);
    const verb = world.dice.chance(0.85) ? 'confirm' : 'decline';
    return {
      ...{ name: `${verb}-budget`, by: world.dice.oneOf(OFFICERS), path: `/v1/budgets/${budgetId}/changes/${id}/${verb}` },
      ...(verb === 'decline' && { body: WHY }),
      touches: [...world.cases.keys()],
      done: verb === 'confirm' ? wasConfirmed : keep,
    };
  },
};

const keepRun = (answer: Record<string, unknown>, { runs }: World): RunSeen => {
  const run = answer as unknown as RunSeen;
  runs.set(run.id, run);
  return run;
};
const startRun: Act = {
  weight: 4,
  shot(world) {
    const { dice } = world;
    const programmeId = dice.oneOf(PROGRAMMES);
    const found = inState(world, 'decision_pending').filter((known) => known.programmeId === programmeId);
    if (found.length === 0) return undefined;
    const fiscalYear = Number(todayOf(world).slice(0, 4)) - (dice.chance(0.3) ? 1 : 0);
    const items = found.map(({ id, file }) => ({ caseId: id, contentHash: file.contentHash }));
    return {
      ...{ name: 'start-run', by: dice.oneOf(APPROVERS), path: '/v1/approval-runs', body: { programmeId, items, fiscalYear }, touches: [] },
      done(answer) {
        const { id, budgetId, totalFen } = keepRun(answer, world);
        if (budgetId !== `${fiscalYear}.finance.${programmeId}`) throw new Surprise(`a run of ${fiscalYear} took from ${budgetId}`);
        world.oracle.handedOut(budgetId);
        world.oracle.startRun(id, budgetId, totalFen);
      },
    };
  },
};
const openRun = ({ runs, dice }: World): RunSeen | undefined => {
  const open = [...runs.values()].filter(({ closedAt }) => closedAt === null);
  return open.length === 0 ? undefined : dice.oneOf(open);
};
const draw: Act = {
  weight: 10,
  shot(world) {
    const run = openRun(world);
    if (!run) return undefined;
    const { caseId } = world.dice.oneOf(run.items);
    const by = world.dice.chance(0.8) ? run.startedBy.personId : world.dice.oneOf(APPROVERS);
    return {
      ...{ name: 'draw', by, path: `/v1/approval-runs/${run.id}/cases/${caseId}`, touches: [caseId], stage: 'decision' },
      done: () => world.oracle.drawFromRun(run.id, caseId),
    };
  },
};
const closeRun: Act = {
  weight: 2,
  shot(world) {
    const run = openRun(world);
    if (!run) return undefined;
    return {
      ...{ name: 'close-run', by: world.dice.oneOf(APPROVERS), path: `/v1/approval-runs/${run.id}/close`, touches: [] },
      done(answer) {
        keepRun(answer, world);
        world.oracle.closeRun(run.id);
      },
    };
  },
};

export const BUDGET_ACTS: readonly Act[] = [propose, decide, startRun, draw, closeRun];
