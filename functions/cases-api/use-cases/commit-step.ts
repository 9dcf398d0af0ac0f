import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { answered } from '../../../shared/http/case-answer.ts';
import type { Decision } from '../../../shared/http/command.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { type Said, stepCommit, type Taken } from '../../../shared/store/step-writes.ts';

/** A step as one write and one answer. */
export const commitStep = (
  before: CaseFile,
  step: Taken,
  said: Said & { readonly today: CivilDate },
  more: readonly Write[] = [],
): Decision<Write> => answered(step.file, said.today, stepCommit(before, step, said, more));
