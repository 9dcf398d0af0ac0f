import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_STATUSES, type Document, statusAt, validityOn, wrongDate } from '../../../../../shared/domain/documents/document.ts';
import { disguiseOf, FILE_KIND_NAMES, FILE_KINDS, kindByName } from '../../../../../shared/domain/documents/file-kinds.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../../../shared/domain/documents/kind-names.ts';
import { KINDS_OF_PAPER, takesFile } from '../../../../../shared/domain/documents/kinds.ts';
import { ownerOf, quarantineKey, vaultKey } from '../../../../../shared/domain/documents/object-keys.ts';
import { checkPapers } from '../../../../../shared/domain/documents/papers.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';

const day = (text: string) => text as CivilDate;
const TODAY = day('2026-11-23');
const NOW = '2026-11-23T02:00:00.000Z';
const dates = (more: Partial<Document> = {}) => ({
  kind: 'lease' as DocumentKind,
  issuedOn: null,
  validFrom: null,
  validUntil: null,
  ...more,
});

describe('the kinds of paper', () => {
  it('each come as at least one kind of file, and photographs never as tables', () => {
    for (const kind of DOCUMENT_KINDS) expect(FILE_KIND_NAMES.some((file) => takesFile(kind, file))).toBe(true);
    expect(takesFile('photos', 'xlsx')).toBe(false);
    expect(takesFile('invoice', 'ofd')).toBe(true);
  });
  it('say how far a usual validity can be trusted', () => {
    for (const kind of DOCUMENT_KINDS) expect([undefined, 'typical', 'invented']).toContain(KINDS_OF_PAPER[kind].usualValidity?.confidence);
  });
  it('cover all that the catalogue asks for', () => {
    const folder = 'shared/catalogue/programmes';
    for (const file of readdirSync(folder)) {
      const { programme } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
      for (const { documents } of programme.versions) for (const { kind } of documents) expect(DOCUMENT_KINDS).toContain(kind);
    }
  });
});

describe('validity on a day', () => {
  it.each([
    [{ validUntil: day('2026-12-24') }, 'valid'],
    [{ validUntil: day('2026-12-23') }, 'expiring'],
    [{ validUntil: day('2026-11-24') }, 'expiring'],
    [{ validUntil: day('2026-11-23') }, 'expired'],
    [{ validFrom: day('2026-11-24') }, 'not-yet'],
    [{ validFrom: day('2026-11-23') }, 'valid'],
    [{}, 'no-date'],
    [{ kind: 'social-insurance-list', issuedOn: day('2026-08-23') }, 'expired'],
    [{ kind: 'social-insurance-list', issuedOn: day('2026-08-24') }, 'expiring'],
    [{ kind: 'social-insurance-list', issuedOn: day('2026-11-01') }, 'valid'],
    [{ kind: 'social-insurance-list', issuedOn: day('2026-01-01'), validUntil: day('2030-01-01') }, 'valid'],
    [{ kind: 'qualification-certificate' }, 'no-date'],
  ] as const)('%j is %s', (more, state) => expect(validityOn(dates(more), TODAY).state).toBe(state));

  it('turns once, on the day itself', () => {
    const until = fc.integer({ min: 40, max: 4_000 }).map((days) => addDays(TODAY, days));
    fc.assert(
      fc.property(until, (validUntil) => {
        const on = (offset: number) => validityOn(dates({ validUntil }), addDays(validUntil, offset)).state;
        expect([on(-31), on(-30), on(-1), on(0), on(1)]).toEqual(['valid', 'expiring', 'expiring', 'expired', 'expired']);
      }),
    );
  });

  it.each([
    [{ issuedOn: day('2026-11-24') }, 'issuedOn'],
    [{ issuedOn: day('2026-01-01'), validUntil: day('2026-01-01') }, 'validUntil'],
    [{ issuedOn: day('2026-01-01'), validFrom: day('2027-01-01'), validUntil: day('2026-06-01') }, 'validUntil'],
    [{ issuedOn: TODAY, validFrom: day('2027-01-01'), validUntil: day('2028-01-01') }, undefined],
  ])('of %j the wrong one is %s', (more, field) => expect(wrongDate(dates(more), TODAY)).toBe(field));
});

