import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../../functions/document-checker/use-cases/check-file.ts';
import { REJECTION_CODES, type Rejection } from '../../../../shared/domain/documents/document.ts';
import { type FileKind, MAX_FILE_BYTES } from '../../../../shared/domain/documents/file-kinds.ts';
import { makeJpeg, makeOfd, makePdf, makePng, makePngOf, makeXlsx, packedObjects, relationship } from '../../../support/make-files.ts';
import { makeZip } from '../../../support/make-zip.ts';
import { check, grey } from './checked-files.ts';

const action = (dictionary: string) => makePdf([{ dictionary: `<< /Type /Action ${dictionary} >>` }]);

const REL = 'xl/worksheets/_rels/sheet1.xml.rels';
const EXTERNAL = ' TargetMode="External"';

const html = Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>');

const svg = Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

const program = Buffer.concat([Buffer.from('MZ'), randomBytes(500)]);

const zipped = makeZip([{ name: 'a.txt', content: 'x' }]);

/** As the densest bombs are built: what one entry holds is the next entry, listed once more. */
function overlapping(): Buffer {
  const inner = { name: 'b.xml', content: '<x/>' };
  const alone = makeZip([inner]);
  const record = alone.subarray(0, alone.indexOf('PK\x01\x02', 0, 'latin1'));
  return makeZip([
    { name: 'a.xml', content: record, stored: true },
    { ...inner, listedAt: 30 + 'a.xml'.length },
  ]);
}

