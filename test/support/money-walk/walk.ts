import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { BUDGET_ACTS } from './acts-of-budgets.ts';
import { CASE_ACTS, draft, usualShot } from './acts-of-cases.ts';
import { PAYMENT_ACTS } from './acts-of-payments.ts';
import { RECOVERY_ACTS } from './acts-of-recoveries.ts';
import { createChecks } from './checks.ts';
import { createClocks } from './clocks.ts';
import { dice as newDice } from './dice.ts';
import { createOracle, Surprise } from './oracle.ts';
import { changedRows, type Rows, readRows } from './rows.ts';
import type { Shot } from './shot.ts';
import { addFirm, inState, look, PROGRAMMES, type WalkHouse, type World } from './world.ts';

const ACTS = [...CASE_ACTS, ...PAYMENT_ACTS, ...RECOVERY_ACTS, ...BUDGET_ACTS];
/** Who may be tried where it is somebody else's: of every kind there is. */
const ANYBODY = ['intake', 'reviewer', 'approver', 'payer', 'notice', 'appeals', 'operator', 'auditor', 'far-reviewer', 'stranger'];
/** Of these rows money is made; what a refused file notes stands in others. */
const OF_MONEY = /^(?:BUDGET|LEDGER|TRANSFER|HOLD|INVOICE|RUN|WAITING)#/u;
/** In which a return file that contradicts leaves its note. */
const OF_NOTES = /^(?:CASE|BATCH|AUDIT|OUTBOX|ORG|IDEMPOTENCY)#/u;

interface Done {
  readonly shot: Shot;
  readonly key: string;
  readonly ifMatch: number | undefined;
  readonly status: number;
  readonly at: number;
}
/** So much of what was done last is shown. */
const MOST_LINES = 25;
const ENDED = ['closed', 'ineligible', 'rejected', 'withdrawn', 'lapsed', 'terminated'];
/** So long an answer is kept for a repeat. */
const KEPT_MS = 86_400_000;

/** What is the matter with a command, beside what chance makes of it. */
type Twist = 'none' | 'stale' | 'no-version' | 'other-body' | 'again';

