import { startOfficeClock } from '../clock/clock.ts';
import type { Appeal, Objection } from '../records/beside.ts';
import type { Changed, StepDetail, StepInput } from '../step-input.ts';
import { type Effect, type Effects, replaced } from './table.ts';

function objected({ file, detail, now, newId }: StepInput): Changed {
  const { name = '', contact = '', text = '' } = detail;
  const row: Objection = { id: newId(), state: 'open', name, contact, text, filedAt: now, finding: null, settledAt: null, version: 1 };
  return { record: {}, objections: [...file.objections, row] };
}

/** The objections a finding is about, settled by it. */
const settledObjections =
  (state: 'dismissed' | 'upheld', concerns: (row: Objection, detail: StepDetail) => boolean) =>
  ({ file, detail, now }: StepInput): Changed => ({
    record: {},
    objections: file.objections.map((row) =>
      row.state === 'open' && concerns(row, detail)
        ? { ...row, state, finding: detail.reason ?? '', settledAt: now, version: row.version + 1 }
        : row,
    ),
  });
const dismissedObjection = settledObjections('dismissed', ({ id }, { objectionId }) => id === objectionId);
/** The notice has come to its end, whatever else was objected: all that is open is settled with it. */
const upheldObjections = settledObjections('upheld', () => true);

const settledAppeal =
  (state: 'upheld' | 'dismissed') =>
  ({ file, detail, now }: StepInput): Changed => {
    const row = file.appeals.find((one) => one.state === 'filed');
    if (!row) return { record: {} };
    const settled: Appeal = { ...row, state, finding: detail.reason ?? '', settledAt: now, version: row.version + 1 };
    return { record: {}, appeals: replaced(file.appeals, settled) };
  };

const appealed: Effect = ({ file, detail, by, now, newId, today, holidays }) => {
  const row: Appeal = {
    id: newId(),
    state: 'filed',
    text: detail.reason ?? '',
    filedAt: now,
    filedBy: by,
    finding: null,
    settledAt: null,
    against: file.record.decision,
    version: 1,
  };
  return { record: { clock: startOfficeClock(file.record, 'appeal', { today, holidays }) }, appeals: [...file.appeals, row] };
};

/** What others say against a decision, or the applicant, and what is found. What becomes of the decision: `decisions.ts`. */
export const OBJECTION_EFFECTS: Effects = {
  object: objected,
  'dismiss-objection': dismissedObjection,
  'uphold-objection': upheldObjections,
  'reject-on-objection': upheldObjections,
  appeal: appealed,
  // Its end gave back what it held: what it goes on with is held anew.
  'uphold-appeal': (input) => {
    const { holds } = input.brought;
    return { ...settledAppeal('upheld')(input), record: holds ? { holds: [...holds] } : {} };
  },
  // There is no other round: nobody's time runs any more.
  'dismiss-appeal': (input) => ({ ...settledAppeal('dismissed')(input), record: { clock: null } }),
};
