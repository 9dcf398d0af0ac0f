import { wayTo } from '../cases/diff.ts';
import type { CaseRecord } from '../cases/records.ts';

/** The fields of a claim as the desk calls them (`desk.field` of the pages' words; a test holds the two together). */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  year: '费用年度',
  monthsFrom: '从哪个月',
  monthsTo: '到哪个月',
  contractNumber: '合同号',
  lineNumber: '线路号',
  contractDocumentId: '合同',
  paperIds: '其他材料',
  course: '课程',
  startsOn: '开始',
  endsOn: '结束',
  appointmentDocumentId: '聘书',
  name: '名称或姓名',
  uscc: '统一社会信用代码',
  idNumberMasked: '证件号',
  stakeInFirm: '持有该企业股份',
  filingId: '活动备案',
  category: '活动类别',
  heldOn: '举办日期',
  attendance: '参加人数',
  attendanceDocumentId: '签到表',
  photoDocumentIds: '照片',
  premises: '场地',
  divisionCode: '所在地区',
  address: '地址',
  areaM2: '面积（平方米）',
  leaseDocumentId: '租约',
  leaseFrom: '租期开始',
  leaseTo: '租期结束',
  sharedWith: '合用单位数',
  siteRentFen: '整个场地租金',
  occupiedSince: '使用开始',
  occupiedYear: '第几个使用年度',
  documentId: '发票',
  invoiceId: '发票号',
  paidOn: '付款日',
  amountFen: '申报金额',
  paymentProofDocumentId: '付款凭证',
  note: '备注',
  expense: '费用',
  meter: '表号',
  discountFen: '已享优惠',
  certificateDocumentId: '证书',
  certificateNumber: '证书号',
  on: '日期',
  minutes: '分钟',
  signedByMentor: '导师签字',
  signedByFirm: '企业签字',
  logDocumentId: '辅导记录',
};
/** Lists and groups of fields: `desk.list` of the same. */
export const LIST_WORDS: Readonly<Record<string, string>> = {
  lines: '票据',
  trainees: '学员',
  sessions: '辅导',
  household: '家庭成员',
  firm: '受辅导企业',
  mentor: '导师',
  founder: '创始人',
  site: '地点',
  payee: '收款账户',
  claim: '申请',
};

const isRow = (part: string): boolean => /^\d+$/.test(part);
const wordOf = (part: string): string | undefined => (isRow(part) ? `第 ${Number(part) + 1} 行` : (FIELD_WORDS[part] ?? LIST_WORDS[part]));

/**
 * The place a defect is about, in Chinese: `/lines/0/amountFen` → 票据第 1 行申报金额, `/clauses/c1` → its text in quotation marks; undefined
 * where nobody would know it by a word.
 */
export function placeInWords({ appraisal }: Pick<CaseRecord, 'appraisal'>, pointer: string): string | undefined {
  const way = wayTo(pointer);
  const [head, id] = way;
  if (head === 'clauses') {
    const clause = appraisal?.clauses.find((one) => one.id === id);
    return clause && `“${clause.text.zh}”`;
  }
  const words = way.map(wordOf);
  return way.length === 0 || words.includes(undefined) ? undefined : words.join('');
}