export async function createWalk(house: WalkHouse, seed: number, { firms = 5, ahead = 3 } = {}) {
  const dice = newDice(seed);
  const oracle = createOracle();
  const world: World = {
    ...{ house, dice, oracle, firms: [], cases: new Map(), batches: new Map(), runs: new Map(), changes: new Map(), files: [], serial: 1 },
  };
  const log: string[] = [];
  const done: Done[] = [];
  const tally = new Map<string, number>();
  const tables = Object.values(house.names);
  let rows: Rows | undefined;

  const { asAuditor, checkBudgets, checkStatements, checkChain } = createChecks(house, oracle);
  const runClocks = createClocks(house);

  /** A draft is its owner's alone, also when it has lapsed. */
  const isSeen = (id: string): boolean => Boolean(world.cases.get(id)?.file.submittedAt);

  /** Everything there is, by everything it can be looked at with. */
  async function checkAll(): Promise<void> {
    for (const { id } of world.cases.values()) {
      await look(world, id);
      if (isSeen(id)) await checkChain(id);
    }
    await checkBudgets();
    await checkStatements();
  }

  const currentRows = async (): Promise<Rows> => {
    rows ??= await readRows(house.client, tables);
    return rows;
  };
  const versionOf = (id: string | undefined): number | undefined =>
    id === undefined ? undefined : (world.cases.get(id)?.file.version ?? 1);

  function nextShot(): Shot {
    for (;;) {
      const shot = dice.weighed(ACTS).shot(world);
      if (!shot) continue;
      return dice.chance(0.1) ? { ...shot, by: dice.oneOf(ANYBODY) } : shot;
    }
  }
  const repeatable = (): Done[] => done.filter(({ at }) => house.clock.now.getTime() - at < KEPT_MS);
  const twistFor = ({ edits }: Shot): Twist => {
    if (repeatable().length > 0 && dice.chance(0.06)) return dice.oneOf(['again', 'again', 'other-body'] as const);
    return edits && dice.chance(0.06) ? dice.oneOf(['stale', 'no-version'] as const) : 'none';
  };

  /** Refused: nothing is another than before. */
  async function checkRefused(shot: Shot, before: Rows, label: string): Promise<void> {
    const after = await readRows(house.client, tables);
    const changed = changedRows(before, after);
    rows = after;
    if (!shot.notes) return expect(changed, label).toEqual([]);
    expect(
      changed.filter((name) => OF_MONEY.test(name) || !OF_NOTES.test(name)),
      label,
    ).toEqual([]);
    shot.refused?.();
    for (const id of shot.touches) await look(world, id);
  }

  /** The oracle is told what was done, and looks at what it is about. */
  async function told(shot: Shot, answer: Record<string, unknown>): Promise<readonly string[]> {
    rows = undefined;
    await shot.done?.(answer, world);
    if (shot.stage) for (const id of shot.touches) oracle.acted(id, shot.by, shot.stage);
    const touched = shot.name === 'draft' ? [String(answer.id)] : shot.touches;
    await Promise.all(touched.map((id) => look(world, id)));
    return touched;
  }
  async function checkDone(shot: Shot, answer: Record<string, unknown>): Promise<void> {
    const touched = await told(shot, answer);
    await checkBudgets();
    const [first] = touched;
    if (first && isSeen(first)) await checkChain(first);
  }

  /** Where most has come to its end somebody else comes. */
  async function keepBusy(): Promise<void> {
    if (world.firms.some(({ drafted }) => !drafted)) return;
    const open = [...world.cases.values()].filter(({ file }) => !ENDED.includes(file.state));
    if (open.length >= firms) return;
    await addFirm(world, `firm-${seed}-${world.firms.length}`, dice.oneOf([...PROGRAMMES, PROGRAMMES[0]]));
    rows = undefined;
  }

  async function takeShot(): Promise<string> {
    const fresh = nextShot();
    const twist = twistFor(fresh);
    const old = twist === 'again' || twist === 'other-body' ? dice.oneOf(repeatable()) : undefined;
    const shot = old?.shot ?? fresh;
    const version = old ? old.ifMatch : versionOf(shot.edits);
    const ifMatch = twist === 'no-version' ? undefined : twist === 'stale' ? Math.max(0, (version ?? 1) - 1) : version;
    const key = old?.key ?? randomUUID();
    const body = twist === 'other-body' ? { ...(shot.body as object), reason: '另一个理由', more: 1 } : shot.body;
    const before = await currentRows();
    const response = await house.as(shot.by).post(shot.path, body, { key, ...(ifMatch !== undefined && { ifMatch }) });
    const text = await response.text();
    const label = `${shot.name} by ${shot.by}${twist === 'none' ? '' : ` (${twist})`}: ${response.status}`;
    log.push(`${label} ${shot.path}${response.ok ? '' : ` ${text.slice(0, 160)}`}`);
    const outcome = `${shot.name} ${response.ok ? 'done' : /problems.([a-z-]+)/u.exec(text)?.[1]}`;
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    if (response.status >= 500) throw new Surprise(label);
    if (twist === 'again') {
      if (response.status !== old?.status && response.ok) throw new Surprise(`${label}, first ${old?.status}`);
      await checkRefused({ ...shot, notes: undefined as never }, before, label);
    } else if (response.ok) {
      if (twist !== 'none') throw new Surprise(`${label}: it must be refused`);
      const answer = JSON.parse(text) as Record<string, unknown>;
      if (answer.repeated === true) await checkRefused({ ...shot, notes: true }, before, label);
      else await checkDone(shot, answer);
      done.push({ shot, key, ifMatch, status: response.status, at: house.clock.now.getTime() });
    } else await checkRefused(shot, before, label);
    return label;
  }

  /** Time goes on: mostly a moment, now and then days, in which workers do what is due. */
  async function moveClock(): Promise<void> {
    const isLong = dice.chance(inState(world, 'public_notice').length > 0 ? 0.12 : 0.04);
    const ms = isLong ? dice.between(1, 8) * 86_400_000 : dice.between(1, 90_000);
    house.clock.now = new Date(house.clock.now.getTime() + ms);
    if (!isLong) return;
    log.push(`the clock: ${house.clock.now.toISOString()}`);
    await runClocks();
    rows = undefined;
    for (const id of world.cases.keys()) await look(world, id);
    await checkBudgets();
  }

  /** Some cases lie before the payers already: the walk begins where money is. */
  async function headStart(): Promise<void> {
    for (let at = 0; at < ahead; at++) {
      await addFirm(world, `firm-${seed}-${at}`, PROGRAMMES[at % 3 === 2 ? 1 : 0]);
      const first = draft.shot(world);
      if (first) await fire(first);
      const known = [...world.cases.values()].at(-1);
      for (let shot = known && usualShot(known, world); known && shot; shot = usualShot(known, world)) await fire(shot);
    }
    house.clock.now = new Date(house.clock.now.getTime() + 9 * 86_400_000);
    await runClocks();
    for (const id of world.cases.keys()) await look(world, id);
    await checkAll();
  }
  async function fire(shot: Shot): Promise<void> {
    const ifMatch = versionOf(shot.edits);
    const response = await house.as(shot.by).post(shot.path, shot.body, ifMatch === undefined ? {} : { ifMatch });
    if (!response.ok) throw new Surprise(`${shot.name} by ${shot.by}: ${await response.text()}`);
    await told(shot, (await response.json()) as Record<string, unknown>);
  }

  const { items } = await asAuditor<{ items: { budgetId: string; allocatedFen: number }[] }>('/v1/ledger/budgets?limit=100');
  for (const { budgetId, allocatedFen } of items) oracle.allot(budgetId, allocatedFen);
  await headStart();

  /** What is thrown says how to get here again, and what was done last. */
  const said = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      throw new Error(`chance ${seed}, after ${log.length} lines: ${what}\n${log.slice(-MOST_LINES).join('\n')}`, { cause: error });
    }
  };
  return {
    tally,
    checkAll: () => said(checkAll),
    step: () =>
      said(async () => {
        await keepBusy();
        await moveClock();
        await takeShot();
      }),
  };
}
