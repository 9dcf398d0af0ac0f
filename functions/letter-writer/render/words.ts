import type { Letter, LetterClause, SummedLetter } from '../../../shared/contracts/letter.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { rmbCapital } from '../../../shared/domain/kernel/rmb-capital.ts';

type Outcome = LetterClause['outcome'];
type Confidence = LetterClause['confidence'];

/** The fixed words around what a letter says. */
export type Words = {
  /** Of the document, as PDF wants it (BCP 47). */
  readonly lang: string;
  readonly addressee: (name: string) => string;
  readonly date: (date: CivilDate) => string;
  readonly section: (number: number, heading: string) => string;
  readonly programme: string;
  readonly programmeName: string;
  readonly version: string;
  readonly versionHash: string;
  readonly findings: string;
  readonly number: string;
  readonly clause: string;
  readonly outcome: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly source: (document: string, article: string | null, quote: string, mark: string) => string;
  readonly noSource: (mark: string) => string;
  readonly marks: Readonly<Record<Confidence, string>>;
  readonly amount: Readonly<Record<SummedLetter, string>>;
  readonly step: string;
  readonly yuan: string;
  readonly total: Readonly<Record<SummedLetter, string>>;
  readonly capitals: (fen: bigint) => string;
  readonly payee: string;
  readonly payeeName: string;
  readonly bank: string;
  readonly account: string;
  readonly remedy: string;
  readonly check: string;
  readonly checkHow: string;
  readonly caseId: string;
  readonly chainHash: string;
  readonly seal: string;
  /** True at any time: a letter is written before the minutes it rests on are sealed. */
  readonly whereSealed: string;
  readonly lacking: (codePoints: string) => string;
  readonly page: (page: number, pages: number) => string;
};

const CHINESE_NUMBERS = '零一二三四五六七八九';
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const parts = (date: CivilDate): [year: number, month: number, day: number] => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
};
const bookTitle = (title: string): string => (/[《》]/u.test(title) ? title : `《${title}》`);

const zh: Words = {
  lang: 'zh-CN',
  addressee: (name) => `${name}：`,
  date: (date) =>
    parts(date)
      .map((part, at) => `${part}${'年月日'[at]}`)
      .join(''),
  section: (number, heading) => `${CHINESE_NUMBERS[number] ?? number}、${heading}`,
  programme: '政策项目',
  programmeName: '项目名称',
  version: '适用版本',
  versionHash: '版本校验值',
  findings: '逐条认定',
  number: '序号',
  clause: '条款与依据',
  outcome: '认定',
  outcomes: { met: '符合', failed: '不符合', unknown: '未能确认' },
  source: (document, article, quote, mark) => `依据：${bookTitle(document)}${article ?? ''}“${quote}”〔${mark}〕`,
  noSource: (mark) => `依据：无原文〔${mark}〕`,
  marks: { seed: '省政府文件', sourced: '有出处', typical: '通行做法，待发布机关确认', invented: '暂设，待发布机关确认' },
  amount: { receipt: '申请金额', decision: '金额核定', payment: '拨付金额', recovery: '应退金额', reminder: '尚欠金额' },
  step: '计算步骤',
  yuan: '金额（元）',
  total: { receipt: '申请合计', decision: '核定合计', payment: '拨付合计', recovery: '应退合计', reminder: '尚欠合计' },
  capitals: (fen) => `金额（大写）：人民币${rmbCapital(fen)}`,
  payee: '收款账户',
  payeeName: '户名',
  bank: '开户银行',
  account: '账号（部分隐去）',
  remedy: '权利救济',
  check: '核验信息',
  checkHow: '下列校验值（SHA-256）与案卷一并保存，持案卷的导出文件可离线核对本函与案卷是否一致。',
  caseId: '案件编号',
  chainHash: '案卷链校验值',
  seal: '封存凭证',
  whereSealed:
    '所据记录在数分钟内签名封存。在融桥该案件的页面下载“核验文件”，其中写明封存编号；用 npm run verify-case 加 --head 和上列案卷链校验值核对。',
  lacking: (codePoints) => `注：字库未收下列字符，文中以“〓”代替：${codePoints}。`,
  page: (page, pages) => `第 ${page} 页　共 ${pages} 页`,
};

const en: Words = {
  lang: 'en',
  addressee: (name) => `To: ${name}`,
  date: (date) => {
    const [year, month, day] = parts(date);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  },
  section: (number, heading) => `${number}. ${heading}`,
  programme: 'Programme',
  programmeName: 'Name',
  version: 'Version applied',
  versionHash: 'Hash of the version',
  findings: 'Findings, clause by clause',
  number: 'No.',
  clause: 'Clause and source',
  outcome: 'Finding',
  outcomes: { met: 'met', failed: 'not met', unknown: 'unproven' },
  source: (document, article, quote, mark) => `Source: ${bookTitle(document)}${article === null ? '' : ` ${article}`} “${quote}” [${mark}]`,
  noSource: (mark) => `Source: no wording [${mark}]`,
  marks: {
    seed: 'provincial document',
    sourced: 'has a source',
    typical: 'usual practice, to be confirmed by the issuing body',
    invented: 'placeholder, to be confirmed by the issuing body',
  },
  amount: {
    receipt: 'Amount claimed',
    decision: 'Amount approved',
    payment: 'Amount paid',
    recovery: 'Amount to be paid back',
    reminder: 'Amount still owed',
  },
  step: 'Step',
  yuan: 'Yuan',
  total: {
    receipt: 'Total claimed',
    decision: 'Total approved',
    payment: 'Total paid',
    recovery: 'Total to be paid back',
    reminder: 'Total still owed',
  },
  capitals: (fen) => `In Chinese capitals: 人民币${rmbCapital(fen)}`,
  payee: 'Payee',
  payeeName: 'Account holder',
  bank: 'Bank',
  account: 'Account (masked)',
  remedy: 'Your remedies',
  check: 'How to check this letter',
  checkHow:
    'The values below (SHA-256) are kept with the case file; with its export anyone can check offline that this letter agrees with it.',
  caseId: 'Case',
  chainHash: 'Head of the audit chain',
  seal: 'Seal',
  whereSealed:
    'What this letter rests on is sealed within minutes. The proof file on the page of the case names the seal; check it with npm run verify-case and --head, followed by the head of the chain above.',
  lacking: (codePoints) => `Note: the typeface lacks these characters, for which “〓” stands: ${codePoints}.`,
  page: (page, pages) => `Page ${page} of ${pages}`,
};

export const WORDS: Readonly<Record<Letter['language'], Words>> = { zh, en };

/** `1234567n` fen → `12,345.67`. */
export function figures(fen: bigint): string {
  const [yuan = '', rest = ''] = [String((fen < 0n ? -fen : fen) / 100n), String((fen < 0n ? -fen : fen) % 100n).padStart(2, '0')];
  return `${fen < 0n ? '-' : ''}${yuan.replace(/\B(?=(?:\d{3})+$)/gu, ',')}.${rest}`;
}
