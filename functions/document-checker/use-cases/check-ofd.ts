import type { Rejection } from '../../../shared/domain/documents/document.ts';
import { readXml, readZip, type ZipEntry } from './read-zip.ts';

/** What stands in an OFD (GB/T 33190-2016): pages, fonts, images, seals with their signatures, and the data of an e-invoice as XML. */
const PARTS = /\.(xml|jpe?g|png|bmp|gif|tiff?|jb2|gbig2|ttf|otf|ttc|cff|dat|esl|der|cer)$/i;

const textOf = (entries: readonly ZipEntry[], name: string): string | undefined => {
  const entry = entries.find((one) => one.name === name);
  return entry && readXml(entry.content);
};

/** OFD: `OFD.xml` at the root that names a document which is there, and no part of a kind the format does not have. */
export function checkOfd(bytes: Buffer): readonly Rejection[] {
  const zip = readZip(bytes);
  if (!zip.ok) return [zip.refusal];
  const entries = zip.value.filter(({ name }) => !name.endsWith('/'));
  const root = textOf(entries, 'OFD.xml');
  if (root === undefined || !/<(\w+:)?OFD[\s>]/.test(root)) return ['not-what-it-says'];
  const documents = [...root.matchAll(/<(?:\w+:)?DocRoot>\s*\/?([^<]+?)\s*<\//g)].map(([, path]) => path);
  if (documents.length === 0 || documents.some((path) => path === undefined || textOf(entries, path) === undefined)) return ['damaged'];
  if (entries.some(({ name }) => !PARTS.test(name))) return ['embedded-file'];
  const texts = entries.filter(({ name }) => /\.xml$/i.test(name)).map(({ content }) => readXml(content));
  if (texts.some((text) => text === undefined)) return ['damaged'];
  return texts.some((text) => /<(\w+:)?(Movie|Sound|Script)[\s>/]/.test(text as string)) ? ['active-content'] : [];
}
