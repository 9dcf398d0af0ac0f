/**
 * What the books must say, in plain sums and by nothing of the product: what was allowed, what is promised to which case, what a bank said of
 * which try, what came back. It is told what was asked and answered, and asked after each step whether the product says the same.
 */

export type Said = 'paid' | 'failed' | 'returned';
/** States in which something is promised to a case; in every other one it holds nothing. */
const PROMISED = ['conditional', 'public_notice', 'objection_review', 'contracting', 'disbursing', 'monitoring'];

export interface Tried {
  readonly caseId: string;
  readonly paymentId: string;
  readonly fen: number;
  /** Everything anybody with a say said of it. */
  readonly said: Set<Said>;
  /** As the product has it; undefined: with the bank. */
  outcome?: Said;
}
/** A payment as the product shows it. */
export interface SeenPayment {
  readonly id: string;
  readonly amountFen: number;
  readonly attempts: readonly { readonly n: number; readonly outcome: Said; readonly beyond: boolean }[];
}
export interface SeenCase {
  readonly state: string;
  readonly money: { readonly reservedFen: number; readonly postedFen: number; readonly voidedFen: number; readonly recoveredFen: number };
}
export interface SeenBudget {
  readonly allocatedFen: number;
  readonly availableFen: number;
  readonly reservedFen: number;
  readonly paidFen: number;
  readonly recoveredFen: number;
  readonly interestFen: number;
}
interface Paid {
  readonly budgetId: string;
  fen: number;
  backFen: number;
  interestFen: number;
}
interface Account {
  readonly lines: ReadonlyMap<string, number>;
  readonly struck: Set<string>;
  approvedFen: number;
  readonly held: Map<string, number>;
  readonly paid: Map<string, Paid>;
  /** Who did what for the public side, by the stage it was done in. */
  readonly acted: Map<string, string>;
}

export class Surprise extends Error {}
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Surprise(what);
};
const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, one) => total + one, 0);
const add = (sums: Map<string, number>, key: string, fen: number) => sums.set(key, (sums.get(key) ?? 0) + fen);
/** Half of what was paid, in whole yuan, half a yuan up. */
const halfInYuan = (fen: number): number => Math.floor((fen + 100) / 200) * 100;
const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / DAY_MS);

