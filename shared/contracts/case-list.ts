import * as z from 'zod/mini';
import { RETURNED } from '../domain/cases/people/desks.ts';
import { caseCard } from '../domain/cases/shown/card.ts';
import { QUEUES } from '../domain/cases/states.ts';
import { id } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

const instant = z.string();

/** `GET /v1/cases`: one desk's work by due date, or what is mine. */
export const caseQuery = z.strictObject({
  ...pageQuery,
  /** A desk; `returned`: what came back to its applicant. Those who decide see what is on its way to them. */
  queue: z.enum([...QUEUES, 'confirmation', RETURNED]),
  /** In the name of which of my offices; the first that works at this desk unless it is said. */
  as: z.optional(id),
});
const caseListItem = z.extend(z.omit(caseCard, { holds: true, paying: true, assigned: true, organisationId: true, applicantName: true }), {
  /** Masked until the case is mine. */
  applicantName: z.string(),
  assignedTo: z.nullable(z.string()),
  /** Who that is, for whoever heads the office and gives work out; null for everybody else. */
  assignedToId: z.nullable(z.string()),
  mine: z.boolean(),
  /** Whoever has it in hand is a colleague for whom I stand in, until then. */
  covering: z.nullable(z.object({ delegationId: z.string(), until: instant })),
});
export const caseList = pageOf(caseListItem);
