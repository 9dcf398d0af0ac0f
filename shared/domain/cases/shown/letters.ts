import * as z from 'zod/mini';
import { addDays, dayInShanghai } from '../../kernel/civil-date.ts';
import type { CaseEventMessage } from '../case-event.ts';
import { openReport } from '../conditions.ts';
import { OPINION_TOLD } from '../opinions/opinion-terms.ts';
import type { Opinion } from '../records/beside.ts';
import type { CaseFile } from '../records.ts';
import { isEnd } from '../states.ts';

/** To a specialist: that an opinion is asked for, is due, is late, is not needed any more. For them and the office alone. */
export const OPINION_LETTERS = ['opinion-request', 'opinion-due', 'opinion-late', 'opinion-withdrawal'] as const;
type OpinionLetter = (typeof OPINION_LETTERS)[number];
export const isOpinionLetter = (kind: string): kind is OpinionLetter => (OPINION_LETTERS as readonly string[]).includes(kind);
/** To the applicant, of steps that change where it stands without deciding on the money: what is to be corrected, what became of an appeal, … */
export const STANDING_LETTERS = ['correction', 'conditions', 'appeal', 'void', 'lapse', 'offer'] as const;
export const CASE_LETTERS = [
  'receipt',
  'decision',
  'payment',
  'recovery',
  'reminder',
  'deadline',
  ...STANDING_LETTERS,
  ...OPINION_LETTERS,
] as const;

/** A letter that was written about a case. What was sent is kept, never made again. */
export const caseLetter = z.object({
  /** `<kind>.<version>`; of one to a specialist `<kind>.<about>`. */
  id: z.string(),
  kind: z.enum(CASE_LETTERS),
  /**
   * What it is about: the attempt of a payment (`p1.1`), the recovery, the correction, the report on conditions, the appeal, the objection, the opinion (with its day, where it is
   * about that), the day one is reminded of.
   */
  about: z.optional(z.string()),
  /** Head of the case's chain that stands in it. */
  chainHash: z.optional(z.string()),
  /** Of the case after the step it tells of. */
  version: z.int().check(z.positive()),
  sha256: z.string(),
  sizeBytes: z.int().check(z.positive()),
  at: z.string(),
});
export type CaseLetter = z.infer<typeof caseLetter>;

/** Steps that are answered by letters. */
export const LETTER_OF = {
  'case.submit': ['receipt'],
  'case.resubmit': ['receipt'],
  // Nobody applied: it is there to be confirmed.
  'case.offered': ['offer'],
  'case.return': ['correction'],
  'case.return-conditions': ['conditions'],
  'case.approve': ['decision'],
  'case.approve-conditional': ['decision'],
  'case.reject': ['decision'],
  'case.reject-on-objection': ['decision'],
  'case.refuse-intake': ['decision'],
  'case.cancel-payment': ['decision'],
  'case.terminate': ['decision'],
  // What was approved is so no more.
  'case.uphold-objection': ['void'],
  'case.change-payee-after-approval': ['void'],
  'case.uphold-appeal': ['appeal'],
  'case.dismiss-appeal': ['appeal'],
  // The bank's word, or that of two persons: with the step that follows from it, or without.
  'case.payment-paid': ['payment'],
  'case.pay-done': ['payment'],
  'case.recovery-noticed': ['recovery'],
  'case.recovery-remind': ['reminder'],
  // The applicant's last day comes near.
  'case.reminded': ['deadline'],
  'case.ask-opinion': ['opinion-request'],
  'case.opinion-due': ['opinion-due'],
  'case.opinion-late': ['opinion-late'],
  'case.withdraw-opinion': ['opinion-withdrawal'],
  // The case ends, and no specialist is waited for any more.
  'case.withdraw': ['opinion-withdrawal'],
  'case.lapse': ['lapse', 'opinion-withdrawal'],
} as const satisfies Record<string, readonly CaseLetter['kind'][]>;
export type LetterEvent = keyof typeof LETTER_OF;

const isLetterEvent = (type: string): type is LetterEvent => Object.hasOwn(LETTER_OF, type);

/** Where its file lies in the vault: made of ids, so that nothing a person typed is part of it. */
export const letterObjectKey = (caseId: string, letter: LetterAsked): string =>
  isOpinionLetter(letter.kind)
    ? `letters/${caseId}/${letterIdOf(letter)}.pdf`
    : `letters/${caseId}/${String(letter.version).padStart(10, '0')}-${letter.kind}.pdf`;

/** What a letter is about: its kind, the step it tells of, and the payment or recovery where it is one's. */
export type LetterAsked = Pick<CaseLetter, 'kind' | 'version' | 'about'>;
type About = (message: CaseEventMessage, file: CaseFile) => string | null | undefined;

/** One step may ask for letters to several specialists, and each is told of one thing once, whichever step tells of it. */
export const letterIdOf = ({ kind, version, about }: LetterAsked): string => `${kind}.${isOpinionLetter(kind) ? about : version}`;

/** The opinion a letter to a specialist is about; undefined: it is to the applicant, or there is no such opinion. */
export const opinionOfLetter = (
  { opinions }: Pick<CaseFile, 'opinions'>,
  letter: Pick<CaseLetter, 'kind' | 'about'>,
): Opinion | undefined =>
  isOpinionLetter(letter.kind) ? opinions.find(({ id, dueOn }) => letter.about === id || letter.about === `${id}.${dueOn}`) : undefined;

