import { randomInt } from 'node:crypto';
import {
  documentList,
  invoiceList,
  linkAnswer,
  papersAnswer,
  uploadAnswer,
  type WireDocument,
  wireDocument,
  wireInvoice,
} from '../../../shared/contracts/documents.ts';
import { examplePdf } from '../../local/demo/example-pdf.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { type Caller, type Stage, type Step, Surprise } from '../stage.ts';
import { program, zipBomb } from './files.ts';
import { cast, demo, monthsFromToday, type Story } from './story.ts';

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAUSE_MS = 100;
const MOST_LOOKS = 150;

interface Paper {
  readonly kind: string;
  /** Left out: the name of the kind. */
  readonly title?: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
  readonly issuedOn?: string;
}

/** Waits until the checker has looked at a file. */
async function checked(stage: Stage, by: Caller, path: string): Promise<WireDocument> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const paper = read(await by.get(path), wireDocument);
    if (paper.status !== 'awaiting-upload' && paper.status !== 'checking') return paper;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  stage.tell(path);
  throw new Surprise('检查没有结束 the check never ended');
}

/** Announces a paper, sends its file straight to the object store, and waits for the check. */
export async function handIn(stage: Stage, by: Caller, company: string, { content, ...paper }: Paper): Promise<WireDocument> {
  const documents = `/v1/companies/${company}/documents`;
  const { document, upload } = read(await by.post(documents, { ...paper, sizeBytes: content.length }), uploadAnswer, 201);
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'file');
  const { status } = await stage.visit(`POST 对象存储 object store (${paper.fileName}, ${content.length} B)`, upload.url, {
    method: 'POST',
    body: form,
  });
  stage.insist(status === 204, '文件直接送到对象存储 the file goes straight to the object store');
  return checked(stage, by, `${documents}/${document.id}`);
}

export const paperSteps = (story: Story): readonly Step[] => {
  const pathTo = (end: string) => `/v1/companies/${story.ids.company}${end}`;
  return [
    {
      zh: '上传营业执照：先隔离检查，干净才能打开，打开是下载。',
      en: 'The licence is uploaded: kept apart until checked, opened only when clean, and then as a download.',
      async play(stage) {
        const preparer = cast(stage, story, 'preparer');
        const content = examplePdf(['Example business licence', story.run]);
        const issuedOn = monthsFromToday(stage, -31);
        const licence = { kind: 'business-licence', fileName: '营业执照（示例）.pdf', mediaType: PDF, content, issuedOn };
        const paper = await handIn(stage, preparer, story.ids.company, licence);
        story.ids.licence = paper.id;
        stage.insist(paper.status === 'clean', '检查通过 clean');
        const { url, sha256 } = read(await preparer.post(pathTo(`/documents/${paper.id}/links`), undefined, { key: null }), linkAnswer);
        const file = await stage.visit('GET 短期链接 short-lived link', url);
        stage.insist(Buffer.from(await file.arrayBuffer()).equals(content), '逐字节相同 the same, byte for byte');
        stage.insist(/^attachment;/u.test(file.headers.get('content-disposition') ?? ''), '作为附件下载 as an attachment');
        const forged = await stage.visit('GET 改过的链接 a link that was changed', url.replace(sha256, '0'.repeat(64)));
        stage.insist(forged.status === 403, '改过的链接打不开 a changed link opens nothing');
      },
    },
    {
      zh: '改名的程序、压缩炸弹、30 GB、SVG：说清原因，不留文件。',
      en: 'A renamed program, a zip bomb, 30 GB, an SVG: refused with the reason, and no file is kept.',
      async play(stage) {
        const preparer = cast(stage, story, 'preparer');
        const { company } = story.ids;
        for (const [paper, reason] of [
          [{ kind: 'audit-report', fileName: '审计报告.pdf', mediaType: PDF, content: program() }, 'executable-refused'],
          [{ kind: 'spending-list', fileName: '支出明细.xlsx', mediaType: XLSX, content: zipBomb() }, 'archive-too-large'],
        ] as const) {
          const { id, status, rejections } = await handIn(stage, preparer, company, paper);
          for (const { text } of rejections) stage.tell(`${text.zh} ${text.en}`);
          stage.insist(status === 'rejected' && rejections.some(({ code }) => code === reason), `拒收 refused: ${reason}`);
          const link = await preparer.post(pathTo(`/documents/${id}/links`), undefined, { key: null });
          expectRefusal(stage, link, 409, 'document-not-clean');
        }
        const announce = (more: object) =>
          preparer.post(pathTo('/documents'), { kind: 'other', fileName: 'a.pdf', mediaType: PDF, sizeBytes: 1, ...more });
        expectRefusal(stage, await announce({ sizeBytes: 30 * 2 ** 30 }), 400, 'invalid-request', ['/sizeBytes']);
        expectRefusal(stage, await announce({ fileName: 'a.svg', mediaType: 'image/svg+xml' }), 400, 'invalid-request', ['/mediaType']);
      },
    },
    {
      zh: '一张发票只能登记一次；同一份材料不再要第二遍。',
      en: 'An invoice is registered once; a paper that is there is not asked for again.',
      async play(stage) {
        const preparer = cast(stage, story, 'preparer');
        const content = examplePdf(['Example invoice', story.run]);
        const paper = { kind: 'invoice', fileName: '发票（示例）.pdf', mediaType: PDF, content };
        const { id } = await handIn(stage, preparer, story.ids.company, paper);
        const invoice = {
          sellerUscc: '91329900DEM000612R',
          sellerName: '昆山示例澜湾众创空间有限公司',
          number: Array.from({ length: 20 }, () => randomInt(10)).join(''),
          buyerName: story.name,
          buyerUscc: story.uscc,
          issuedOn: monthsFromToday(stage, -1),
          amountFen: 1_280_000,
        };
        const register = (documentId: string) => preparer.post(pathTo(`/documents/${documentId}/invoices`), invoice);
        const { flags } = read(await register(id), wireInvoice, 201);
        stage.insist(flags.length === 0, '已登记，没有疑点 registered, with nothing to ask about');
        expectRefusal(stage, await register(id), 409, 'invoice-registered');
        expectRefusal(stage, await register(story.ids.licence), 422, 'not-an-invoice');
        const { items } = read(await preparer.get(pathTo('/invoices')), invoiceList);
        stage.insist(items.length === 1, '登记簿里一张 one in the register');

        const { papers, toProvide } = read(await preparer.get(pathTo('/papers?programmeId=su-ke-dai')), papersAnswer);
        for (const { name, state } of papers) stage.tell(`${state} ${name.zh} ${name.en}`);
        const licence = papers.find(({ kind }) => kind === 'business-licence');
        stage.insist(licence?.state === 'valid', `苏科贷：执照已有，还缺 the licence is there; still missing: ${toProvide}`);
        expectStatus(await demo(stage, 'bank-officer').get(pathTo('/documents')), 403);
        const { items: mine } = read(await preparer.get(pathTo('/documents?status=rejected')), documentList);
        stage.insist(mine.length === 2, '两份拒收的留有记录 the two that were refused are on record');
      },
    },
  ];
};
