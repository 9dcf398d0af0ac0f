import { answerClock, startOfficeClock } from '../clock/clock.ts';
import { openReport } from '../conditions.ts';
import type { CaseRecord } from '../records.ts';
import type { Changed, StepInput } from '../step-input.ts';
import type { Effects } from './table.ts';

/** The conditions as they are named with the approval: none is met yet. */
const named = ({ detail: { conditions = [] }, newId }: StepInput): CaseRecord['conditions'] =>
  conditions.map((condition) => ({ id: newId(), ...condition, metBy: null, metAt: null, found: null }));

/** The applicant says that the conditions are met: from now on the time of whoever checks it runs. */
function reported({ file: { record }, detail, by, now, today, holidays, newId }: StepInput): Changed {
  const report = {
    id: newId(),
    text: detail.reason ?? '',
    evidence: [...new Set(detail.evidence)],
    by,
    at: now,
    missing: null,
  };
  const conditionReports = [...(record.conditionReports ?? []), report];
  return { record: { conditionReports, clock: startOfficeClock(record, 'under_review', { today, holidays }) } };
}

/** The conditions, with those that are found met, and by what. */
const foundMet = ({ file: { record }, detail: { met = [] }, by, now }: StepInput): CaseRecord['conditions'] =>
  record.conditions.map((one) => {
    const found = met.find(({ conditionId }) => conditionId === one.id);
    return found ? { ...one, metBy: by, metAt: now, found: { evidence: [...new Set(found.evidence)], source: found.source } } : one;
  });

/** It was not enough: what was, what is still missing, and the applicant's time for that. */
function returnedReport(input: StepInput): Changed {
  const { record } = input.file;
  const { detail, by, now, today, holidays } = input;
  const open = openReport(record);
  const conditions = foundMet(input);
  const missing = { reason: detail.reason ?? '', by, at: now };
  const conditionReports = record.conditionReports?.map((one) => (one.id === open?.id ? { ...one, missing } : one)) ?? [];
  return { record: { conditions, conditionReports, clock: answerClock({ ...record, conditions }, { today, holidays }) } };
}

/** The conditions of an approval: named, reported as met, checked. */
export const CONDITION_EFFECTS: Effects = {
  'approve-conditional': (input) => ({ record: { conditions: named(input) } }),
  satisfy: (input) => ({ record: { conditions: foundMet(input) } }),
  'report-conditions': reported,
  'return-conditions': returnedReport,
};
