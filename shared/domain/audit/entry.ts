import * as z from 'zod/mini';

/** What a chain of audit entries is kept for. */
export const AGGREGATES = ['organisation', 'person', 'case', 'programme'] as const;
export type AggregateKind = (typeof AGGREGATES)[number];

/** A plain value where everyone who may read the chain may know it; `{ sensitive }` enters the chain as a keyed hash only. */
export type AuditValue = string | number | boolean | null | readonly string[] | { readonly sensitive: string };

/** Who did it, in which role; `onBehalf`: in whose place, by which delegation. `system` for workers. */
export const author = z.object({
  personId: z.string(),
  role: z.string(),
  organisationId: z.nullable(z.string()),
  onBehalf: z.optional(z.object({ delegationId: z.string(), personId: z.string() })),
});

/** What a command says of itself; the store adds number and hashes. */
export type AuditDraft = {
  readonly aggregate: { readonly kind: AggregateKind; readonly id: string };
  /** An action of the access policy, or what a worker did. */
  readonly action: string;
  readonly at: string;
  readonly by: z.infer<typeof author>;
  /** What changed: field → its new value. */
  readonly changed: Readonly<Record<string, AuditValue>>;
  readonly reason?: string;
};

/** One link of a chain as it is kept and exported. `hash` is SHA-256 over the canonical JSON (RFC 8785) of everything else. */
export const auditEntry = z.object({
  aggregate: z.object({ kind: z.enum(AGGREGATES), id: z.string() }),
  seq: z.int().check(z.positive()),
  action: z.string(),
  at: z.string(),
  by: author,
  changed: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.object({ hashed: z.string() })]),
  ),
  reason: z.optional(z.string()),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
