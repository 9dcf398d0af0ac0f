import type { Bilingual } from '../policy/text.ts';
import type { Rejection } from './document.ts';

/** Why a file is refused, and what its sender can do about it. Apart from `document.ts`: who only reads papers tells nobody. */
export const REJECTIONS: Readonly<Record<Rejection, Bilingual>> = {
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
};
