import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { profileOf } from './profiles.ts';
import type { CaseRecord, Opinion } from './records.ts';

/** What a specialist's own list shows of an opinion they are asked for, or gave. */
export const opinionCard = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  programmeName: z.object({ zh: z.string(), en: z.string() }),
  /** Null where the profile has it judged without knowing whose case it is. */
  applicantName: z.nullable(z.string()),
  question: z.string(),
  askedAt: z.string(),
  dueOn: z.nullable(civilDate),
  declared: z.boolean(),
  givenAt: z.nullable(z.string()),
});
export type OpinionCard = z.infer<typeof opinionCard>;

/** Under which list of the specialist it stands; undefined: under none, as it is the reviewer's own, was declined or taken back. */
export const listOf = ({ kind, state }: Opinion): 'asked' | 'given' | undefined =>
  kind === 'expert' && (state === 'asked' || state === 'given') ? state : undefined;

export const opinionCardOf = (
  { id: caseId, instrument, programmeName, applicant }: CaseRecord,
  { id, question, askedAt, dueOn, declaredAt, givenAt }: Opinion,
): OpinionCard => ({
  caseId,
  opinionId: id,
  programmeName,
  applicantName: profileOf(instrument).blindOpinions ? null : applicant.name,
  question: question ?? '',
  askedAt,
  dueOn,
  declared: declaredAt !== null,
  givenAt,
});
