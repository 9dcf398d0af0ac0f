import type { Letter } from '../../../shared/contracts/letter.ts';
import { shownDue } from '../../../shared/domain/cases/due.ts';
import type { CaseLetter, LetterAsked } from '../../../shared/domain/cases/letters.ts';
import { profileOf } from '../../../shared/domain/cases/profiles.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { addDays, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import type { Payee } from '../../../shared/domain/payments/records.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { amountOf, clausesOf, pinnedProgramme } from './clauses-of.ts';
import { MONEY_SAYINGS } from './money-letters.ts';

/** Whom a receipt is from, which no office has signed: the platform took the claim in. */
const PLATFORM = '融桥服务平台';
/** Characters of a case's id that make its letters' numbers: enough to tell them apart within a year. */
const NUMBER_DIGITS = 12;

export const dayText = (day: CivilDate): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
export const yuanText = (fen: number): string => (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

type Decision = NonNullable<CaseRecord['decision']>;

const TITLES: Partial<Record<Decision['event'], string>> = {
  approve: '予以支持决定书',
  'approve-conditional': '附条件支持决定书',
  reject: '不予支持决定书',
  'reject-on-objection': '不予支持决定书',
  'refuse-intake': '不予受理决定书',
};
const GRANTED: readonly Decision['event'][] = ['approve', 'approve-conditional'];

/** What is decided, in the words of a decision. */
function decided({ decision, appraisal, approvals, notice, conditions, programmeName }: CaseRecord): string[] {
  const { event, reason, clauses } = decision as Decision;
  const amount = yuanText(approvals.at(-1)?.amountFen ?? appraisal?.computedFen ?? 0);
  const paragraphs = GRANTED.includes(event)
    ? [`经审核，决定对你方申报的“${programmeName.zh}”予以支持，金额为人民币${amount}元。`]
    : [`经审核，决定对你方申报的“${programmeName.zh}”${event === 'refuse-intake' ? '不予受理' : '不予支持'}。`];
  if (reason !== '') paragraphs.push(`理由：${reason.slice(0, 3900)}`);
  if (clauses.length > 0) paragraphs.push(`依据的条款：${clauses.join('、').slice(0, 3900)}`);
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

/** Where and until when a refusal can be looked at again; what a grant says is decided on its notice. */
function remedyOf({ decision, clock, instrument }: CaseRecord): string | null {
  if (!decision || GRANTED.includes(decision.event)) return null;
  const { dueOn } = shownDue(clock);
  const until = dueOn === null ? `自收到本决定之日起${profileOf(instrument).appealDays}日内` : `在${dayText(dueOn)}前`;
  return `如对本决定不服，可以${until}通过融桥申请复核，由未参与本案的人员办理；也可以依法申请行政复议或者提起行政诉讼。`;
}

/** What is said in a letter of a kind; the rest is the same in all of them. */
export type Said = Pick<Letter, 'title' | 'date' | 'paragraphs' | 'clauses' | 'amount' | 'payee' | 'remedy'>;
export type Saying = (stored: StoredCase, today: CivilDate, about: string) => Said;

export const showPayee = (payee: Payee | null): Letter['payee'] =>
  payee && { name: payee.holderName, bank: payee.bankName === '' ? null : payee.bankName, account: maskAccount(payee.bankAccount) };

const receipt: Saying = ({ file: { record } }, today) => ({
  title: '申报收件回执',
  date: record.submittedOn ?? today,
  paragraphs: received(record, record.id),
  clauses: [],
  amount: null,
  payee: showPayee(record.payee),
  remedy: null,
});

const decision: Saying = ({ file: { record }, pins }, today) => {
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

const SAYINGS: Readonly<Record<CaseLetter['kind'], Saying>> = { receipt, decision, ...MONEY_SAYINGS };

export interface LetterQuestion {
  readonly stored: StoredCase;
  readonly asked: LetterAsked;
  /** The office it is from, by name; null where none has signed. */
  readonly office: string | null;
  /** The day it is written, in Asia/Shanghai. */
  readonly today: CivilDate;
}

/** The letter of a case: what was decided, paid or is asked back, by which clauses, how much and to whom, and how it can be checked. */
export function buildLetter({ stored, asked, office, today }: LetterQuestion): Letter {
  const { record } = stored.file;
  const said = SAYINGS[asked.kind](stored, today, asked.about ?? '');
  return {
    kind: asked.kind,
    language: 'zh',
    issuer: office ?? PLATFORM,
    caseId: record.id,
    number: `融桥〔${said.date.slice(0, 4)}〕${record.id.slice(0, NUMBER_DIGITS)}-${asked.version}号`,
    addressee: record.applicant.name.slice(0, 200),
    programme: { name: record.programmeName.zh.slice(0, 200), version: record.programmeVersion, hash: record.programmeHash },
    seal: { chainHash: stored.head.hash, reference: null },
    ...said,
  };
}
