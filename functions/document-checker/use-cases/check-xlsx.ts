import type { Rejection } from '../../../shared/domain/documents/document.ts';
import { readXml, readZip } from './read-zip.ts';

const REQUIRED = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'];

/** Parts by their path that a workbook may not have (ECMA-376 names them), the more telling reason first. */
const FORBIDDEN_PARTS: readonly (readonly [RegExp, Rejection])[] = [
  [/(^|\/)vba|(^|\/)(macrosheets|dialogsheets|intlMacrosheets|customUI)\//i, 'macros'],
  [/(^|\/)(activeX|ctrlProps|webextensions)\//i, 'active-content'],
  [/(^|\/)embeddings\//i, 'embedded-file'],
  [/(^|\/)(externalLinks\/|connections\.xml$|queryTables\/)/i, 'external-links'],
];
/** What is left must be text, a picture, or the settings of a printer. */
const PARTS = /\.(xml|rels|vml|jpe?g|png|gif|emf|wmf|tiff?|bmp)$|(^|\/)printerSettings\/[^/]+\.bin$/i;

/** A link in a cell that somebody may follow; every other reference outwards fetches data by itself. */
const FOLLOWED = /\bType\s*=\s*["'][^"']*\/hyperlink["']/;
const SAFE_TARGET = /\bTarget\s*=\s*["'](https?:\/\/|mailto:|#)/i;

/** Relations between the parts: each tag by itself, as a tag cannot hold another. */
function relationFault(text: string): Rejection | undefined {
  // A letter written as a number could spell `External` past us.
  if (text.includes('&#')) return 'external-links';
  const outward = text.split('<').filter((tag) => /\bTargetMode\s*=\s*["']External["']/i.test(tag));
  return outward.every((tag) => FOLLOWED.test(tag) && SAFE_TARGET.test(tag)) ? undefined : 'external-links';
}

/** Commands to other programs and fetches, written as a formula. */
const CALLING_OUT = /<(?:\w+:)?f[\s>][^<]*(\bWEBSERVICE\s*\(|\bRTD\s*\(|\bCALL\s*\(|\bREGISTER\.ID\s*\(|\bcmd\s*\||\|\s*'[^'<]*'\s*!)/i;

/** XLSX (ECMA-376): its required parts, and neither macros nor embedded objects nor data from elsewhere. */
export function checkXlsx(bytes: Buffer): readonly Rejection[] {
  const zip = readZip(bytes);
  if (!zip.ok) return [zip.refusal];
  const entries = zip.value.filter(({ name }) => !name.endsWith('/'));
  const names = new Set(entries.map(({ name }) => name));
  if (REQUIRED.some((name) => !names.has(name))) return ['not-what-it-says'];
  const parts = FORBIDDEN_PARTS.filter(([path]) => entries.some(({ name }) => path.test(name))).map(([, why]) => why);
  if (parts.length > 0) return parts;
  if (entries.some(({ name }) => !PARTS.test(name))) return ['embedded-file'];
  for (const { name, content } of entries) {
    if (!/\.(xml|rels|vml)$/i.test(name)) continue;
    const text = readXml(content);
    if (text === undefined) return ['damaged'];
    if (name === '[Content_Types].xml' && /macroEnabled|vbaProject|ms-excel\.(intl)?macrosheet|&#/i.test(text)) return ['macros'];
    const fault = /\.rels$/i.test(name) ? relationFault(text) : CALLING_OUT.test(text) ? ('external-links' as const) : undefined;
    if (fault) return [fault];
  }
  return [];
}
