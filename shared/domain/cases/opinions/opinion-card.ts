import type { CivilDate } from '../../kernel/civil-date.ts';
import type { Bilingual } from '../../policy/text.ts';
import { profileOf } from '../profiles.ts';
import type { Opinion } from '../records/beside.ts';
import type { CaseRecord } from '../records.ts';
import { OPINION_LISTS, type OpinionListName } from './opinion-terms.ts';

/** What a specialist's own list shows of an opinion they are asked for, gave, or were asked for until it was taken back. */
export interface OpinionCard {
  readonly caseId: string;
  readonly opinionId: string;
  readonly programmeName: Bilingual;
  /** Null where the profile has it judged without knowing whose case it is. */
  readonly applicantName: string | null;
  /** Null until it is declared that there is no conflict. */
  readonly question: string | null;
  readonly askedAt: string;
  readonly dueOn: CivilDate | null;
  readonly declared: boolean;
  readonly givenAt: string | null;
  readonly closedAt: string | null;
}

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
