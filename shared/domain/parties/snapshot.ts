import * as z from 'zod/mini';
import type { FactStanding, LeftOut } from './profile.ts';
import { organisation, sourceKind } from './records.ts';

/**
 * What a case is judged on: the facts that count on one day, each with who says so, and the catalogue whose dictionary they were read by.
 * What follows from them is not in it: that is computed for the day of judging.
 */
export const snapshotContent = z.object({
  organisationId: z.string(),
  kind: organisation.shape.kind,
  catalogueVersion: z.string(),
  facts: z.record(
    z.string(),
    z.object({
      /** As on the wire. */
      value: z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.null()]),
      source: sourceKind,
      organisationId: z.nullable(z.string()),
      since: z.nullable(z.string()),
      statedAt: z.string(),
    }),
  ),
});
export type SnapshotContent = z.infer<typeof snapshotContent>;

/** The content of a snapshot: what counts, without what had to be left out. The same facts from the same sources give the same content. */
export function snapshotOf(
  { id, kind }: { readonly id: string; readonly kind: SnapshotContent['kind'] },
  standings: readonly FactStanding[],
  leftOut: readonly LeftOut[],
  catalogueVersion: string,
): SnapshotContent {
  const out = new Set(leftOut.map(({ fact }) => fact));
  const counted = standings.flatMap(({ fact, counts }) => (counts && !out.has(fact) ? [{ fact, counts }] : []));
  return {
    organisationId: id,
    kind,
    catalogueVersion,
    facts: Object.fromEntries(
      counted.map(({ fact, counts: { value, source, organisationId, since, statedAt } }) => [
        fact,
        { value, source, organisationId, since, statedAt },
      ]),
    ),
  };
}
