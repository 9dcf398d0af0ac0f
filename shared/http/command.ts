import canonicalize from 'canonicalize';
import type { Context } from 'hono';
import type { AuditDraft } from '../domain/audit/entry.ts';
import { sha256Hex } from './access-token.ts';
import type { BudgetProblemCode } from './budget-problems.ts';
import type { CaseProblemCode } from './case-problems.ts';
import type { PartyProblemCode } from './party-problems.ts';
import type { PaymentProblemCode } from './payment-problems.ts';
import type { Fault, ProblemCode } from './problems.ts';
import type { TipProblemCode } from './tip-problems.ts';

/** What a command is refused with: a code of its function's table of problems, and the fields it is about. */
export type Refusal = {
  readonly code: ProblemCode | BudgetProblemCode | CaseProblemCode | PartyProblemCode | PaymentProblemCode | TipProblemCode;
  readonly faults?: readonly Fault[];
};

/**
 * What was decided: the writes, the one audit entry (who and when are added here), and the answer. `stored` replaces the answer for a repeat
 * where the first carries a secret that is shown once.
 */
export type Decision<Write> = {
  readonly writes: readonly Write[];
  /**
   * `withheld`: the chain is read by people who are not to know who this was, but as what they acted; who did it stands in `changed`, as a
   * keyed hash.
   */
  readonly audit: Pick<AuditDraft, 'aggregate' | 'changed'> & { readonly reason?: string; readonly withheld?: 'public' | 'expert' };
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
  readonly stored?: unknown;
  /** The version after the command; sent as ETag. */
  readonly version?: number;
  readonly location?: string;
};

export const etagOf = (version: number): string => `"${version}"`;

/** The version a request says it has seen: undefined without one, null when it cannot be one of ours. */
export function seenVersion(context: Context): number | null | undefined {
  const header = context.req.header('if-match');
  if (header === undefined) return undefined;
  const [, digits] = /^(?:W\/)?"([1-9]\d{0,14})"$/.exec(header.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

const KEY = /^[\x21-\x7e]{1,128}$/;

/** SHA-256 of the `Idempotency-Key`; undefined when there is none or it is not 1 to 128 visible characters. */
export function keyHashOf(context: Context): string | undefined {
  const key = context.req.header('idempotency-key');
  return key !== undefined && KEY.test(key) ? sha256Hex(key) : undefined;
}

/** What makes a repeat the same command: method, path and content. The order and spacing of JSON do not count. */
export function fingerprintOf(context: Context, body: unknown): string {
  return sha256Hex(`${context.req.method} ${context.req.path}\n${body === undefined ? '' : canonicalize(body)}`);
}
