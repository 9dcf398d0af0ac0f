import type { World } from './world.ts';

/** One command as it is sent, and what to tell the oracle once it was done. */
export interface Shot {
  readonly name: string;
  readonly by: string;
  readonly path: string;
  readonly body?: unknown;
  /** Of which case it names the version. */
  readonly edits?: string;
  /** What may be another afterwards. */
  readonly touches: readonly string[];
  /** Of which stage it is an act for the public side; absent: of none. */
  readonly stage?: string;
  /** A refusal notes which line contradicts: of money nothing may move then either. */
  readonly notes?: true;
  /** What to tell it where it was refused all the same. */
  readonly refused?: () => void;
  readonly done?: (answer: Record<string, unknown>, world: World) => void | Promise<void>;
}
export interface Act {
  readonly weight: number;
  readonly shot: (world: World) => Shot | undefined;
}

export const INTAKE = ['intake', 'intake-2'];
export const REVIEWERS = ['reviewer', 'reviewer-2', 'reviewer-3'];
export const APPROVERS = ['approver', 'approver-2'];
export const PAYERS = ['payer', 'payer-2', 'payer-3'];
export const NOTICE = ['notice', 'notice-2'];
export const WHY = { reason: '理由' };

/** Mostly somebody who may: whoever is at it, or for the word of a second person somebody who is not. */
export function someOf(
  by: readonly string[],
  caseId: string,
  stage: string | undefined,
  { cases, dice, oracle }: World,
  astray = 0.15,
): string {
  if (stage === undefined || dice.chance(astray)) return dice.oneOf(by);
  const free = by.filter((person) => oracle.mayAct(caseId, person, stage));
  const isSecond = cases.get(caseId)?.file.proposed;
  const likely = free.filter((person) => oracle.hasActed(caseId, person) !== Boolean(isSecond));
  return dice.oneOf([likely, free, by].find(({ length }) => length > 0) ?? by);
}
