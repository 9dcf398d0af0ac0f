import { leavesOf } from '../policy/criteria-tree.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual, Clause, Confidence } from '../policy/text.ts';

type Exclusion = ProgrammeVersion['exclusions'][number]['kind'];
type Limit = ProgrammeVersion['benefit']['limits'][number];

type Rule = Bilingual & {
  /** A hard rule that fails stops the claim; any other is a flag a reviewer must answer. */
  readonly hard: boolean;
  /** How far the rule itself can be trusted, where no clause of the programme says it. */
  readonly confidence: Confidence;
  /** Where the programme says it: its window for claims, one of its exclusions, a clause about a fact, or one of its limits. */
  readonly said?: 'window' | { readonly exclusion: Exclusion } | { readonly fact: string } | { readonly limit: Limit['per'] };
};

const hard = (zh: string, en: string, confidence: Confidence = 'typical', said?: Rule['said']): Rule => ({
  zh,
  en,
  hard: true,
  confidence,
  ...(said && { said }),
});
const flag = (zh: string, en: string): Rule => ({ zh, en, hard: false, confidence: 'typical' });

/**
 * What a claim is checked against before anybody decides: one list, the same for whoever fills it in and whoever reviews it. The
 * programme's own clauses are not repeated here; those the policy engine judges (`compute-claim.ts`).
 */
export const CLAIM_RULES = {
  'field-missing': hard('必填内容齐全', 'everything required is there'),
  'other-kind': hard('申报类型与政策项目一致', 'the claim is of the kind this programme pays'),
  'not-an-applicant': hard('申请主体属于本项目的申请对象', 'the applicant is of a kind that may apply'),
  'outside-claim-window': hard('在申报期内提交', 'handed in while claims for that year are taken', 'invented', 'window'),
  'no-lines': hard('至少有一笔费用', 'there is at least one bill'),
  'too-many-lines': hard('一次最多申报 40 笔费用', 'at most 40 bills in one claim', 'invented'),
  'too-many-persons': hard('一次最多申报 40 人', 'at most 40 persons in one claim', 'invented'),
  'row-twice': hard('每一行的编号各不相同', 'every row has an id of its own'),
  'line-twice': hard('同一张发票在一次申报中只列一次', 'an invoice is listed once in a claim'),
  'not-your-invoice': hard('发票由本单位登记', 'the invoice was registered by this applicant'),
  'invoice-outside-window': hard('发票开具日期在所申报的年度内', 'the invoice is dated within the year that is claimed', 'invented'),
  'invoice-overclaimed': hard('各次申报合计不超过发票金额', 'all that is claimed of an invoice stays within its amount'),
  'invoice-flag': flag('发票没有需要说明的疑点', 'nothing about the invoice needs an answer'),
  'not-paid-yet': hard('费用在提交前已支付', 'the bill was paid before the claim'),
  'payment-proof': hard('付款凭证已附上并有效', 'proof of payment is attached and valid'),
  'required-paper': hard('政策要求的材料齐全有效', 'the papers the programme asks for are attached and valid'),
  'required-document': hard('该项材料已附上并有效', 'the paper is attached and valid'),
  'months-in-order': hard('起止月份先后正确，最多 12 个月', 'the months are in order, twelve at most', 'invented'),
  'months-outside-year': hard('所申报月份到申报年度内为止', 'the months end within the year that is claimed', 'invented'),
  'trainee-twice': hard('每名学员只列一次', 'each trainee is listed once', 'typical', { exclusion: 'once-per-person' }),
  'trainee-not-applicant': hard('个人申请只为本人：学员就是申请人自己', 'who applies in their own name is the one trainee', 'typical', {
    exclusion: 'once-per-person',
  }),
  'founder-not-applicant': hard('个人申请只为本人：创办人就是申请人自己', 'who applies in their own name is the founder', 'typical', {
    exclusion: 'once-per-founder',
  }),
  'own-id-number': flag('证件号就是登录时核实的本人', 'the id number is that of the person who signs in'),
  'certificate-twice': hard('每张证书编号只列一次', 'each certificate number is listed once'),
  'course-dates': hard('培训已在申报年度内结束', 'the course is over and ended within the year that is claimed'),
  'mentor-holds-stake': hard('导师不持有被辅导企业的股份', 'the mentor holds no stake in the firm', 'typical', {
    exclusion: 'conflict-of-interest',
  }),
  'mentor-own-firm': hard('被辅导企业不是申请人自己', 'the firm is not the applicant itself'),
  'session-unsigned': hard('每次辅导由导师和企业双方签字', 'each session is signed by the mentor and by the firm'),
  'session-outside-year': hard('每次辅导在申报年度内并已进行', 'each session took place, within the year that is claimed'),
  'session-twice': hard('同一天同一份记录只列一次', 'a record of a day is listed once'),
  'session-same-day': flag('当天这位导师在这家企业没有另一次辅导', 'the mentor has no other session at the firm on that day'),
  'event-not-filed': hard('活动由本单位备案', 'the event was filed by this applicant', 'invented', { fact: 'event.filed_before_held' }),
  'event-filed-late': hard('活动在举办前已备案', 'the event was on file before it was held', 'invented', {
    fact: 'event.filed_before_held',
  }),
  'event-other-category': hard('活动类别与备案一致', 'the category is the one on file', 'typical', { fact: 'event.category' }),
  'event-date': hard('活动已在申报年度内举办', 'the event was held, within the year that is claimed'),
  'event-nobody-came': hard('有人参加', 'somebody attended'),
  'event-other-day': flag('活动在备案的那一天举办', 'the event was held on the day it was filed for'),
  'event-same-day': flag('当天没有备案另一场活动', 'no other event is on file for that day'),
  'cap-shared': flag('本人（本单位）没有另一件申请与它共用上限', 'no other claim of the applicant waits under the same cap'),
  'event-beyond-plan': flag('支出没有超过备案的计划', 'the spending stays within what was planned'),
  'lease-missing': hard('租用场地附租赁合同和起止日期', 'rented premises come with their lease and its dates'),
  'lease-not-covering': hard('租赁合同覆盖所申报的月份', 'the lease covers the months that are claimed'),
  'own-premises-with-rent': hard('自有场地没有租金', 'own premises have no rent'),
  'site-rent': hard(
    '多家共用场地时填写场地年租金总额，且不低于本单位所付',
    'where firms share a site its whole rent is given, and is at least what this one paid',
    'typical',
    {
      limit: 'site',
    },
  ),
  'meter-missing': hard('水费、能源费注明表号', 'water and energy bills name their meter'),
  'discount-too-high': hard('优惠金额不超过账单金额', 'the discount is no more than the bill'),
  'occupied-year': hard('入驻年份与入驻日期相符', 'the year of occupation agrees with the day it began'),
} as const satisfies Record<string, Rule>;
export type ClaimRule = keyof typeof CLAIM_RULES;

/** What the programme itself says of a rule, where it does: its words, its clause and how far they can be trusted. */
export type SaidByProgramme = {
  readonly text?: Bilingual | undefined;
  readonly clause?: Clause | undefined;
  readonly confidence: Confidence;
};

export function saidBy(version: ProgrammeVersion, rule: ClaimRule): SaidByProgramme | undefined {
  const { said } = CLAIM_RULES[rule] as Rule;
  if (!said) return undefined;
  if (said === 'window') return version.claimWindow;
  if ('exclusion' in said) return version.exclusions.find(({ kind }) => kind === said.exclusion);
  if ('limit' in said) return version.benefit.limits.find(({ per }) => per === said.limit);
  return leavesOf(version.criteria).find(({ fact }) => fact === said.fact);
}