/** A step of two persons is told of twice; the first time it has decided nothing. */
const UNDECIDED: readonly CaseEventMessage['state'][] = ['completeness_check', 'objection_review', 'decision_pending'];
/** Decided where the case was paid from, which it leaves by nothing but the second person's word. */
const ENDS: readonly string[] = ['case.cancel-payment', 'case.terminate'] satisfies LetterEvent[];

/** The money a step moved is found by the moment of the step, whatever has happened since. */
const paidThen: About = ({ at }, { payments }) => {
  for (const { id, attempts } of payments) {
    const attempt = attempts.find((one) => one.outcome === 'paid' && one.at === at);
    if (attempt) return `${id}.${attempt.n}`;
  }
  return undefined;
};

/** The day a worker reminded of, as long as the case has stayed where it was, and is still the applicant's to go on: of the same day nobody is told twice. */
const remindedThen: About = ({ at, state }, { record }) => {
  const { reminded, since } = record;
  const stays = reminded?.since === since && record.state === state && reminded.on === dayInShanghai(new Date(at));
  return stays && !openReport(record) ? `${since}.${reminded.dueOn}.${reminded.exact ? 'certain' : 'earliest'}` : undefined;
};

/** Whether a letter follows, by kind: what it is about, null where that is the case itself; undefined: none does. */
const ABOUT: Readonly<Record<Exclude<CaseLetter['kind'], OpinionLetter>, About>> = {
  receipt: ({ type, at }, { record, corrections }) => {
    if (type === 'case.resubmit') return corrections.find(({ state, closedAt }) => state === 'resolved' && closedAt === at)?.id;
    return record.submittedOn === null ? undefined : null;
  },
  decision: ({ type, state }, { record }) => {
    const isDecided = ENDS.includes(type) ? isEnd(state) : !UNDECIDED.includes(state);
    return `case.${record.decision?.event}` === type && isDecided ? null : undefined;
  },
  payment: paidThen,
  recovery: ({ at }, { recoveries }) => recoveries.find(({ noticedBy }) => noticedBy.at === at)?.id,
  reminder: ({ at }, { recoveries }) => recoveries.find(({ remindedAt }) => remindedAt === at)?.id,
  deadline: remindedThen,
  correction: ({ at }, { corrections }) => corrections.find(({ openedAt }) => openedAt === at)?.id,
  conditions: ({ at }, { record }) => record.conditionReports?.find(({ missing }) => missing?.at === at)?.id,
  appeal: ({ at }, { appeals }) => appeals.find(({ settledAt }) => settledAt === at)?.id,
  void: ({ type, at }, { objections }) =>
    type === 'case.change-payee-after-approval'
      ? null
      : objections.find(({ state, settledAt }) => state === 'upheld' && settledAt === at)?.id,
  lapse: ({ state }, { record }) => (state === 'lapsed' && record.state === 'lapsed' ? null : undefined),
  offer: (_message, { record }) => (record.state === 'draft' ? null : undefined),
};

type Told = (opinion: Opinion, at: string) => boolean;
/** Which specialists a step tells something, by kind. The days are those of the clock (`tellsOf`), looked at for each by itself. */
const TOLD: Readonly<Record<OpinionLetter, Told>> = {
  'opinion-request': ({ askedAt, state }, at) => askedAt === at && state !== 'withdrawn',
  'opinion-due': ({ state, dueOn }, at) => {
    const today = dayInShanghai(new Date(at));
    return state === 'asked' && dueOn !== null && today <= dueOn && addDays(dueOn, -OPINION_TOLD.before) <= today;
  },
  'opinion-late': ({ state, dueOn }, at) => state === 'asked' && dueOn !== null && dueOn < dayInShanghai(new Date(at)),
  'opinion-withdrawal': ({ state, closedAt }, at) => state === 'withdrawn' && closedAt === at,
};
/** One for each day that was set, as a case that comes back sets another. */
const WITH_DAY: readonly CaseLetter['kind'][] = ['opinion-due', 'opinion-late'];

/**
 * The letters a step asks for: one to each specialist it tells something, or one to the applicant. None: where the first of two persons only proposed
 * it, where what it did was taken back before the letter was written, or where the step followed later from what a letter has told already.
 */
export function lettersFor(message: CaseEventMessage, file: CaseFile): readonly LetterAsked[] {
  const { type } = message;
  return isLetterEvent(type) ? LETTER_OF[type].flatMap((kind) => lettersOfKind(kind, message, file)) : [];
}

function lettersOfKind(kind: CaseLetter['kind'], message: CaseEventMessage, file: CaseFile): readonly LetterAsked[] {
  const { version, at } = message;
  if (isOpinionLetter(kind))
    return file.opinions
      .filter((opinion) => opinion.kind === 'expert' && TOLD[kind](opinion, at))
      .map(({ id, dueOn }) => ({ kind, version, about: WITH_DAY.includes(kind) ? `${id}.${dueOn}` : id }));
  const about = ABOUT[kind](message, file);
  return about === undefined ? [] : [{ kind, version, ...(about !== null && { about }) }];
}
