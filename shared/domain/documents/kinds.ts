import type { Bilingual, Confidence } from '../policy/text.ts';
import type { FileKind } from './file-kinds.ts';
import type { DocumentKind } from './kind-names.ts';

/** How long a paper holds from its day of issue where it does not say so itself, and how far that figure can be trusted. */
type UsualValidity = { readonly months: number; readonly confidence: Confidence } | null;

type KindOfPaper = Bilingual & {
  readonly usualValidity: UsualValidity;
  readonly files: readonly FileKind[];
};

const SCAN = ['pdf', 'ofd', 'jpg', 'png'] as const;
const ANY = [...SCAN, 'xlsx'] as const;
const PICTURE = ['jpg', 'png', 'pdf'] as const;

const paper = (zh: string, en: string, files: readonly FileKind[] = SCAN, usualValidity: UsualValidity = null): KindOfPaper => ({
  zh,
  en,
  files,
  usualValidity,
});
/** Our own default: no rule was seen that says so. */
const invented = (months: number): UsualValidity => ({ months, confidence: 'invented' });

/**
 * Every kind of paper a programme asks for, each once: the same paper serves all of them. The kinds are those the programme files name, the
 * union of the materials of all programmes without doubles.
 */
export const KINDS_OF_PAPER = {
  'business-licence': paper('营业执照', 'Business licence'),
  'audit-report': paper('审计报告', 'Audit report', SCAN, invented(18)),
  'tax-return': paper('纳税申报表', 'Tax return', ANY, invented(18)),
  'financial-statement': paper('财务报表', 'Financial statements', ANY, invented(6)),
  'ip-certificate': paper('知识产权证书', 'Certificate of intellectual property'),
  'staff-structure': paper('职工人数、学历结构及研发人员结构表', 'Table of staff, education and R&D staff', ANY, invented(6)),
  'social-insurance-list': paper('社保清单', 'Social-insurance list', ANY, invented(3)),
  // 高新技术企业证书 and most others are given for three years.
  'qualification-certificate': paper('资质证书', 'Certificate of qualification', SCAN, { months: 36, confidence: 'typical' }),
  'investment-agreement': paper('融资协议', 'Investment agreement'),
  'payment-proof': paper('付款（到账）凭证', 'Proof of payment'),
  lease: paper('租赁合同', 'Lease'),
  invoice: paper('发票', 'Invoice', SCAN),
  'spending-list': paper('支出明细表', 'List of spending', ANY),
  'event-plan': paper('活动方案', 'Plan of an event', ANY),
  'attendance-record': paper('签到（考勤）表', 'Attendance record', ANY),
  photos: paper('现场照片', 'Photographs', PICTURE),
  'mentor-appointment': paper('导师聘书', 'Letter of appointment of a mentor'),
  'mentoring-record': paper('辅导记录', 'Mentoring record', ANY),
  'loan-contract': paper('贷款合同', 'Loan contract'),
  'interest-receipt': paper('付息凭证', 'Receipt of interest paid'),
  'guarantee-contract': paper('担保合同（担保函）', 'Guarantee contract'),
  'credit-authorisation': paper('征信授权书', 'Authorisation to query credit', SCAN, invented(3)),
  'loss-proof': paper('不良认定、破产裁定或注销通知', 'Proof of loss: bad-loan finding, bankruptcy ruling or deletion'),
  'application-form': paper('申请表（盖章）', 'Application form, stamped', ANY),
  'identity-proof': paper('身份证明', 'Proof of identity'),
  'labour-contracts': paper('劳动合同', 'Labour contracts'),
  'utility-bill': paper('水电费账单', 'Utility bill', ANY),
  'property-certificate': paper('不动产登记证', 'Property certificate'),
  'business-plan': paper('商业计划书', 'Business plan', ANY),
  shareholding: paper('股权结构', 'Shareholding', ANY),
  'fund-plan': paper('基金（子基金）方案', 'Fund plan', ANY),
  'approval-letter': paper('批准、入库或合作文件', 'Letter of approval, entry or cooperation'),
  other: paper('其他材料', 'Other paper', ANY),
} as const satisfies Record<DocumentKind, KindOfPaper>;

/** May a paper of this kind come as a file of that kind? */
export const takesFile = (kind: DocumentKind, file: FileKind): boolean =>
  (KINDS_OF_PAPER[kind].files as readonly FileKind[]).includes(file);
