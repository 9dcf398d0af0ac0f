import { shownDue } from '../../../shared/domain/cases/clock/due.ts';
import { lastInTime } from '../../../shared/domain/cases/clock/timers.ts';
import type { CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseState } from '../../../shared/domain/cases/states.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';
import { dayText, defectInWords, NOT_BEFORE, type Saying } from './say.ts';

/** What is to be done in a state the applicant is reminded of: what it is called, what to do by the day, and what silence does. */
interface Asked {
  readonly title: string;
  readonly todo: Bilingual;
  readonly otherwise: Bilingual;
  /** Each thing that is open, in the words of whoever asked for it. */
  readonly open: (file: CaseFile) => readonly string[];
}

const LAPSES = { zh: '本件失效，之后只能重新申报', en: 'the case lapses, and can only be applied for anew' };
const CALL_CLOSES = {
  zh: '申报窗口关闭，这一年的费用不能再申报',
  en: 'the call closes, and takes no claim for that year any more',
};
const nothing = (): string[] => [];

const ASKED: Partial<Record<CaseState, Asked>> = {
  draft: {
    title: '申报草稿提交期限提醒',
    todo: { zh: '填写完整并提交', en: 'complete the draft and hand it in' },
    otherwise: { zh: '草稿失效，之后须重新开始', en: 'the draft lapses, and has to be begun anew' },
    open: nothing,
  },
  returned: {
    title: '补正期限提醒',
    todo: { zh: '逐项补正或者说明，并重新提交', en: 'correct or dispute each point, and hand the claim in again' },
    otherwise: LAPSES,
    open: ({ record, corrections }) =>
      corrections.find(({ state }) => state === 'open')?.defects.map((defect) => defectInWords(record, defect)) ?? [],
  },
  conditional: {
    title: '落实条件期限提醒',
    todo: { zh: '落实批准所附的条件', en: 'meet the conditions of the approval' },
    otherwise: LAPSES,
    open: ({ record }) =>
      record.conditions.filter(({ metAt }) => metAt === null).map(({ text, dueOn }) => `${text}（${dayText(dueOn)}前，含当日）`),
  },
  contracting: {
    title: '签约期限提醒',
    todo: { zh: '签署合同', en: 'sign the contract' },
    otherwise: LAPSES,
    open: nothing,
  },
};

const HOW: Bilingual = {
  zh: '请登录融桥，在“我的申请”中打开本件办理。已经办理的，不必理会本提醒。',
  en: 'Sign in to Rongqiao and open it under “My claims”. If you have done it meanwhile, there is nothing to do.',
};

/** What is to be done by the last day. */
const ofLast = ({ id, programmeName }: CaseRecord, day: CivilDate, todo: Bilingual, otherwise: Bilingual): Bilingual => ({
  zh: `请在${dayText(day)}前（含当日）就你方“${programmeName.zh}”的申报（案件编号 ${id}）${todo.zh}。届时没有办理的，${otherwise.zh}。`,
  en: `Please ${todo.en} by ${day}, that day included: “${programmeName.en}”, case ${id}. Otherwise ${otherwise.en}.`,
});
/** Of conditions of which some are due on an earlier day than the last: silence ends nothing yet. */
const ofFirst = ({ id, programmeName }: CaseRecord, first: CivilDate, last: CivilDate): Bilingual => ({
  zh: `你方“${programmeName.zh}”的申报（案件编号 ${id}）所附的条件，有的应当在${dayText(first)}前（含当日）落实，请及时办理。全部条件最晚在${dayText(last)}前（含当日）落实并报告，届时没有办理的，${LAPSES.zh}。`,
  en: `Some conditions of “${programmeName.en}”, case ${id}, are to be met by ${first}, that day included. All of them are to be met and reported by ${last}; otherwise ${LAPSES.en}.`,
});

/** That a last day comes near: until when the applicant has to do what, what is open, and what happens otherwise. First in Chinese, then in English. */
export const deadline: Saying = ({ file }, today) => {
  const { state, clock, reminded } = file.record;
  const asked = ASKED[state];
  const { provisional, dueOn } = shownDue(clock);
  const day = provisional ? dueOn : (lastInTime(file.record) ?? reminded?.dueOn);
  if (!asked || !day) throw new Error(`nobody is reminded of ${state}`);
  const { title, todo, open } = asked;
  const otherwise = clock?.notAfter === day ? CALL_CLOSES : asked.otherwise;
  const isFirst = state === 'conditional' && reminded !== undefined && dueOn !== null && reminded.dueOn < dueOn;
  const asks = isFirst ? ofFirst(file.record, reminded.dueOn, day) : ofLast(file.record, day, todo, otherwise);
  const points = open(file).map((text, at) => `${at + 1}. ${text}`);
  const paragraphs = [
    asks.zh,
    ...(points.length > 0 ? [`还没有办理的事项（${points.length} 项）：${points.join('；')}`] : []),
    ...(provisional ? [NOT_BEFORE.zh] : []),
    HOW.zh,
    asks.en,
    ...(provisional ? [NOT_BEFORE.en] : []),
    HOW.en,
  ];
  return {
    title,
    date: reminded?.on ?? today,
    paragraphs: paragraphs.map((text) => text.slice(0, 4000)),
    clauses: [],
    amount: null,
    payee: null,
    remedy: null,
  };
};