let made = 0;
const paper = (kind: DocumentKind, more: Partial<Document> = {}): Document => ({
  id: `d${++made}`,
  organisationId: 'firm',
  title: KINDS_OF_PAPER[kind].zh,
  fileName: 'a.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 1,
  sha256: 'x',
  status: 'clean',
  rejections: [],
  uploadedBy: 'p',
  uploadedAt: `2026-11-01T00:00:0${made % 10}Z`,
  uploadUntil: '2026-11-23T02:15:00.000Z',
  checkedAt: null,
  invoices: [],
  version: 2,
  ...dates({ kind, ...more }),
  ...more,
  kind,
});
const wants = (kind: DocumentKind, zh: string = KINDS_OF_PAPER[kind].zh) => ({ kind, name: { zh, en: zh } });
const stateOf = (kind: DocumentKind, ...documents: Document[]) => checkPapers([wants(kind)], documents, TODAY, NOW)[0]?.state;

describe('the papers a programme asks for', () => {
  const expired = { validUntil: day('2026-01-01') };
  const expiring = { validUntil: day('2026-12-01') };
  it('are found by their kind, the best of several', () => {
    expect(stateOf('lease')).toBe('missing');
    expect(stateOf('lease', paper('invoice'))).toBe('missing');
    expect(stateOf('lease', paper('lease'))).toBe('valid');
    expect(stateOf('lease', paper('lease', expired))).toBe('expired');
    expect(stateOf('lease', paper('lease', expired), paper('lease', { status: 'checking' }))).toBe('checking');
    expect(stateOf('lease', paper('lease', { status: 'awaiting-upload' }), paper('lease', expiring))).toBe('expiring');
    expect(stateOf('lease', paper('lease', expiring), paper('lease'))).toBe('valid');
  });
  it('count while their form holds, and on the days they hold', () => {
    expect(stateOf('lease', paper('lease', { status: 'awaiting-upload' }))).toBe('checking');
    expect(stateOf('lease', paper('lease', { status: 'awaiting-upload', uploadUntil: NOW }))).toBe('missing');
    expect(stateOf('lease', paper('lease', { validFrom: day('2026-12-01') }))).toBe('missing');
  });
  it.each(['rejected', 'withdrawn'] as const)('are not there when %s', (status) =>
    expect(stateOf('lease', paper('lease', { status }))).toBe('missing'),
  );
  it('of no kind of their own are told apart by their title', () => {
    const asked = [wants('other', '宽带服务合同'), wants('other', '情况报告')];
    const found = checkPapers(asked, [paper('other', { title: '情况报告' })], TODAY, NOW);
    expect(found.map(({ state }) => state)).toEqual(['missing', 'valid']);
  });
  it('serve every requirement of their kind at once', () => {
    const found = checkPapers([wants('lease', '甲'), wants('lease', '乙')], [paper('lease')], TODAY, NOW);
    expect(found.map(({ state }) => state)).toEqual(['valid', 'valid']);
  });
});

describe('how a paper is shown', () => {
  it('turns to expired on the instant its form ends, and does so for no other status', () => {
    const shown = (status: Document['status'], at: string) => statusAt({ status, uploadUntil: NOW }, at);
    expect(shown('awaiting-upload', '2026-11-23T01:59:59.999Z')).toBe('awaiting-upload');
    expect(shown('awaiting-upload', NOW)).toBe('expired');
    for (const status of DOCUMENT_STATUSES.filter((name) => name !== 'awaiting-upload'))
      expect(shown(status, '2030-01-01T00:00:00.000Z')).toBe(status);
  });
});

describe('keys of objects', () => {
  it('name their owner, and nothing else does', () => {
    expect(ownerOf(quarantineKey('firm', 'd-1'))).toEqual({ organisationId: 'firm', documentId: 'd-1' });
    for (const key of ['firm', 'firm/', '/d', 'firm/d/x', 'fi rm/d', '../x y', vaultKey({ organisationId: 'firm', id: 'd' }, 'ab')])
      expect(ownerOf(key)).toBeUndefined();
  });
});

describe('files by name and first bytes', () => {
  it.each([
    ['a.PDF', 'pdf'],
    ['a.jpeg', 'jpg'],
    ['a.pdf.exe', undefined],
    ['pdf', undefined],
    ['a.svg', undefined],
    ['a.pdf ', undefined],
  ])('%s is %s', (name, kind) => expect(kindByName(name)).toBe(kind));
  it('own files wear no disguise but the zip of two of them', () => {
    for (const kind of FILE_KIND_NAMES) {
      const [magic] = FILE_KINDS[kind].magic;
      expect(disguiseOf(Uint8Array.from(magic))).toBe(kind === 'ofd' || kind === 'xlsx' ? 'archive' : undefined);
    }
  });
});
