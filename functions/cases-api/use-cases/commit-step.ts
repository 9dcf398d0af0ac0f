import { caseAnswer } from '../../../shared/contracts/cases.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { caseAnswerOf } from '../../../shared/domain/cases/show.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Decision } from '../../../shared/http/command.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites, type Taken } from '../../../shared/store/step-writes.ts';

/** A case as every step answers it. */
export const answerOf = (file: CaseFile, today: CivilDate) => {
  const { contentHash, proposal, halt, waiting } = file.record;
  return caseAnswer.parse({
    ...caseAnswerOf(file, today),
    contentHash,
    proposed: proposal?.event ?? null,
    halted: halt !== null,
    waiting: waiting !== null,
  });
};

interface Moment {
  readonly today: CivilDate;
  /** RFC 3339. */
  readonly now: string;
  /** Why, as the person said it; kept with the audit entry. */
  readonly reason?: string | undefined;
}

/** What is said with these is for those who decide; the applicant reads the chain too, and finds a keyed hash of it. */
const INTERNAL: readonly string[] = [
  'complete-review',
  'ask-opinion',
  'withdraw-opinion',
  'give-opinion',
  'decline-opinion',
  'answer-flag',
  'hold',
  'hand-back',
  'reassign',
];

const isProposal = (step: Taken): boolean => 'proposed' in step && step.proposed === true;

/** What the audit entry says of a step, and why it was taken. */
function auditOf(before: CaseFile, step: Taken, reason: string) {
  const audit = stepAudit(before, step);
  if (reason === '') return audit;
  return isProposal(step) || INTERNAL.includes(step.event)
    ? { ...audit, changed: { ...audit.changed, reason: { sensitive: reason } } }
    : { ...audit, reason };
}

/** A step as one write and one answer. */
export const commitStep = (
  before: CaseFile,
  step: Taken,
  { today, now, reason = '' }: Moment,
  more: readonly Write[] = [],
): Decision<Write> => ({
  writes: [...stepWrites(before, step, now), ...more],
  audit: auditOf(before, step, reason),
  status: 200,
  body: answerOf(step.file, today),
  version: step.file.record.version,
});
