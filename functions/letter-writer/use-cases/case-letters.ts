import { shownDue } from '../../../shared/domain/cases/clock/due.ts';
import { profileOf } from '../../../shared/domain/cases/profiles.ts';
import type { Correction } from '../../../shared/domain/cases/records/beside.ts';
import type { Finding } from '../../../shared/domain/cases/records/decision.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { addDays, type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { amountOf, clausesOf, pinnedProgramme } from './clauses-of.ts';
import { isWhole, notAccepted } from './not-accepted.ts';
import { BY_LAW, dayText, inParagraphs, type Saying, showPayee, yuanText } from './say.ts';

type Decision = NonNullable<CaseRecord['decision']>;

const TITLES: Partial<Record<Decision['event'], string>> = {
  approve: '予以支持决定书',
  'approve-conditional': '附条件支持决定书',
  reject: '不予支持决定书',
  'reject-on-objection': '不予支持决定书',
  'refuse-intake': '不予受理决定书',
  'cancel-payment': '取消拨付决定书',
  terminate: '终止办理决定书',
};
const GRANTED: readonly Decision['event'][] = ['approve', 'approve-conditional'];

/** What is decided against, in the words of the sentence; elsewhere it is not supported. */
const REFUSED: Partial<Record<Decision['event'], string>> = {
  'refuse-intake': '不予受理',
  'cancel-payment': '取消拨付：款项未付出，为本案预留的资金退回预算，本案不予支持',
  terminate: '终止办理，不再拨付',
};

/** What shows that a clause is not met, and what that rests on; the papers themselves lie with the case. */
function found({ text, evidence, source }: Finding, clause: string): string {
  const rests = [...(evidence.length > 0 ? [`本案材料 ${evidence.length} 份`] : []), ...(source === null ? [] : [source])].join('；');
  return `查明：${clause}：${text}（依据：${rests}）`;
}

/** What is decided, in the words of a decision. */
function decided(record: CaseRecord): string[] {
  const { decision, appraisal, approvals, notice, conditions, programmeName } = record;
  const { event, reason, clauses, findings } = decision as Decision;
  const texts = new Map((appraisal?.clauses ?? []).map(({ id, text }) => [id, text.zh]));
  const nameOf = (id: string): string => (texts.has(id) ? `${texts.get(id)}（${id}）` : id);
  const amount = yuanText(approvals.at(-1)?.amountFen ?? appraisal?.computedFen ?? 0);
  const paragraphs = GRANTED.includes(event)
    ? [`经审核，决定对你方申报的“${programmeName.zh}”予以支持，金额为人民币${amount}元。`]
    : [`经审核，决定对你方申报的“${programmeName.zh}”${REFUSED[event] ?? '不予支持'}。`];
  if (reason !== '') paragraphs.push(`理由：${reason.slice(0, 3900)}`);
  if (clauses.length > 0) paragraphs.push(`依据的条款：${clauses.map(nameOf).join('、').slice(0, 3900)}`);
  if (GRANTED.includes(event)) paragraphs.push(...inParagraphs('下列各项未予认可：', notAccepted(record)));
  for (const one of findings) paragraphs.push(found(one, nameOf(one.clause)).slice(0, 3900));
  if (conditions.length > 0)
    paragraphs.push(
      `条件：${conditions
        .map(({ text, dueOn }) => `${text}（${dayText(dueOn)}前）`)
        .join('；')
        .slice(0, 3900)}`,
    );
  if (notice) paragraphs.push(`本决定自${dayText(notice.from)}起公示，至${dayText(addDays(notice.until, -1))}止；公示期满无异议后拨付。`);
  return paragraphs;
}

const received = ({ programmeName, submittedOn }: CaseRecord, caseId: string): string[] => [
  `你方于${dayText(submittedOn as CivilDate)}提交的“${programmeName.zh}”申报已收到，案件编号 ${caseId}。`,
  '收到不等于受理。申报进度、需要谁在何时之前处理，可在融桥的案件页面查看；需要补正的，会一次列出全部问题。',
];

/** Where and until when a refusal can be looked at again; a grant that is less than was asked for, at law. */
function remedyOf(record: CaseRecord): string | null {
  const { decision, clock, instrument } = record;
  if (!decision) return null;
  if (GRANTED.includes(decision.event)) return isWhole(record) ? null : `如对核减不服，${BY_LAW}。`;
  // Of an appeal that was filed before the letter was written, the clock is the office's.
  const { dueOn } = shownDue(clock?.owner === 'office' ? null : clock);
  // What was paid in part has no window of the platform's: why, says decision 0021.
  if (decision.event === 'terminate' && dueOn === null) return `本案已有款项拨付，融桥不办理复核。如对本决定不服，${BY_LAW}。`;
  const until = dueOn === null ? `自收到本决定之日起${profileOf(instrument).appealDays}日内` : `在${dayText(dueOn)}前`;
  return `如对本决定不服，可以${until}通过融桥申请复核，由未参与本案的人员办理；也${BY_LAW}。`;
}

/** That a corrected claim came in. */
const receivedAgain = ({ programmeName, id }: CaseRecord, { defects }: Correction, on: CivilDate): string[] => [
  `你方于${dayText(on)}就“${programmeName.zh}”申报（案件编号 ${id}）的 ${defects.length} 处补正事项重新提交，已收到。`,
  '办理时限自次日起继续计算。',
];

/** That a claim came in, or came back corrected (`about`: the correction). */
export const receipt: Saying = ({ file: { record, corrections } }, today, about) => {
  const again = corrections.find(({ id }) => id === about);
  const on = again ? dayInShanghai(new Date(again.closedAt ?? today)) : (record.submittedOn ?? today);
  return {
    title: again ? '补正收件回执' : '申报收件回执',
    date: on,
    paragraphs: again ? receivedAgain(record, again, on) : received(record, record.id),
    clauses: [],
    amount: null,
    payee: showPayee(record.payee),
    remedy: null,
  };
};

/** What was decided, by which clauses, how much, and how one can appeal. */
export const decision: Saying = ({ file: { record }, pins }, today) => {
  const { appraisal, decision: taken, approvals } = record;
  const granted = taken !== null && GRANTED.includes(taken.event);
  return {
    title: TITLES[taken?.event ?? 'approve'] ?? '决定书',
    date: taken?.on ?? today,
    paragraphs: decided(record),
    clauses: appraisal ? clausesOf(appraisal, pinnedProgramme(pins)) : [],
    amount: granted && appraisal ? amountOf(appraisal, approvals.at(-1)?.amountFen) : null,
    payee: showPayee(record.payee),
    remedy: remedyOf(record),
  };
};
