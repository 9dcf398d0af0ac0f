import * as z from 'zod/mini';
import { addDays, addMonths, type CivilDate, civilDate, toEpochDay } from '../kernel/civil-date.ts';
import type { Bilingual } from '../policy/text.ts';
import { DOCUMENT_KINDS, KINDS_OF_PAPER } from './kinds.ts';

/** Beside the table and not in it: what a browser shows of the kinds is words, and needs no reader of JSON. */
export const documentKind = z.enum(DOCUMENT_KINDS);

/**
 * `awaiting-upload`: announced, nothing came yet · `checking`: the file is here and being looked at · `clean`: checked, can be opened ·
 * `rejected`: refused with its reasons, the file is gone · `withdrawn`: taken back by its owner; what a case pinned stays.
 */
export const DOCUMENT_STATUSES = ['awaiting-upload', 'checking', 'clean', 'rejected', 'withdrawn'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** As a paper is shown. `expired`: its form ended and nothing came; nobody writes that down, it is so by the clock. */
export const SHOWN_STATUSES = [...DOCUMENT_STATUSES, 'expired'] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** Why a file is refused: the closed list, each with what the sender can do about it. */
export const REJECTIONS = {
  empty: { zh: '文件是空的', en: 'The file is empty' },
  'too-large': { zh: '文件超过 20 MB', en: 'The file is larger than 20 MB' },
  'not-what-it-says': {
    zh: '文件内容与扩展名或类型不符',
    en: 'The content is not what the extension or the type says',
  },
  'svg-refused': {
    zh: '这是 SVG 图形，可能带有脚本；请另存为 PNG 或 PDF',
    en: 'It is an SVG drawing, which can carry scripts; save it as PNG or PDF',
  },
  'html-refused': { zh: '这是网页文件；请打印为 PDF', en: 'It is a web page; print it to PDF' },
  'executable-refused': { zh: '这是可执行程序', en: 'It is a program' },
  'archive-refused': { zh: '这是压缩包；请逐个上传其中的文件', en: 'It is an archive; upload the files inside it one by one' },
  'old-or-locked-office': {
    zh: '这是旧版 Office 文件或加了密码的文件；请另存为不带密码的 xlsx 或 PDF',
    en: 'It is an old or locked Office file; save it as xlsx or PDF without a password',
  },
  damaged: { zh: '文件不完整或已损坏', en: 'The file is incomplete or damaged' },
  encrypted: { zh: '文件加了密码，无法检查；请去掉密码后上传', en: 'The file is locked and cannot be checked; remove the password' },
  'active-content': {
    zh: '文件带有脚本或会自动执行的内容；请打印为 PDF 后上传',
    en: 'The file carries scripts or acts by itself; print it to PDF again',
  },
  'embedded-file': { zh: '文件里嵌有其他文件；请分开上传', en: 'Another file is embedded in it; upload it apart' },
  macros: { zh: '工作簿带有宏；请另存为不带宏的 xlsx', en: 'The workbook has macros; save it as xlsx without them' },
  'external-links': {
    zh: '工作簿引用了外部数据；请断开链接后保存',
    en: 'The workbook takes data from elsewhere; break the links and save it',
  },
  'unsafe-archive': { zh: '文件内部结构不安全（路径或条目重叠）', en: 'What is packed inside has unsafe paths or overlaps' },
  'archive-too-large': {
    zh: '文件内部展开后过大（最多 1,000 个条目、200 MB、100 倍）',
    en: 'What is packed inside is too large (at most 1,000 entries, 200 MB, 100 times)',
  },
  'image-too-large': {
    zh: '图片尺寸过大（每边最多 12,000 像素，总共 5,000 万像素）',
    en: 'The image is too large (12,000 pixels a side, 50 million in all at most)',
  },
  'image-data-differs': {
    zh: '图片里的数据比它声明的尺寸少或多；请重新导出后上传',
    en: 'The image holds less or more than the size it states; export it anew',
  },
  'trailing-data': {
    zh: '文件末尾附有其他数据；请另存后再上传',
    en: 'Other data is attached behind the end of the file; save it anew',
  },
} as const satisfies Record<string, Bilingual>;
export type Rejection = keyof typeof REJECTIONS;
export const rejection = z.enum(Object.keys(REJECTIONS) as [Rejection, ...Rejection[]]);

const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const instant = z.string();

/** One paper of one applicant as the store keeps it. */
export const document = z.object({
  id,
  organisationId: id,
  kind: documentKind,
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  /** As announced; as received once it was checked. */
  sizeBytes: z.int(),
  /** Of the file, in hex; null until it was checked. */
  sha256: z.nullable(z.string()),
  status: z.enum(DOCUMENT_STATUSES),
  rejections: z.array(rejection),
  issuedOn: z.nullable(civilDate),
  /** First day it holds; null: since ever. */
  validFrom: z.nullable(civilDate),
  /** First day it no longer holds; null: as usual for its kind, else open. */
  validUntil: z.nullable(civilDate),
  uploadedBy: id,
  uploadedAt: instant,
  /** Until when its upload form holds. */
  uploadUntil: instant,
  checkedAt: z.nullable(instant),
  /** Invoices registered from it. */
  invoices: z._default(z.array(z.string()), []),
  version: z.int().check(z.positive()),
});
export type Document = z.infer<typeof document>;

/**
 * How a paper is shown at an instant. A file sent in the last moment may still come in after its form ended; then its check goes on from here.
 * @param at RFC 3339 in UTC
 */
export const statusAt = ({ status, uploadUntil }: Pick<Document, 'status' | 'uploadUntil'>, at: string): ShownStatus =>
  status === 'awaiting-upload' && uploadUntil <= at ? 'expired' : status;

/** Days before its end from which a paper is called expiring. */
export const EXPIRING_DAYS = 30;

export const VALIDITY_STATES = ['valid', 'expiring', 'expired', 'not-yet', 'no-date'] as const;
export type Validity = {
  readonly state: (typeof VALIDITY_STATES)[number];
  /** First day it no longer holds, said by itself or usual for its kind; null: open. */
  readonly until: CivilDate | null;
  /** Whether that day is only what is usual for its kind. */
  readonly usual: boolean;
};

type Dates = Pick<Document, 'kind' | 'issuedOn' | 'validFrom' | 'validUntil'>;

/** The day a paper ends by itself or by what is usual for its kind. */
function endOf({ kind, issuedOn, validUntil }: Dates): Pick<Validity, 'until' | 'usual'> {
  if (validUntil !== null) return { until: validUntil, usual: false };
  const { usualValidity } = KINDS_OF_PAPER[kind];
  return usualValidity && issuedOn !== null
    ? { until: addMonths(issuedOn, usualValidity.months), usual: true }
    : { until: null, usual: false };
}

/** Does a paper hold on a day? An interval is half-open: on `until` it no longer does. */
export function validityOn(dates: Dates, day: CivilDate): Validity {
  const end = endOf(dates);
  const of = (state: Validity['state']): Validity => ({ state, ...end });
  if (dates.validFrom !== null && day < dates.validFrom) return of('not-yet');
  if (end.until === null) return of(dates.validFrom === null ? 'no-date' : 'valid');
  if (end.until <= day) return of('expired');
  return of(end.until <= addDays(day, EXPIRING_DAYS) ? 'expiring' : 'valid');
}

export const daysLeft = (until: CivilDate, day: CivilDate): number => toEpochDay(until) - toEpochDay(day);

/** Dates that contradict each other: the name of the field that is wrong, or undefined. */
export function wrongDate(
  { issuedOn, validFrom, validUntil }: Omit<Dates, 'kind'>,
  today: CivilDate,
): 'issuedOn' | 'validUntil' | undefined {
  if (issuedOn !== null && issuedOn > today) return 'issuedOn';
  const start = validFrom ?? issuedOn;
  return start !== null && validUntil !== null && validUntil <= start ? 'validUntil' : undefined;
}
