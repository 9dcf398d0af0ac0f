import type { CivilDate } from '../../kernel/civil-date.ts';
import { isOpenRecovery } from '../../payments/records.ts';
import { repayDueOn } from '../../payments/recovery-timers.ts';
import { silentPayment, withBankSince } from '../../payments/silence.ts';
import type { Bilingual } from '../../policy/text.ts';
import { isAppealed } from '../clock/clock.ts';
import { hasPassed, shownDue } from '../clock/due.ts';
import { AT_ONCE } from '../clock/timers.ts';
import { openReport } from '../conditions.ts';
import { approvableFrom } from '../money/cooling-off.ts';
import { askedSince, openOpinions } from '../opinions/opinion.ts';
import { profileOf } from '../profiles.ts';
import type { CaseFile } from '../records.ts';
import { isEnd, labelOf, OWED_BY, type OwedBy, owedByOfState } from '../states.ts';

/** Why a case waits, where its state alone does not say it. */
const WAITS_FOR = {
  correction: { zh: '等待补正', en: 'a correction is asked for' },
  confirmation: { zh: '等待众创社区或载体确认', en: 'the community or incubator has to confirm' },
  'second-person': { zh: '等待第二人确认', en: 'a second person has to carry out what was proposed' },
  hold: { zh: '已暂停办理', en: 'it is on hold' },
  opinion: { zh: '已请专家出具意见', en: 'a specialist is asked for an opinion' },
  budget: { zh: '列入候补，等待预算', en: 'it is on the waiting list of a budget that is used up' },
  appeal: { zh: '等待复核', en: 'an appeal is being looked into' },
  repayment: { zh: '已拨付的款项须退还', en: 'money that was paid has to be paid back' },
  'conditions-check': { zh: '条件落实情况等待核查', en: 'what was reported of the conditions is being checked' },
  'own-check': {
    zh: '系统正在自动核对，通常几分钟内完成，您不用做什么',
    en: 'it is being checked automatically, mostly within minutes; there is nothing for you to do',
  },
  bank: { zh: '银行尚未答复，付款结果未知', en: 'the bank has not said whether it was paid' },
} as const satisfies Record<string, Bilingual>;
export type WaitsFor = keyof typeof WAITS_FOR;

const awaitsBody = ({ record: { instrument, state, confirmation, confirmingBodyId } }: CaseFile): boolean =>
  state === 'completeness_check' && profileOf(instrument).confirmation && confirmation === null && confirmingBodyId !== null;

/** No office has it: a worker takes the next step by itself. */
const isCheckedByItself = ({ record: { instrument, state } }: CaseFile): boolean =>
  profileOf(instrument).automatic && AT_ONCE[state] !== undefined;

/** In the order in which they are told; null: the state says it all. */
const REASONS: readonly (readonly [WaitsFor, (file: CaseFile) => boolean])[] = [
  ['appeal', ({ appeals }) => appeals.some(({ state }) => state === 'filed')],
  ['hold', ({ record }) => record.halt !== null],
  ['correction', ({ corrections }) => corrections.some(({ state }) => state === 'open')],
  ['second-person', ({ record }) => record.proposal !== null],
  ['confirmation', awaitsBody],
  ['opinion', (file) => file.record.state === 'under_review' && openOpinions(file).length > 0],
  ['conditions-check', ({ record }) => openReport(record) !== undefined],
  ['repayment', ({ recoveries }) => recoveries.some(isOpenRecovery)],
  ['bank', ({ payments }) => silentPayment(payments) !== undefined],
  ['own-check', isCheckedByItself],
  ['budget', ({ record }) => record.waiting !== null && record.state === 'decision_pending'],
];

/** Money may have to come back though the case has ended. */
const AFTER_END: readonly WaitsFor[] = ['appeal', 'repayment'];

/** What the case waits for beside what its state says. An ended case waits for nothing but an appeal, and what is to be paid back. */
export function waitsFor(file: CaseFile): WaitsFor | null {
  const [why] = REASONS.find(([, holds]) => holds(file)) ?? [];
  return why === undefined || (isEnd(file.record.state) && !AFTER_END.includes(why)) ? null : why;
}

/** Who has to act next. A hold and a proposal wait for the same desk: for its person in charge, or for a second one. */
export function owedBy(file: CaseFile): OwedBy {
  const why = waitsFor(file);
  if (why === 'appeal') return 'appeal-reviewer';
  if (why === 'correction' || why === 'repayment') return 'applicant';
  if (why === 'confirmation') return 'confirming-body';
  if (why === 'opinion') return 'experts';
  if (why === 'conditions-check') return 'condition-checker';
  if (why === 'own-check') return 'system';
  return owedByOfState(file.record.state);
}