export function createOracle() {
  const allocated = new Map<string, number>();
  const runs = new Map<string, { readonly budgetId: string; leftFen: number }>();
  const accounts = new Map<string, Account>();
  const tries = new Map<string, Tried>();
  const account = (caseId: string): Account => {
    const found = accounts.get(caseId);
    if (!found) throw new Surprise(`nobody told of case ${caseId}`);
    return found;
  };
  const oldHeld = ({ held }: Account): [string, number] | undefined => [...held].find(([, fen]) => fen > 0);

  /** A payment is booked, or no longer: what was promised is paid, or promised again where it came from. */
  function book(one: Account, { id, amountFen, attempts }: SeenPayment): void {
    const booked = attempts.filter(({ outcome, beyond }) => outcome === 'paid' && !beyond).length;
    must(booked <= 1, `payment ${id} is booked ${booked} times`);
    const before = one.paid.get(id);
    if (booked === 1 && !before?.fen) {
      const [budgetId, held] = oldHeld(one) ?? [];
      must(budgetId !== undefined && held === amountFen, `payment ${id} of ${amountFen} was paid where ${held} was promised`);
      one.held.set(budgetId as string, 0);
      one.paid.set(id, { budgetId: budgetId as string, fen: amountFen, backFen: 0, interestFen: 0 });
    }
    if (booked === 0 && before?.fen) {
      must(before.backFen === 0, `payment ${id} came back whole after part of it had been repaid`);
      add(one.held, before.budgetId, before.fen);
      one.paid.delete(id);
    }
  }

  return {
    tries,
    budgets: (): string[] => [...allocated.keys()],
    allot: (budgetId: string, fen: number) => add(allocated, budgetId, fen),
    handedOut: (budgetId: string) => must(allocated.has(budgetId), `${budgetId} is no budget`),
    drafted(caseId: string, lines: ReadonlyMap<string, number>): void {
      accounts.set(caseId, { lines, struck: new Set(), approvedFen: 0, held: new Map(), paid: new Map(), acted: new Map() });
    },
    strike: (caseId: string, lineId: string) => account(caseId).struck.add(lineId),
    restore: (caseId: string, lineId: string) => account(caseId).struck.delete(lineId),
    /** What a claim comes to. */
    dueFen(caseId: string): number {
      const { lines, struck } = account(caseId);
      return halfInYuan(sum([...lines].filter(([lineId]) => !struck.has(lineId)).map(([, fen]) => fen)));
    },
    heldFen: (caseId: string): number => sum(account(caseId).held.values()),
    promise(caseId: string, budgetId: string): number {
      const one = account(caseId);
      must(oldHeld(one) === undefined, `${caseId} was promised money twice`);
      one.approvedFen = this.dueFen(caseId);
      add(one.held, budgetId, one.approvedFen);
      return one.approvedFen;
    },
    startRun: (runId: string, budgetId: string, fen: number) => runs.set(runId, { budgetId, leftFen: fen }),
    drawFromRun(runId: string, caseId: string): void {
      const run = runs.get(runId);
      if (!run) throw new Surprise(`nobody told of run ${runId}`);
      run.leftFen -= this.promise(caseId, run.budgetId);
      must(run.leftFen >= 0, `run ${runId} gave more than it had`);
    },
    closeRun: (runId: string) => runs.delete(runId),
    /** What a case was promised is another year's from now on. */
    roll(caseId: string, from: string, to: string): number {
      const { held } = account(caseId);
      const fen = held.get(from) ?? 0;
      must(fen > 0, `${caseId} was rolled and holds nothing`);
      held.set(from, 0);
      add(held, to, fen);
      add(allocated, from, -fen);
      add(allocated, to, fen);
      return fen;
    },
    /** A try goes to the bank: no other of the case may be there, or have arrived. */
    send(reference: string, tried: Omit<Tried, 'said'>): void {
      for (const [other, { caseId, outcome }] of tries)
        must(
          caseId !== tried.caseId || (outcome !== undefined && outcome !== 'paid'),
          `${reference} was sent while ${other} is ${outcome ?? 'with the bank'}`,
        );
      must(tried.fen <= account(tried.caseId).approvedFen, `${reference} is more than was approved`);
      tries.set(reference, { ...tried, said: new Set() });
    },
    says: (reference: string, what: Said) => tries.get(reference)?.said.add(what),
    repaid(caseId: string, paymentId: string, principalFen: number, interestFen: number): void {
      const paid = account(caseId).paid.get(paymentId);
      if (!paid) throw new Surprise(`${caseId} ${paymentId} was repaid and never paid`);
      paid.backFen += principalFen;
      paid.interestFen += interestFen;
      must(paid.backFen >= 0 && paid.backFen <= paid.fen && paid.interestFen >= 0, `${caseId} repaid ${paid.backFen} of ${paid.fen}`);
    },
    /** Interest on what is still owed, day by day and rounded once, less what of it was repaid. */
    interestOwed(
      terms: { readonly rateBp: number; readonly dayCount: number },
      principalFen: number,
      from: string,
      repayments: readonly { readonly on: string; readonly principalFen: number; readonly interestFen: number }[],
      on: string,
    ): number {
      let [fenDays, left, day] = [0, principalFen, from];
      for (const one of repayments) {
        fenDays += left * daysBetween(day, one.on);
        left -= one.principalFen;
        if (one.on > day) day = one.on;
      }
      fenDays += left * daysBetween(day, on);
      return Math.floor((fenDays * terms.rateBp) / (10_000 * terms.dayCount) + 0.5) - sum(repayments.map(({ interestFen }) => interestFen));
    },
    /** Whether somebody is free to act in this stage of a case. */
    mayAct(caseId: string, person: string, stage: string): boolean {
      const before = account(caseId).acted.get(person);
      return before === undefined || before === stage;
    },
    hasActed: (caseId: string, person: string): boolean => account(caseId).acted.has(person),
    /** Somebody of an office did something to a case: never in two stages of it. */
    acted(caseId: string, person: string, stage: string): void {
      const { acted } = account(caseId);
      const before = acted.get(person);
      must(before === undefined || before === stage, `${person} acted in ${before} and in ${stage} of ${caseId}`);
      acted.set(person, stage);
    },
    /** How a case stands now. Call it after whatever was told of it. */
    sees(caseId: string, { state, money }: SeenCase, payments: readonly SeenPayment[]): void {
      const one = account(caseId);
      for (const payment of payments) {
        must(payment.amountFen <= one.approvedFen, `${caseId} ${payment.id} is more than was approved`);
        for (const { n, outcome } of payment.attempts) {
          const tried = tries.get(`${caseId}.${payment.id}.${n}`);
          must(tried?.said.has(outcome) === true, `${caseId} ${payment.id} try ${n} is ${outcome}, which nobody said`);
          if (tried) tried.outcome = outcome;
        }
        book(one, payment);
      }
      if (!PROMISED.includes(state)) for (const budgetId of one.held.keys()) one.held.set(budgetId, 0);
      const postedFen = sum([...one.paid.values()].map(({ fen }) => fen));
      const held = money.reservedFen - money.postedFen - money.voidedFen;
      must(held === sum(one.held.values()), `${caseId} (${state}) holds ${held}, not ${sum(one.held.values())}`);
      must(money.postedFen === postedFen, `${caseId} was paid ${money.postedFen}, not ${postedFen}`);
      must(postedFen <= one.approvedFen, `${caseId} was paid ${postedFen} of ${one.approvedFen}`);
      const backFen = sum([...one.paid.values()].map((paid) => paid.backFen));
      must(money.recoveredFen === backFen, `${caseId} gave back ${money.recoveredFen}, not ${backFen}`);
    },
    /** What a budget must show. */
    budget(budgetId: string): SeenBudget {
      const all = [...accounts.values()];
      const paid = all.flatMap((one) => [...one.paid.values()]).filter((one) => one.budgetId === budgetId);
      const here = [...runs.values()].filter((run) => run.budgetId === budgetId);
      const reservedFen = sum(all.map(({ held }) => held.get(budgetId) ?? 0)) + sum(here.map(({ leftFen }) => leftFen));
      const backFen = sum(paid.map((one) => one.backFen));
      const interestFen = sum(paid.map((one) => one.interestFen));
      const paidFen = sum(paid.map(({ fen }) => fen)) - backFen;
      const allocatedFen = allocated.get(budgetId) ?? 0;
      const availableFen = allocatedFen - reservedFen - paidFen - backFen;
      must(availableFen >= 0, `${budgetId}: promised and paid ${allocatedFen - availableFen} of ${allocatedFen}`);
      return { allocatedFen, availableFen, reservedFen, paidFen, recoveredFen: backFen + interestFen, interestFen };
    },
  };
}
export type Oracle = ReturnType<typeof createOracle>;
