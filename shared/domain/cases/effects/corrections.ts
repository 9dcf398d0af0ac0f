import { startClock } from '../clock/clock.ts';
import { shownDue } from '../clock/due.ts';
import { changedPointers, liesUnder } from '../diff.ts';
import type { Correction } from '../records/beside.ts';
import type { Changed, StepInput } from '../step-input.ts';
import { declaredIn, pinned } from './hand-in.ts';
import { type Effects, replaced } from './table.ts';

function returned({ file, detail, by, now, today, newId, holidays }: StepInput): Changed {
  const defects = (detail.defects ?? []).map((defect) => ({ id: newId(), ...defect }));
  const row: Correction = {
    id: newId(),
    state: 'open',
    openedAt: now,
    openedBy: by,
    // What the clock will show as the state begins: one limit, that of the programme where it names one.
    dueOn: startClock(file.record, 'returned', { today, holidays })?.shown?.day ?? today,
    defects,
    answers: [],
    before: file.record.claim,
    requestedChanges: [],
    unrequestedChanges: [],
    closedAt: null,
    closedReason: null,
    version: 1,
  };
  // It is written on a copy: what was handed in stays as it is until it is handed in again.
  const { claim, payee } = file.record;
  const copied = payee && { bankName: payee.bankName, bankAccount: payee.bankAccount, cnaps: payee.cnaps };
  const draft = { claim, payee: copied, interests: [...declaredIn(file.record)], savedAt: now };
  return { record: { draft }, corrections: [...file.corrections, row] };
}

/** A correction that is open no more keeps the day that counted in the end: a list of days off may have moved it. */
const closed = (open: Correction, { file, now }: StepInput): Correction => ({
  ...open,
  dueOn: shownDue(file.record.clock).dueOn ?? open.dueOn,
  closedAt: now,
  version: open.version + 1,
});

/** Answers the open correction; what was changed is told apart: asked for, and not asked for. */
function resubmitted(input: StepInput): Changed {
  const { file, detail, brought } = input;
  const open = file.corrections.find(({ state }) => state === 'open');
  if (!open) return { record: pinned(input) };
  const changes = changedPointers(open.before, brought.claim ?? file.record.claim);
  const asked = (pointer: string) => open.defects.some((defect) => liesUnder(pointer, defect.pointer));
  const row: Correction = {
    ...closed(open, input),
    state: 'resolved',
    answers: [...(detail.answers ?? [])],
    requestedChanges: changes.filter(asked),
    unrequestedChanges: changes.filter((pointer) => !asked(pointer)),
    ...(brought.changedFacts && { changedFacts: [...brought.changedFacts] }),
  };
  // What the body confirmed was the claim as it stood: at intake it is asked again; the review settles what was changed later itself.
  const unconfirmed = changes.length > 0 && file.record.resumeState === 'completeness_check';
  return {
    record: { ...pinned(input), ...(unconfirmed && { confirmation: null }) },
    corrections: replaced(file.corrections, row),
  };
}

function closedCorrection(state: 'cancelled' | 'expired') {
  return (input: StepInput): Changed => {
    const { file, detail } = input;
    const open = file.corrections.find((row) => row.state === 'open');
    // Nothing is written on while the office works on what was handed in.
    const record = state === 'cancelled' ? { draft: null } : {};
    if (!open) return { record };
    const row: Correction = { ...closed(open, input), state, closedReason: detail.reason ?? null };
    return { record, corrections: replaced(file.corrections, row) };
  };
}

/** A claim is returned, and what becomes of that. */
export const CORRECTION_EFFECTS: Effects = {
  return: returned,
  'cancel-correction': closedCorrection('cancelled'),
  resubmit: resubmitted,
  lapse: closedCorrection('expired'),
};