/** Since which day, where that is not when the state began. */
const SINCE: Partial<Record<WaitsFor, (file: CaseFile) => CivilDate | undefined>> = {
  opinion: askedSince,
  bank: ({ payments }) => {
    const silent = silentPayment(payments);
    return silent && withBankSince(silent);
  },
  repayment: ({ recoveries }) => recoveries.find(isOpenRecovery)?.noticedOn,
};

/** Since when whoever owes the next move owes it, where that is later than the state: the case waits for somebody else within it. */
const OWED_SINCE: Partial<Record<WaitsFor, (file: CaseFile) => string | undefined>> = {
  appeal: ({ appeals }) => appeals.find(({ state }) => state === 'filed')?.filedAt,
  'second-person': ({ record }) => record.proposal?.at,
  'conditions-check': ({ record }) => openReport(record)?.at,
  opinion: ({ opinions }) =>
    openOpinions({ opinions })
      .map(({ askedAt }) => askedAt)
      .toSorted()[0],
};

/** As one reads a calendar. */
const inChinese = (day: CivilDate): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** An account that was changed cools off before anybody may approve: told where nothing else is waited for, with the day. */
function wordsOfCooling({ record }: CaseFile, today: CivilDate): (Bilingual & { readonly code: string }) | null {
  const day = approvableFrom(record, today);
  if (day === undefined) return null;
  return {
    code: 'cooling-off',
    zh: `收款账户变更后有冷静期，最早${inChinese(day)}可以批准`,
    en: `the account was changed and has to cool off: it can be approved on ${day} at the earliest`,
  };
}

/** Who it is stays untold: the applicant reads this too. */
function wordsOfWait(why: WaitsFor, file: CaseFile): Bilingual {
  const { zh, en } = WAITS_FOR[why];
  const since = SINCE[why]?.(file);
  return since === undefined ? { zh, en } : { zh: `${zh}（自${inChinese(since)}起）`, en: `${en} (since ${since})` };
}

/** What is asked back is due before the state it stands beside; an appeal, which a person decides, before both. */
const owedBack = ({ record, recoveries }: CaseFile) => (isAppealed(record) ? undefined : recoveries.find(isOpenRecovery));

/** The last day that is in time. */
export function dueOf(file: CaseFile): ReturnType<typeof shownDue> {
  const open = owedBack(file);
  return open ? { dueOn: repayDueOn(open), provisional: false } : shownDue(file.record.clock);
}

function isLate(file: CaseFile, today: CivilDate): boolean {
  const { state, clock } = file.record;
  const open = owedBack(file);
  return open ? today > repayDueOn(open) : (!isEnd(state) || isAppealed(file.record)) && hasPassed(clock, today);
}

export const publicLabelOf = ({ record }: CaseFile): Bilingual => labelOf(record.state);

/** A case as every answer has it. Amounts are fen; `dueOn` is the last day that is still in time, null while the clock stands or where there is none. */
export function caseAnswerOf(file: CaseFile, today: CivilDate) {
  const { record, corrections } = file;
  const { id, version, instrument, programmeId, state } = record;
  const owner = owedBy(file);
  const why = waitsFor(file);
  return {
    id,
    version,
    instrument,
    programmeId,
    state,
    publicLabel: publicLabelOf(file),
    owedBy: owner,
    owedByLabel: OWED_BY[owner] as Bilingual,
    waitsFor: why ? { code: why, ...wordsOfWait(why, file) } : wordsOfCooling(file, today),
    since: (why && OWED_SINCE[why]?.(file)) ?? record.since,
    /** `provisional`: the day lies beyond the last list of holidays, and is the earliest it can be. */
    ...dueOf(file),
    late: isLate(file, today),
    computedFen: record.appraisal?.computedFen ?? null,
    openCorrections: corrections
      .filter((row) => row.state === 'open')
      // The clock of the answer time is counted anew when a list of days off comes; the row keeps the day it was opened with.
      .map(({ id: correctionId, openedAt, dueOn, defects }) => ({
        id: correctionId,
        openedAt,
        dueOn: shownDue(record.clock).dueOn ?? dueOn,
        defects: [...defects],
      })),
  };
}
