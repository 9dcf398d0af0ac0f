import type { CivilDate } from '../../kernel/civil-date.ts';
import { askedOf, basisOf, firstDue, isOpen, opposedOn, sealedPart } from '../opinions/opinion.ts';
import { OPINION_DAYS } from '../opinions/opinion-terms.ts';
import type { Opinion } from '../records/beside.ts';
import type { Changed, StepInput } from '../step-input.ts';
import type { Effect, Effects } from './table.ts';

/** The case with its opinions changed: it remembers the first day one of them is due, for the worker of the clock, and what is opposed. */
const withOpinions = (opinions: readonly Opinion[]): Changed => ({
  record: { opinionDueOn: firstDue(opinions), opposedOn: opposedOn(opinions) },
  opinions,
});

/** Replaces the open one that is meant; what was given stays as it is for good. */
const settled = ({ file }: StepInput, meant: Opinion | undefined, change: Partial<Opinion>): Changed =>
  meant
    ? withOpinions(file.opinions.map((one) => (one === meant && isOpen(one) ? { ...one, ...change, version: one.version + 1 } : one)))
    : { record: {} };

const blank = { question: null, lines: [], papers: [], dueOn: null, declaredAt: null, declined: null, closedAt: null, amounts: [] };

const ask: Effect = ({ file, by, detail, brought, now, newId, workingDaysAhead }) => {
  if (!brought.expert) return { record: {} };
  const row: Opinion = {
    ...blank,
    id: newId(),
    kind: 'expert',
    state: 'asked',
    by: brought.expert.by,
    askedBy: by,
    question: detail.text ?? '',
    lines: [...(detail.lines ?? [])],
    papers: [...(detail.evidence ?? [])],
    dueOn: detail.dueOn ?? workingDaysAhead(OPINION_DAYS.usual),
    verdict: null,
    text: '',
    closedReason: null,
    basisHash: null,
    sealHash: null,
    askedAt: now,
    givenAt: null,
    version: 1,
  };
  return withOpinions([...file.opinions, row]);
};

const give: Effect = (input) => {
  const { file, by, detail, now, hashOf } = input;
  const meant = askedOf(file, by);
  if (!meant) return { record: {} };
  const given: Opinion = {
    ...meant,
    state: 'given',
    verdict: detail.verdict ?? 'oppose',
    amounts: [...(detail.amounts ?? [])],
    text: detail.reason ?? '',
    givenAt: now,
    basisHash: hashOf(basisOf(file.record)),
  };
  return settled(input, meant, { ...given, sealHash: hashOf(sealedPart(given)) });
};

/** One's own, given with the step that completes a stage: the reviewer's, or the report of whoever looked into it. */
const complete =
  (kind: 'review' | 'diligence'): Effect =>
  ({ file, by, detail, now, newId, hashOf }) => {
    const own: Opinion = {
      ...blank,
      id: newId(),
      kind,
      state: 'given',
      by,
      askedBy: null,
      papers: [...(detail.evidence ?? [])],
      verdict: detail.verdict ?? 'support',
      text: detail.reason ?? '',
      closedReason: null,
      basisHash: hashOf(basisOf(file.record)),
      sealHash: null,
      askedAt: now,
      givenAt: now,
      version: 1,
    };
    return withOpinions([...file.opinions, { ...own, sealHash: hashOf(sealedPart(own)) }]);
  };

/** The case has come to its end: nobody is waited for any more. */
const close: Effect = ({ file, now }) => {
  if (!file.opinions.some(isOpen)) return { record: {} };
  return withOpinions(
    file.opinions.map((one) => (isOpen(one) ? { ...one, state: 'withdrawn', closedAt: now, version: one.version + 1 } : one)),
  );
};

/** The case comes back from the applicant: a specialist gets the usual days anew, as what is judged may be another. */
const renew: Effect = ({ file, workingDaysAhead }) => {
  if (!file.opinions.some(isOpen)) return { record: {} };
  const dueOn: CivilDate = workingDaysAhead(OPINION_DAYS.usual);
  const later = (one: Opinion): boolean => isOpen(one) && (one.dueOn === null || one.dueOn < dueOn);
  return withOpinions(file.opinions.map((one) => (later(one) ? { ...one, dueOn, version: one.version + 1 } : one)));
};

/** What the events of opinions change beside the state. */
export const OPINION_EFFECTS: Effects = {
  'ask-opinion': ask,
  'accept-opinion': (input) => settled(input, askedOf(input.file, input.by), { declaredAt: input.now }),
  'give-opinion': give,
  'decline-opinion': (input) =>
    settled(input, askedOf(input.file, input.by), {
      state: 'declined',
      declined: input.detail.ground ?? 'conflict',
      closedAt: input.now,
      closedReason: input.detail.reason ?? '',
    }),
  'withdraw-opinion': (input) =>
    settled(
      input,
      input.file.opinions.find(({ id }) => id === input.detail.opinionId),
      { state: 'withdrawn', closedAt: input.now, closedReason: input.detail.reason ?? '' },
    ),
  'complete-review': complete('review'),
  'complete-dd': complete('diligence'),
  'cancel-correction': renew,
  resubmit: renew,
  lapse: close,
  withdraw: close,
};
