import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Letter, letter } from '../../shared/contracts/letter.ts';

/** The font file the function is shipped with. */
export const letterFont = (): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'));

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const CHAIN = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';

const clauses: Letter['clauses'] = [
  {
    text: '申请企业在本县登记注册，且在众创社区内实际办公',
    outcome: 'met',
    citation: {
      document: '云栖县支持众创社区建设实施细则',
      article: '第五条',
      quote: '入驻众创社区的初创企业，按实际支付的宽带费用给予补助。',
    },
    confidence: 'sourced',
  },
  {
    text: '宽带费用发票在补助期内开具',
    outcome: 'met',
    citation: { document: '云栖县支持众创社区建设实施细则', article: '第七条第（二）项', quote: '以上一年度内开具的正规发票为准。' },
    confidence: 'typical',
  },
  { text: '同一费用未享受其他财政补助', outcome: 'unknown', citation: null, confidence: 'invented' },
];

/** A decision on a broadband claim as a county finance bureau would send it, with whatever a test needs changed. */
export const sampleLetter = (changes: Partial<Letter> = {}): Letter =>
  letter.parse({
    kind: 'decision',
    language: 'zh',
    title: '关于拨付众创社区初创企业宽带补助的决定',
    issuer: '云栖县财政局',
    caseId: 'case-2026-000123',
    number: '云财补〔2026〕12号',
    date: '2026-11-23',
    addressee: '云栖智联科技有限公司',
    paragraphs: [
      '你公司于2026年11月2日提交的宽带费用补助申请（案件编号 case-2026-000123），经云栖众创社区管理办公室确认、本局审核并公示七个工作日，公示期内无异议。',
      '根据《云栖县支持众创社区建设实施细则》第五条，现决定对你公司2026年3月至8月支付的宽带费用予以补助，补助金额为人民币20,000.00元，自本决定作出之日起十五个工作日内拨付。',
    ],
    programme: { name: '众创社区初创企业宽带补助', version: '2026-1', hash: HASH },
    clauses,
    amount: {
      lines: [
        { label: '合规发票金额合计（6 张）', amountFen: 4_120_000 },
        { label: '补助比例 50%', amountFen: 2_060_000 },
        { label: '单个企业年度上限 2 万元', amountFen: 2_000_000 },
        { label: '按整元四舍五入', amountFen: null },
      ],
      totalFen: 2_000_000,
    },
    payee: { name: '云栖智联科技有限公司', bank: '江苏银行云栖支行', account: '****6688' },
    remedy:
      '如对本决定不服，可以自收到本决定之日起六十日内向云栖县人民政府申请行政复议，或者自收到本决定之日起六个月内依法向有管辖权的人民法院提起行政诉讼；也可以在2026年12月14日前通过融桥向本局提出申诉。',
    seal: { chainHash: CHAIN },
    ...changes,
  });

/** A claim of so many lines. */
export const longLetter = (rows: number): Letter =>
  sampleLetter({
    amount: {
      lines: Array.from({ length: rows }, (_, at) => ({
        label: `第 ${at + 1} 笔：发票 2632000000${String(10_000_000 + at)}，江苏电信云栖分公司，2026年3月`,
        amountFen: 50_000 + at,
      })),
      totalFen: 50_000 * rows + (rows * (rows - 1)) / 2,
    },
  });