const REFUSED: readonly (readonly [what: string, kind: FileKind, bytes: () => Buffer, why: readonly Rejection[]])[] = [
  ['nothing at all', 'pdf', () => Buffer.alloc(0), ['empty']],
  ['one byte too many', 'pdf', () => Buffer.alloc(MAX_FILE_BYTES + 1), ['too-large']],
  ['SVG with a script as PNG', 'png', () => svg, ['not-what-it-says', 'svg-refused']],
  ['HTML as PDF', 'pdf', () => html, ['not-what-it-says', 'html-refused']],
  ['HTML in UTF-16 as JPG', 'jpg', () => Buffer.from(`\ufeff${html}`, 'utf16le'), ['not-what-it-says', 'html-refused']],
  ['a renamed program', 'pdf', () => program, ['not-what-it-says', 'executable-refused']],
  ['a script with a shebang', 'png', () => Buffer.from('#!/bin/sh\n'), ['not-what-it-says', 'executable-refused']],
  ['an archive as PDF', 'pdf', () => zipped, ['not-what-it-says', 'archive-refused']],
  ['an old or locked workbook as XLSX', 'xlsx', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), ['not-what-it-says', 'old-or-locked-office']],
  ['a PDF as PNG', 'png', makePdf, ['not-what-it-says']],
  ['text as PDF', 'pdf', () => Buffer.from('hello'), ['not-what-it-says']],
  ['OFD as XLSX', 'xlsx', makeOfd, ['not-what-it-says']],
  ['XLSX as OFD', 'ofd', makeXlsx, ['not-what-it-says']],
  ['a plain zip as OFD', 'ofd', () => zipped, ['not-what-it-says']],

  ['PDF: cut in the middle', 'pdf', () => makePdf().subarray(0, 300), ['damaged']],
  ['PDF: of a version there is not', 'pdf', () => makePdf([], { header: '%PDF-9.9\n' }), ['damaged']],
  [
    'PDF: no place of the table',
    'pdf',
    () =>
      Buffer.from(
        makePdf()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n99999999'),
        'latin1',
      ),
    ['damaged'],
  ],
  ['PDF: no pages', 'pdf', () => Buffer.from(makePdf().toString('latin1').replaceAll('/Page ', '/Pork '), 'latin1'), ['damaged']],
  [
    'PDF: a stream without an end',
    'pdf',
    () => Buffer.from(makePdf().toString('latin1').replaceAll('endstream', 'endstrean'), 'latin1'),
    ['damaged'],
  ],
  ['PDF: data behind the end', 'pdf', () => makePdf([], { suffix: 'MZ and more' }), ['trailing-data']],
  ['PDF: a long tail behind the end', 'pdf', () => makePdf([], { suffix: 'x'.repeat(9_000) }), ['trailing-data']],
  [
    'PDF: a zip in its last part',
    'pdf',
    () => makePdf([{ dictionary: `<< /Length ${zipped.length} >>`, stream: zipped }]),
    ['trailing-data'],
  ],
  ['PDF: locked', 'pdf', () => makePdf([], { trailer: '/Encrypt 9 0 R ' }), ['encrypted']],
  ['PDF: JavaScript', 'pdf', () => action('/S /JavaScript /JS (app.alert(1))'), ['active-content']],
  ['PDF: JavaScript in other letters', 'pdf', () => action('/S /J#61vaScript /J#53 (app.alert(1))'), ['active-content']],
  ['PDF: JavaScript in packed objects', 'pdf', () => makePdf([packedObjects('7 0 << /S /JavaScript /JS (x) >>')]), ['active-content']],
  [
    'PDF: packed objects that do not say so',
    'pdf',
    () => makePdf([packedObjects('7 0 << /S /JavaScript /JS (x) >>', '')]),
    ['active-content'],
  ],
  [
    'PDF: packed objects under a filter given elsewhere',
    'pdf',
    () => makePdf([{ dictionary: '<< /Type /ObjStm /N 1 /First 4 /Filter 9 0 R /Length 3 >>', stream: Buffer.from('xyz') }]),
    ['damaged'],
  ],
  ['PDF: a bomb in packed objects', 'pdf', () => makePdf([packedObjects(' '.repeat(70 * 1024 * 1024))]), ['archive-too-large']],
  ['PDF: starts a program', 'pdf', () => action('/S /Launch /F (cmd.exe)'), ['active-content']],
  ['PDF: sends a form', 'pdf', () => action('/S /SubmitForm /F (https://example.org)'), ['active-content']],
  ['PDF: a form in XML', 'pdf', () => action('/XFA [1 0 R]'), ['active-content']],
  ['PDF: a file inside', 'pdf', () => action('/Names << /EmbeddedFiles 9 0 R >>'), ['embedded-file']],
  [
    'PDF: a script behind a comment that looks like a stream',
    'pdf',
    () => action('% >>stream\n /S /JavaScript /JS (x) % endstream\n'),
    ['active-content'],
  ],
  [
    'PDF: a script behind a text that looks like a stream',
    'pdf',
    () => action('/A (>>stream\n) /S /JavaScript /JS (x) /B (endstream)'),
    ['active-content'],
  ],
  [
    'PDF: a form behind a text that looks like a stream',
    'pdf',
    () => action('/A (>>stream\n) /XFA 9 0 R /B (endstream)'),
    ['active-content'],
  ],
  [
    'PDF: packed objects behind a comment',
    'pdf',
    () => {
      const { dictionary, stream } = packedObjects('7 0 << /S /JavaScript /JS (x) >>');
      return makePdf([{ dictionary: `${dictionary} % no stream`, ...(stream && { stream }) }]);
    },
    ['damaged'],
  ],
  [
    'PDF: packed objects whose beginning is not on a line of its own',
    'pdf',
    () =>
      Buffer.from(
        makePdf([packedObjects('7 0 << /S /JavaScript >>')])
          .toString('latin1')
          .replaceAll('stream\nx', 'stream x'),
        'latin1',
      ),
    ['damaged'],
  ],
  [
    'PDF: packed objects that were shuffled before they were packed',
    'pdf',
    () => {
      const { dictionary, stream } = packedObjects('7 0 << /S /JavaScript >>');
      return makePdf([{ dictionary: dictionary.replace('/N 1', '/N 1 /DecodeP#61rms 9 0 R'), ...(stream && { stream }) }]);
    },
    ['damaged'],
  ],
  [
    'PDF: objects inside a stream',
    'pdf',
    () => makePdf([{ dictionary: '<< /Length 36 >>', stream: Buffer.from('9 0 obj << /S /JavaScript >> endobj  ').subarray(0, 36) }]),
    ['embedded-file'],
  ],

  ['PNG: pixel flood', 'png', () => makePng(50_000, 50_000), ['image-too-large']],
  ['PNG: one side too long', 'png', () => makePng(12_001, 1), ['image-too-large']],
  ['PNG: too many pixels', 'png', () => makePng(10_000, 5_001), ['image-too-large']],
  ['PNG: no width', 'png', () => makePng(0, 5), ['damaged']],
  ['PNG: a zip behind it', 'png', () => makePng(2, 2, zipped), ['trailing-data']],
  ['PNG: HTML behind it', 'png', () => makePng(2, 2, html), ['trailing-data']],
  ['PNG: cut', 'png', () => makePng().subarray(0, -6), ['damaged']],
  ['PNG: a changed byte', 'png', () => Buffer.from(makePng().map((byte, at) => (at === 18 ? byte ^ 1 : byte))), ['damaged']],
  [
    'PNG: less data than its size asks for',
    'png',
    () => makePngOf({ width: 9, height: 9 }, deflateSync(grey(9, 8))),
    ['image-data-differs'],
  ],
  [
    'PNG: more data than its size asks for',
    'png',
    () => makePngOf({ width: 9, height: 9 }, deflateSync(grey(9, 10))),
    ['image-data-differs'],
  ],
  ['PNG: a bomb behind a small size', 'png', () => makePngOf({}, deflateSync(Buffer.alloc(64 * 1024 * 1024))), ['image-data-differs']],
  [
    'PNG: something behind the packed data',
    'png',
    () => makePngOf({}, Buffer.concat([deflateSync(grey(2, 2)), zipped])),
    ['image-data-differs'],
  ],
  ['PNG: the packed data ends before its end', 'png', () => makePngOf({}, deflateSync(grey(2, 2)).subarray(0, -5)), ['damaged']],
  ['PNG: data that is not packed', 'png', () => makePngOf({}, grey(2, 2)), ['damaged']],
  ['PNG: a depth its colours do not come in', 'png', () => makePngOf({ colourType: 2, depth: 4 }, deflateSync(grey(2, 2))), ['damaged']],
  ['PNG: an interlacing there is not', 'png', () => makePngOf({ interlace: 2 }, deflateSync(grey(2, 2))), ['damaged']],
  ['JPG: pixel flood', 'jpg', () => makeJpeg(60_000, 60_000), ['image-too-large']],
  ['JPG: a zip behind it', 'jpg', () => makeJpeg(2, 2, zipped), ['trailing-data']],
  ['JPG: a second picture behind it', 'jpg', () => makeJpeg(2, 2, makeJpeg()), ['trailing-data']],
  ['JPG: cut', 'jpg', () => makeJpeg().subarray(0, -2), ['damaged']],
  ['JPG: no picture in it', 'jpg', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]), ['damaged']],

  ['XLSX: cut', 'xlsx', () => makeXlsx().subarray(0, -30), ['damaged']],
  ['XLSX: a part is missing', 'xlsx', () => makeZip([{ name: '[Content_Types].xml', content: '<Types/>' }]), ['not-what-it-says']],
  ['XLSX: macros', 'xlsx', () => makeXlsx([{ name: 'xl/vbaProject.bin', content: 'x' }]), ['macros']],
  ['XLSX: macros of the old kind', 'xlsx', () => makeXlsx([{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }]), ['macros']],
  [
    'XLSX: says it may have macros',
    'xlsx',
    () =>
      makeXlsx([{ name: '[Content_Types].xml', content: '<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>' }]),
    ['macros'],
  ],
  ['XLSX: an object inside', 'xlsx', () => makeXlsx([{ name: 'xl/embeddings/oleObject1.bin', content: 'x' }]), ['embedded-file']],
  ['XLSX: controls', 'xlsx', () => makeXlsx([{ name: 'xl/activeX/activeX1.xml', content: '<x/>' }]), ['active-content']],
  [
    'XLSX: links to another workbook',
    'xlsx',
    () => makeXlsx([{ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }]),
    ['external-links'],
  ],
  ['XLSX: data from a server', 'xlsx', () => makeXlsx([{ name: 'xl/connections.xml', content: '<x/>' }]), ['external-links']],
  [
    'XLSX: a picture from a server',
    'xlsx',
    () => makeXlsx([{ name: REL, content: relationship('image', 'https://x/a.png', EXTERNAL) }]),
    ['external-links'],
  ],
  [
    'XLSX: a link that runs something',
    'xlsx',
    () => makeXlsx([{ name: REL, content: relationship('hyperlink', 'file:///c:/a.exe', EXTERNAL) }]),
    ['external-links'],
  ],
  [
    'XLSX: a link outwards spelt with numbers',
    'xlsx',
    () => makeXlsx([{ name: REL, content: relationship('image', 'https://x/a.png', ' TargetMode="&#69;xternal"') }]),
    ['external-links'],
  ],
  [
    'XLSX: a formula that starts a program',
    'xlsx',
    () => makeXlsx([{ name: 'xl/worksheets/sheet1.xml', content: "<c><f>cmd|'/c calc'!A0</f></c>" }]),
    ['external-links'],
  ],
  [
    'XLSX: a formula that fetches',
    'xlsx',
    () => makeXlsx([{ name: 'xl/worksheets/sheet1.xml', content: '<c><f>WEBSERVICE("http://x")</f></c>' }]),
    ['external-links'],
  ],
  [
    'XLSX: XML with entities',
    'xlsx',
    () => makeXlsx([{ name: 'xl/workbook.xml', content: '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }]),
    ['damaged'],
  ],
  [
    'XLSX: XML in UTF-16',
    'xlsx',
    () => makeXlsx([{ name: 'xl/workbook.xml', content: Buffer.from('\ufeff<workbook/>', 'utf16le') }]),
    ['damaged'],
  ],
  ['XLSX: a script inside', 'xlsx', () => makeXlsx([{ name: 'xl/a.js', content: 'x' }]), ['embedded-file']],
  [
    'XLSX: a program inside, named as a picture',
    'xlsx',
    () => makeXlsx([{ name: 'xl/media/image1.png', content: program }]),
    ['executable-refused'],
  ],
  ['XLSX: an archive inside', 'xlsx', () => makeXlsx([{ name: 'xl/media/image1.png', content: zipped, stored: true }]), ['embedded-file']],
  ['XLSX: SVG inside', 'xlsx', () => makeXlsx([{ name: 'xl/media/image1.png', content: svg }]), ['active-content']],
  ['OFD: an archive inside', 'ofd', () => makeOfd([{ name: 'Doc_0/Res/a.dat', content: zipped }]), ['embedded-file']],
  ['OFD: a kind of part there is not', 'ofd', () => makeOfd([{ name: 'Doc_0/Res/a.js', content: 'x' }]), ['embedded-file']],
  [
    'OFD: its document is missing',
    'ofd',
    () => makeZip([{ name: 'OFD.xml', content: '<ofd:OFD><ofd:DocRoot>nowhere.xml</ofd:DocRoot></ofd:OFD>' }]),
    ['damaged'],
  ],
  [
    'OFD: plays a film',
    'ofd',
    () => makeOfd([{ name: 'Doc_0/Document.xml', content: '<ofd:Document><ofd:Movie/></ofd:Document>' }]),
    ['active-content'],
  ],

  [
    'zip: 1,001 entries',
    'xlsx',
    () => makeXlsx(Array.from({ length: 1_001 }, (_, at) => ({ name: `xl/${at}.xml`, content: '<x/>' }))),
    ['archive-too-large'],
  ],
  ['zip: a bomb', 'xlsx', () => makeXlsx([{ name: 'xl/a.xml', content: Buffer.alloc(210 * 1024 * 1024) }]), ['archive-too-large']],
  [
    'zip: a hundred times its size',
    'xlsx',
    () => makeXlsx([{ name: 'xl/a.xml', content: Buffer.alloc(4 * 1024 * 1024) }]),
    ['archive-too-large'],
  ],
  [
    'zip: a bomb that claims to be small',
    'xlsx',
    () => makeXlsx([{ name: 'xl/a.xml', content: Buffer.alloc(4 * 1024 * 1024), claimedBytes: 10 }]),
    ['damaged'],
  ],
  ['zip: a path that leads out', 'xlsx', () => makeXlsx([{ name: '../../etc/passwd.xml', content: '<x/>' }]), ['unsafe-archive']],
  ['zip: an absolute path', 'xlsx', () => makeXlsx([{ name: '/etc/a.xml', content: '<x/>' }]), ['unsafe-archive']],
  ['zip: a path of another system', 'xlsx', () => makeXlsx([{ name: 'xl\\a.xml', content: '<x/>' }]), ['unsafe-archive']],
  [
    'zip: two names that differ in capitals alone',
    'xlsx',
    () => makeXlsx([{ name: 'XL/workbook.xml', content: '<x/>' }]),
    ['unsafe-archive'],
  ],
  ['zip: an entry inside another', 'xlsx', overlapping, ['unsafe-archive']],
  ['zip: every entry in the same place', 'xlsx', () => makeXlsx([], { overlapping: true }), ['damaged']],
  [
    'zip: the same bytes listed twice under one name',
    'xlsx',
    () =>
      makeZip([
        { name: 'a.xml', content: '<x/>' },
        { name: 'b.xml', content: '<x/>', localName: 'c.xml' },
      ]),
    ['damaged'],
  ],
  ['zip: locked entries', 'xlsx', () => makeXlsx([{ name: 'xl/a.xml', content: '<x/>', flags: 0x0801 }]), ['encrypted']],
  [
    'zip: something before the first entry',
    'xlsx',
    () => Buffer.concat([makeXlsx([], { prefix: Buffer.from('PK\x03\x04 hidden') })]),
    ['trailing-data'],
  ],
  ['zip: something behind the end', 'xlsx', () => makeXlsx([], { suffix: html }), ['trailing-data']],
];

describe('refused, with the reason', () => {
  it.each(REFUSED)('%s', async (_what, kind, bytes, why) => expect(await check(kind, bytes())).toEqual(why));

  it('a name that says one thing and a type that says another', async () => {
    const bytes = makePdf();
    expect(await checkFile({ fileName: 'a.png', mediaType: 'application/pdf', bytes })).toEqual(['not-what-it-says']);
    expect(await checkFile({ fileName: 'a.pdf.exe', mediaType: 'application/pdf', bytes })).toEqual(['not-what-it-says']);
    expect(await checkFile({ fileName: 'a', mediaType: 'application/pdf', bytes })).toEqual(['not-what-it-says']);
    expect(await checkFile({ fileName: 'a.svg', mediaType: 'image/svg+xml', bytes })).toEqual(['not-what-it-says']);
  });

  it('for every reason there is', () => {
    expect(new Set(REFUSED.flatMap(([, , , why]) => why))).toEqual(new Set(REJECTION_CODES));
  });
});
