import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';

/** What the public is shown: no code, account, telephone or name of a person beyond need (reference.md 9). */
export const publicNotice = z.object({
  id: z.string(),
  programmeId: z.string(),
  programmeName: z.object({ zh: z.string(), en: z.string() }),
  divisionCode: z.string(),
  applicantName: z.string(),
  applicantKind: z.string(),
  amountFen: z.int(),
  from: civilDate,
  until: civilDate,
  /** `running`: objections are taken · `paused`: one is looked into · `over`: it has run · `dropped`: the decision was taken back. */
  status: z.enum(['running', 'paused', 'over', 'dropped']),
});
export type PublicNotice = z.infer<typeof publicNotice>;
