import { caseAnswer } from '../contracts/case-answer.ts';
import type { CaseFile } from '../domain/cases/records.ts';
import { caseAnswerOf } from '../domain/cases/shown/show.ts';
import type { CivilDate } from '../domain/kernel/civil-date.ts';
import type { Decision } from './command.ts';

/** A case as every step answers it. */
export const answerOf = (file: CaseFile, today: CivilDate) => {
  const { programmeName, divisionCode, contentHash, proposal, halt, waiting } = file.record;
  return caseAnswer.parse({
    ...caseAnswerOf(file, today),
    programmeName,
    divisionCode,
    contentHash,
    proposed: proposal?.event ?? null,
    halted: halt !== null,
    waiting: waiting !== null,
  });
};

/** What a step of a case writes and leaves on record, as the decision of a command that answers the case as it then stands. */
export const answered = <Write>(file: CaseFile, today: CivilDate, commit: Pick<Decision<Write>, 'writes' | 'audit'>): Decision<Write> => ({
  ...commit,
  status: 200,
  body: answerOf(file, today),
  version: file.record.version,
});
