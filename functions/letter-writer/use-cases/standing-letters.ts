import { shownDue } from '../../../shared/domain/cases/clock/due.ts';
import { openReport } from '../../../shared/domain/cases/conditions.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { limitIn } from '../../../shared/domain/cases/terms/terms.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { BY_LAW, dayText, defectInWords, inParagraphs, NOT_BEFORE, type Said, type Saying } from './say.ts';

const dayOf = (instant: string | null, today: CivilDate): CivilDate => (instant === null ? today : dayInShanghai(new Date(instant)));
const about = ({ programmeName, id }: CaseRecord): string => `“${programmeName.zh}”的申报（案件编号 ${id}）`;
const words = (title: string, date: CivilDate, paragraphs: string[], remedy: string | null = null): Said => ({
  title,
  date,
  paragraphs,
  clauses: [],
  amount: null,
  payee: null,
  remedy,
});

/** What has to be corrected, all of it at once, until when, and what silence does. */
export const correction: Saying = ({ file: { record, corrections } }, today, id) => {
  const row = corrections.find((one) => one.id === id);
  if (!row) throw new Error(`there is no correction ${id}`);
  const points = row.defects.map(
    (defect) => `${defectInWords(record, defect)}${defect.newBecause ? `（此前没有告知的原因：${defect.newBecause}）` : ''}`,
  );
  const lapses = limitIn(record, 'returned')?.onSilence === 'lapse';
  return words('补正通知书', dayOf(row.openedAt, today), [
    `你方${about(record)}有 ${points.length} 处需要补正或者说明，现一次告知。`,
    ...inParagraphs('需要补正的事项：', points),
    `请在${dayText(row.dueOn)}前（含当日）逐项补正，或者说明理由，并在融桥重新提交。补正期间不计入办理时限。${lapses ? '逾期没有提交的，本件失效，之后只能重新申报。' : ''}`,
  ]);
};

/** What is still missing of the conditions of an approval, which of them are found met, until when the rest is, and what silence does. */
export const conditions: Saying = ({ file: { record } }, today, id) => {
  const row = record.conditionReports?.find((one) => one.id === id);
  if (!row?.missing) throw new Error(`there is no returned report ${id}`);
  const { reason, at } = row.missing;
  const open = record.conditions.filter(({ metAt }) => metAt === null || metAt > at).map(({ text }) => text);
  const met = record.conditions.filter(({ metAt }) => metAt !== null && metAt <= at).map(({ text }) => text);
  // Once the applicant has reported again, the day is no longer theirs.
  const { dueOn, provisional } = shownDue(record.state === 'conditional' && !openReport(record) ? record.clock : null);
  const until = dueOn === null ? '' : `在${dayText(dueOn)}前（含当日）`;
  const lapses = limitIn(record, 'conditional')?.onSilence === 'lapse' ? '届时没有报告的，本件失效，之后只能重新申报。' : '';
  return words('条件落实情况补充通知书', dayOf(at, today), [
    `你方就${about(record)}所附条件于${dayText(dayOf(row.at, today))}提交的落实情况报告，经核查还不够。`,
    `还缺：${reason.slice(0, 3900)}`,
    ...inParagraphs('还没有落实的条件：', open),
    ...inParagraphs('已经认定落实的条件，不必再报：', met),
    `请${until}补齐，并在融桥重新报告。${lapses}报告之后等待核查，核查期间不会失效。`,
    ...(provisional ? [NOT_BEFORE.zh] : []),
  ]);
};

/** What became of an appeal, and why. */
export const appeal: Saying = ({ file: { record, appeals } }, today, id) => {
  const row = appeals.find((one) => one.id === id);
  if (!row) throw new Error(`there is no appeal ${id}`);
  const upheld = row.state === 'upheld';
  const made = row.against ? `${dayText(row.against.on)}作出的决定` : '原决定';
  const outcome = upheld ? `撤销${made}，案件重新办理` : `维持${made}`;
  const paragraphs = [
    `你方就${about(record)}于${dayText(dayOf(row.filedAt, today))}申请复核。经由未参与本案的人员复核，决定：${outcome}。`,
    ...(row.finding ? [`理由：${row.finding.slice(0, 3900)}`] : []),
  ];
  return words('复核决定书', dayOf(row.settledAt, today), paragraphs, upheld ? null : `如对本决定不服，${BY_LAW}。`);
};

/** That an approval is void: an objection was upheld (`about`), or the applicant changed where the money goes. */
export const voided: Saying = ({ file: { record, objections } }, today, id) => {
  const row = objections.find((one) => one.id === id);
  const why = row ? '公示期间收到的异议经核实成立' : '你方在批准后变更了收款信息';
  const next = row ? '案件重新评审' : '须就新的收款信息重新批准';
  const paragraphs = [
    `因${why}，此前就你方${about(record)}作出的支持决定失效，${next}；在重新决定之前不拨付。`,
    ...(row?.finding ? [`核实情况：${row.finding.slice(0, 3900)}`] : []),
  ];
  return words('支持决定失效通知书', dayOf(row?.settledAt ?? null, today), paragraphs);
};

/** That a case has ended because nothing was done in time. */
export const lapse: Saying = ({ file: { record } }) => {
  const on = dayOf(record.since, record.since.slice(0, 10) as CivilDate);
  const paragraphs = [
    `你方${about(record)}没有在期限内办理，于${dayText(on)}失效。`,
    '仍需要申报的，可以在申报期内登录融桥，从本件的页面重新申报；已经填写的内容会带入新的草稿。',
  ];
  return words('失效通知书', on, paragraphs);
};

/** That the clauses of a programme nobody applied for are met, and it is there to be confirmed. */
export const offer: Saying = ({ file: { record } }) => {
  const { dueOn } = shownDue(record.clock);
  const on = dayOf(record.createdAt, record.createdAt.slice(0, 10) as CivilDate);
  const paragraphs = [
    `根据有关单位已经确认的信息，你方符合“${record.programmeName.zh}”的条件。本项政策免申即享，不需要提交材料（案件编号 ${record.id}）。`,
    `请${dueOn === null ? '' : `在${dayText(dueOn)}前（含当日）`}登录融桥，核对金额和收款账户并确认。没有确认的，本件失效，不予拨付。`,
  ];
  return words('免申即享告知书', on, paragraphs);
};
