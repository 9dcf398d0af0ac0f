import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { OPINION_LISTS, type OpinionListName } from './opinion-terms.ts';
import { profileOf } from './profiles.ts';
import type { CaseRecord, Opinion } from './records.ts';

/** What a specialist's own list shows of an opinion they are asked for, gave, or were asked for until it was taken back. */
export const opinionCard = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  programmeName: z.object({ zh: z.string(), en: z.string() }),
  /** Null where the profile has it judged without knowing whose case it is. */
  applicantName: z.nullable(z.string()),
  /** Null until it is declared that there is no conflict. */
  question: z.nullable(z.string()),
  askedAt: z.string(),
  dueOn: z.nullable(civilDate),
  declared: z.boolean(),
  givenAt: z.nullable(z.string()),
  closedAt: z.nullable(z.string()),
});
export type OpinionCard = z.infer<typeof opinionCard>;

/** Under which list of the specialist it stands; undefined: under none, as it is the reviewer's own, or was declined. */
export const listOf = ({ kind, state }: Opinion): OpinionListName | undefined =>
  kind === 'expert' ? OPINION_LISTS.find((list) => list === state) : undefined;

export const opinionCardOf = (
  { id: caseId, instrument, programmeName, applicant }: CaseRecord,
  { id, question, askedAt, dueOn, declaredAt, givenAt, closedAt }: Opinion,
): OpinionCard => ({
  caseId,
  opinionId: id,
  programmeName,
  applicantName: profileOf(instrument).blindOpinions ? null : applicant.name,
  question: declaredAt === null ? null : question,
  askedAt,
  dueOn,
  declared: declaredAt !== null,
  givenAt,
  closedAt,
});
