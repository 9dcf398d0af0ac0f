import type { Context } from 'hono';
import { type Fault, PUBLIC_PROBLEMS, problemOf } from './public-problems.ts';

export { type Fault, type Language, pointerTo, preferredLanguage, problemMessage } from './public-problems.ts';

/**
 * Every refusal a function for those who are signed in can give: its status and its sentence. What only some functions say stands in tables of
 * their own (`party-problems.ts`, `case-problems.ts`, `payment-problems.ts` …); nowhere else does a code become a status.
 */
export const PROBLEMS = {
  ...PUBLIC_PROBLEMS,
  'idempotency-key-required': {
    status: 400,
    zh: '请求头缺少 Idempotency-Key（1 到 128 个可见字符）',
    en: 'The header Idempotency-Key is missing or not 1 to 128 visible characters',
  },
  'sign-in-expired': {
    status: 400,
    zh: '这次登录已过期、已用过，或不是从这个浏览器开始的，请重新登录',
    en: 'This sign-in has expired, was used already, or began in another browser; sign in again',
  },
  'sign-in-refused': {
    status: 400,
    zh: '登录服务没有确认您的身份，请重新登录',
    en: 'The sign-in service did not say who you are; sign in again',
  },
  'not-signed-in': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'invalid-token': { status: 401, zh: '令牌无效或已过期', en: 'The token is not valid or has expired' },
  'cross-site-request': { status: 403, zh: '不接受来自其他网站的操作', en: 'Acts from other web sites are not taken' },
  'not-allowed': { status: 403, zh: '您的角色不能进行此操作', en: 'Your role does not allow this' },
  'document-not-clean': {
    status: 409,
    zh: '文件尚未通过检查，暂时不能使用',
    en: 'The file has not passed its check and cannot be used yet',
  },
  'document-closed': {
    status: 409,
    zh: '这份材料已撤回或被拒收，不能再更改',
    en: 'This paper was withdrawn or refused and cannot be changed',
  },
  'invoice-registered': { status: 409, zh: '这张发票已登记', en: 'This invoice is registered already' },
  'same-person': {
    status: 403,
    zh: '须由另一位自然人办理：您是发起人、相关成员或受益人',
    en: 'Another natural person has to do this: you began it, belong to it or gain by it',
  },
  'duplicate-credit-code': {
    status: 409,
    zh: '这个统一社会信用代码已登记过同类机构',
    en: 'An organisation of this kind is registered under this credit code already',
  },
  'duplicate-individual': {
    status: 409,
    zh: '您已以个人名义登记',
    en: 'You are registered in your own name already',
  },
  'chain-too-long': {
    status: 409,
    zh: '记录太多，一个核验文件放不下：请逐页查看',
    en: 'There are more entries than one file carries: read them page by page',
  },
  'grant-over': { status: 409, zh: '这项授权已结束或已撤回', en: 'This grant has ended or was taken back' },
  'residence-already-there': {
    status: 409,
    zh: '已申报或已确认入驻该机构',
    en: 'It is declared or confirmed already that the company sits there',
  },
  'residence-not-declared': { status: 409, zh: '这项入驻不在待确认状态', en: 'This residence does not wait for confirmation' },
  'residence-overlaps': {
    status: 409,
    zh: '同期已有另一家同类机构确认入驻',
    en: 'Another body of this kind has confirmed it for some of these days',
  },
  'residence-over': { status: 409, zh: '这项入驻已结束', en: 'This residence has ended already' },
  'credit-code-unsettled': {
    status: 409,
    zh: '企业的统一社会信用代码尚待确认',
    en: 'The credit code of the company still waits for confirmation',
  },
  'stale-version': {
    status: 412,
    zh: '内容已被他人更新，请取回最新版本后再提交（您填写的内容没有丢失）',
    en: 'It was changed by someone else meanwhile; fetch the new version and send again (what you wrote is not lost)',
  },
  'idempotency-key-reused': {
    status: 422,
    zh: '这个 Idempotency-Key 已用于内容不同的请求',
    en: 'This Idempotency-Key was used for a request with other content',
  },
  'version-required': { status: 428, zh: '请求头缺少 If-Match', en: 'The header If-Match is missing' },
  'file-kind-not-taken': {
    status: 422,
    zh: '这类材料不接受该文件类型，或扩展名与类型不一致',
    en: 'This kind of paper does not come as such a file, or extension and type differ',
  },
  'dates-contradict': {
    status: 422,
    zh: '日期互相矛盾，或签发日期在将来',
    en: 'The dates contradict each other, or the day of issue lies ahead',
  },
  'too-many-snapshots': { status: 409, zh: '固定的资料太多，最多 500 份', en: 'There are too many snapshots: 500 at most' },
  'unknown-document': {
    status: 422,
    zh: '所引用的材料不存在，或已撤回、被拒收',
    en: 'A paper named here does not exist, or was taken back or refused',
  },
  'too-many-documents': { status: 422, zh: '材料太多，最多 1,000 份', en: 'There are too many papers: 1,000 at most' },
  'not-an-invoice': { status: 422, zh: '只能从“发票”类材料登记发票', en: 'Invoices are registered from papers of the kind invoice only' },
  'invoice-refused': { status: 422, zh: '这张发票不能登记', en: 'This invoice cannot be registered' },
  'consent-refused': { status: 422, zh: '授权内容不符合要求', en: 'The consent is not as it must be' },
  'residence-refused': { status: 422, zh: '入驻信息不符合要求', en: 'The residence is not as it must be' },
  'import-refused': { status: 422, zh: '文件无法导入', en: 'The file cannot be imported' },
  'fact-not-kept': { status: 422, zh: '有些事实不能写入资料', en: 'Some of these facts cannot be kept in this profile' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A refusal of the API. */
export const problemReply = (context: Context, code: ProblemCode, faults?: readonly Fault[]): Response =>
  problemOf(PROBLEMS, context, code, faults);
