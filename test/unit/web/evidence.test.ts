import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FILE_KIND_NAMES, FILE_KINDS, MAX_FILE_BYTES } from '../../../shared/domain/documents/file-kinds.ts';
import { rowsNaming } from '../../../web/src/desk/rows-naming.ts';
import { scaleFor } from '../../../web/src/evidence/drawn.ts';
import { FAILINGS, fetchPaper, isDrawable, PaperFailure } from '../../../web/src/evidence/fetch-paper.ts';
import { actOfKey, keyOfAct, PAPER_KEYS } from '../../../web/src/evidence/keys.ts';
import en from '../../../web/src/locales/judged.en.json' with { type: 'json' };
import zh from '../../../web/src/locales/judged.zh.json' with { type: 'json' };
import { makePdf, makePng } from '../../support/make-files.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A store that answers as it is told, until the test ends. */
async function storeThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const sends =
  (body: Buffer | string, type: string, status = 200): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);

const shares: number[] = [];
async function fetched(answers: RequestListener, hash: string) {
  const url = await storeThat(answers);
  shares.length = 0;
  const link = { url, expiresAt: '', fileName: '合同.pdf', sha256: hash };
  return fetchPaper(link, (share) => shares.push(share), new AbortController().signal);
}
const whyNot = (answers: RequestListener, hash: string): Promise<unknown> =>
  fetched(answers, hash).then(
    () => 'shown',
    (reason: unknown) => (reason instanceof PaperFailure ? reason.why : reason),
  );

describe('the bytes behind a link', () => {
  const pdf = makePdf();
  const png = makePng();

  it.each([
    ['pdf', pdf],
    ['png', png],
  ] as const)('are taken when they are the %s that was checked', async (kind, bytes) => {
    const file = await fetched(sends(bytes, FILE_KINDS[kind].mediaType), sha256(bytes));
    expect(file.kind).toBe(kind);
    expect(Buffer.from(file.bytes)).toEqual(bytes);
    expect(shares.at(-1)).toBe(1);
  });

  const page = '<!doctype html><script>alert(1)</script>';
  const expired = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
  const gone = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';
  it.each([
    ['a page that calls itself a PDF, even with its own hash', sends(page, 'application/pdf'), sha256(Buffer.from(page)), 'other'],
    ['a page', sends(page, 'text/html'), sha256(Buffer.from(page)), 'other'],
    ['a picture that calls itself a PDF', sends(png, 'application/pdf'), sha256(png), 'other'],
    ['another PDF than the one that was checked', sends(pdf, 'application/pdf'), sha256(png), 'other'],
    ['a kind of file nobody draws here', sends(pdf, 'image/svg+xml'), sha256(pdf), 'other'],
    ['a link that ran out', sends(expired, 'application/xml', 403), sha256(pdf), 'expired'],
    ['a file that is not there', sends(gone, 'application/xml', 404), sha256(pdf), 'missing'],
    ['a way to somewhere else', sends('', 'text/plain', 302), sha256(pdf), 'line'],
  ])('are never handed on to be drawn: %s', async (_what, answers, hash, why) => {
    expect(await whyNot(answers, hash)).toBe(why);
  });

  it('are given up when they are more than the vault takes, whether or not that is said before', async () => {
    const announced: RequestListener = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': MAX_FILE_BYTES + 1 }).write(pdf);
    expect(await whyNot(announced, sha256(pdf))).toBe('large');
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
      };
      response.on('drain', more);
      more();
    };
    expect(await whyNot(endless, sha256(pdf))).toBe('large');
  });

  it('are a matter of the line when it breaks in the middle', async () => {
    const breaks: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': pdf.length });
      response.write(pdf.subarray(0, 10), () => response.destroy());
    };
    expect(await whyNot(breaks, sha256(pdf))).toBe('line');
  });
});

it.each([
  ['zh', zh],
  ['en', en],
])('says of each failure what it is and what helps, in %s', (_language, { evidence }) => {
  expect(Object.keys(evidence.failed).sort()).toEqual([...FAILINGS].sort());
});

it('draws pictures and PDF, and leaves the other kinds of the vault to their programs', () => {
  const names = FILE_KIND_NAMES.filter((kind) => isDrawable({ fileName: `a.${FILE_KINDS[kind].extensions[0]}` }));
  const types = FILE_KIND_NAMES.filter((kind) => isDrawable({ mediaType: FILE_KINDS[kind].mediaType }));
  expect(names).toEqual(['pdf', 'jpg', 'png']);
  expect(types).toEqual(names);
  expect(isDrawable({ fileName: 'page.html' })).toBe(false);
});

describe('the keys of a paper', () => {
  const press = (key: string, more = {}) => actOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

  it('each do one thing, and no thing has two', () => {
    expect(new Set(Object.values(PAPER_KEYS)).size).toBe(Object.keys(PAPER_KEYS).length);
    for (const [key, act] of Object.entries(PAPER_KEYS)) {
      expect(press(key)).toBe(act);
      expect(keyOfAct(act)).toBe(key);
    }
    expect(press('=')).toBe('closer');
  });

  it.each(['x', 'Enter', 'Tab', ' ', 'constructor'])('are no others: %s', (key) => {
    expect(press(key)).toBeUndefined();
  });

  it('leave those of the browser alone', () => {
    expect(press('+', { ctrlKey: true })).toBeUndefined();
    expect(press('r', { metaKey: true })).toBeUndefined();
  });
});

describe('how large a page is drawn', () => {
  const size = { width: 600, height: 400 };

  it('is as wide as there is room, whichever side is up, in the pixels the screen has', () => {
    expect(scaleFor(size, 0, 300, 2)).toEqual({ shown: 0.5, drawn: 1 });
    expect(scaleFor(size, 1, 300, 2)).toEqual({ shown: 0.75, drawn: 1.5 });
  });

  it('is never more than a telephone can put on a canvas, and as wide all the same', () => {
    const { shown, drawn } = scaleFor({ width: 12_000, height: 4_000 }, 0, 6_000, 3);
    expect(shown).toBe(0.5);
    expect(12_000 * drawn * 4_000 * drawn).toBeLessThanOrEqual(16_000_001);
  });
});

it('shows with a paper every row that names it, once each', () => {
  const claim = {
    kind: 'broadband',
    contractDocumentId: 'contract',
    lines: [
      { lineId: 'l1', amountFen: 100, documentId: 'bill-1', paymentProofDocumentId: 'statement' },
      { lineId: 'l2', amountFen: 200, documentId: 'bill-2', paymentProofDocumentId: 'statement' },
    ],
  };
  expect(rowsNaming(claim, 'statement').map(({ list, at, row }) => [list, at, row.rowId])).toEqual([
    ['lines', 0, 'l1'],
    ['lines', 1, 'l2'],
  ]);
  expect(rowsNaming(claim, 'bill-2').map(({ at }) => at)).toEqual([1]);
  expect(rowsNaming(claim, 'contract')).toEqual([]);
});
