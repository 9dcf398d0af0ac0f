import type { CaseRecord } from '../records.ts';
import type { StepInput } from '../step-input.ts';
import { flagsRaised } from './flags.ts';
import type { Effect, Effects } from './table.ts';

const appraised = ({ brought: { appraisal, caps, holds } }: StepInput): Partial<CaseRecord> => ({
  ...(appraisal && { appraisal }),
  ...(holds && { holds: [...holds] }),
  ...(caps && { caps: [...caps] }),
});

const raised: Effect = ({ file: { record }, brought: { flags = [] } }) => ({ record: { flags: flagsRaised(record.flags, flags) } });

/** What whoever judges a claim finds, strikes and answers. */
export const REVIEW_EFFECTS: Effects = {
  admit: raised,
  'settle-fact': (input) => {
    const { detail, by, now, file } = input;
    const entry = {
      fact: detail.fact ?? '',
      value: detail.value,
      evidence: [...(detail.evidence ?? [])],
      reason: detail.reason ?? '',
      by,
      at: now,
    };
    const others = file.record.settled.filter(({ fact }) => fact !== entry.fact);
    return { record: { ...appraised(input), settled: [...others, entry] } };
  },
  'strike-line': (input) => {
    const { detail, by, now, file } = input;
    const entry = { lineId: detail.lineId ?? '', reason: detail.reason ?? '', by, at: now };
    return { record: { ...appraised(input), struck: [...file.record.struck.filter(({ lineId }) => lineId !== entry.lineId), entry] } };
  },
  'restore-line': (input) => ({
    record: { ...appraised(input), struck: input.file.record.struck.filter(({ lineId }) => lineId !== input.detail.lineId) },
  }),
  recount: (input) => ({ record: appraised(input) }),
  // Bills may be registered by somebody else at any time: what shows by now can be answered, and has to be.
  'answer-flag': ({ detail, by, now, file: { record }, brought: { flags = [] } }) => ({
    record: {
      flags: flagsRaised(record.flags, flags).map((flag) =>
        flag.id === detail.flagId ? { ...flag, answer: { text: detail.reason ?? '', by, at: now } } : flag,
      ),
    },
  }),
  'complete-review': raised,
};
