import { type ClaimCheck, claimCheck, claimView } from '../../../shared/contracts/claims.ts';
import { wireInvoice } from '../../../shared/contracts/documents.ts';
import { examplePdf } from '../../local/demo/example-pdf.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { handIn } from '../people/papers.ts';
import { demo, etagOf } from '../people/story.ts';
import type { Caller, Stage, Step } from '../stage.ts';
import { findFirm } from './firm.ts';
import { type Bill, BROADBAND, claimYear, type Firm, invoiceNumber, refuseStep, type Story, yuan } from './story.ts';

const CARRIER = { sellerUscc: '91329900DEM0027144', sellerName: '示例宽带通信有限公司昆山分公司' };
/** Invoice of the line, of a router, and one of the year before. */
const INVOICES = { line: 5_000_000, router: 40_000, lastYear: 300_000 } as const;
const BILL_NAMES = { line: '宽带', router: '路由器', lastYear: '上年宽带' } as const;
/** What the story claims of the line: half of it, with room under the cap for a second claim. */
const LINE_FEN = 2_400_000;

export interface Row {
  readonly lineId: string;
  readonly bill: keyof typeof INVOICES;
  readonly amountFen: number;
}
export const LINE: Row = { lineId: 'l1', bill: 'line', amountFen: LINE_FEN };
export const ROUTER: Row = { lineId: 'l2', bill: 'router', amountFen: INVOICES.router };

/** The claim as it is written; `more` changes or adds fields. */
export function claimOf(stage: Stage, story: Story, rows: readonly Row[], more: object = {}) {
  const year = claimYear(stage);
  const bills = story.get('bills');
  const contract = story.get('contract');
  return {
    kind: 'broadband',
    year,
    contractNumber: 'HT-0O1',
    lineNumber: `0512-${story.run}`,
    contractDocumentId: contract,
    monthsFrom: `${year}-01`,
    monthsTo: `${year}-03`,
    paperIds: [contract],
    lines: rows.map(({ lineId, bill, amountFen }) => ({
      lineId,
      ...bills[bill],
      paidOn: `${year}-03-12`,
      amountFen,
      paymentProofDocumentId: story.get('proof'),
    })),
    ...more,
  };
}

export async function save(by: Caller, claimId: string, claim: object): Promise<void> {
  const path = `/v1/subsidies/claims/${claimId}`;
  expectStatus(await by.put(path, { claim }, { ifMatch: etagOf(await by.get(path)) }), 200);
}

export const checkOf = async (by: Caller, claimId: string): Promise<ClaimCheck> =>
  read(await by.get(`/v1/subsidies/claims/${claimId}/check`), claimCheck);

/** Tells what on the list is wrong, each with its rule, and answers the rules. */
export function tellWrong(stage: Stage, { items }: ClaimCheck): string[] {
  const wrong = items.filter(({ hard, outcome }) => hard && outcome === 'failed');
  for (const { pointer, text, detail } of wrong) stage.tell(`✗ ${pointer} ${text.zh}${detail ? `（${detail.zh}）` : ''} ${text.en}`);
  return wrong.map(({ rule, pointer }) => `${rule} ${pointer}`);
}

/** Uploads a paper of a kind under a title; no two have the same bytes. */
export async function uploaded(
  stage: Stage,
  { id, preparer }: Pick<Firm, 'id' | 'preparer'>,
  kind: string,
  title: string,
): Promise<string> {
  const paper = { kind, title, fileName: `${title}（示例）.pdf`, mediaType: 'application/pdf' };
  const content = examplePdf([`Example ${kind}`, invoiceNumber()]);
  const { id: documentId, status } = await handIn(stage, preparer, id, { ...paper, content });
  stage.insist(status === 'clean', `${title}：检查通过 clean`);
  return documentId;
}

/** Registers the invoice on a scan: of a seller of the example data, of March of a year unless told otherwise. */
export async function registerBill(
  stage: Stage,
  { id, name, uscc, preparer }: Omit<Firm, 'owner'>,
  documentId: string,
  amountFen: number,
  year = claimYear(stage),
): Promise<Bill> {
  const invoice = { ...CARRIER, number: invoiceNumber(), buyerName: name, buyerUscc: uscc, issuedOn: `${year}-03-10`, amountFen };
  const path = `/v1/companies/${id}/documents/${documentId}/invoices`;
  const { id: invoiceId } = read(await preparer.post(path, invoice), wireInvoice, 201);
  stage.insist(true, `发票登记 invoice ${invoice.number} ${invoice.issuedOn} ${yuan(amountFen)}`);
  return { invoiceId, documentId };
}

async function registered(stage: Stage, firm: Firm, what: keyof typeof INVOICES): Promise<Bill> {
  const year = what === 'lastYear' ? claimYear(stage) - 1 : claimYear(stage);
  const documentId = await uploaded(stage, firm, 'invoice', `${BILL_NAMES[what]}发票`);
  return registerBill(stage, firm, documentId, INVOICES[what], year);
}

export const prepareSteps = (story: Story): readonly Step[] => [
  {
    zh: '初创企业的填报人上传合同、发票和付款凭证，登记发票。',
    en: 'The preparer of a start-up uploads contract, invoices and proof of payment, and registers the invoices.',
    async play(stage) {
      const firm = await findFirm(stage, story);
      story.keep({
        firm,
        contract: await uploaded(stage, firm, 'other', '宽带服务合同'),
        proof: await uploaded(stage, firm, 'payment-proof', '付款凭证'),
        bills: {
          line: await registered(stage, firm, 'line'),
          router: await registered(stage, firm, 'router'),
          lastYear: await registered(stage, firm, 'lastYear'),
        },
      });
    },
  },
  {
    zh: '草稿：清单逐项说明还缺什么；填写时金额随时算出，算法写明。',
    en: 'A draft: the list says what is missing, field by field; while it is filled in the amount follows, with its formula.',
    async play(stage) {
      const { id, preparer } = story.get('firm');
      const start = { organisationId: id, programmeId: BROADBAND };
      const draft = read(await preparer.post('/v1/subsidies/claims', start), claimView, 201);
      story.keep({ first: draft.id });
      const empty = await checkOf(preparer, draft.id);
      stage.insist(tellWrong(stage, empty).length > 0 && !empty.ready, '还不能提交 not ready');

      await save(preparer, draft.id, claimOf(stage, story, [LINE, ROUTER]));
      const whole = await checkOf(preparer, draft.id);
      for (const { text, maxFen } of whole.trace) stage.tell(`${text.zh} ${text.en}: ${yuan(maxFen)}`);
      stage.insist(tellWrong(stage, whole).length === 0 && whole.ready && whole.verdict === 'eligible', '可以提交 ready');
      stage.insist(whole.computedFen === 1_220_000, `(24,000 + 400) × 50% = ${yuan(whole.computedFen)}`);
    },
  },
  {
    zh: '超过发票金额、发票不在申报年度：指出规则和字段。超过上限：降到上限。',
    en: 'More than the invoice, an invoice of another year: named by rule and field. Above the cap: lowered to it.',
    async play(stage) {
      const { preparer, owner } = story.get('firm');
      const id = story.get('first');
      const trial = async (rows: readonly Row[]) => {
        await save(preparer, id, claimOf(stage, story, rows));
        return checkOf(preparer, id);
      };
      const over = await trial([{ ...LINE, amountFen: INVOICES.line + 1 }]);
      stage.insist(tellWrong(stage, over).join() === 'invoice-overclaimed /lines/0/amountFen', '多申报一分也不行 not even one fen more');
      await refuseStep(stage, owner, id, ['submit', 422, 'claim-refused', '/lines/0/amountFen']);
      const old = await trial([LINE, { lineId: 'l2', bill: 'lastYear', amountFen: INVOICES.lastYear }]);
      stage.insist(tellWrong(stage, old).join() === 'invoice-outside-window /lines/1/invoiceId', '上年的发票不算 not of this year');

      const full = await trial([{ ...LINE, amountFen: INVOICES.line }]);
      stage.insist(full.ready && full.computedFen === 2_000_000, `50,000 × 50% = 25,000，上限 cap ${yuan(full.computedFen)}`);
      await save(preparer, id, claimOf(stage, story, [LINE, ROUTER]));
    },
  },
  {
    zh: '填报人不能提交，没有版本号不能改；别家企业看不到。',
    en: 'A preparer cannot submit, without a version nothing is changed, and another firm sees nothing.',
    async play(stage) {
      const { preparer } = story.get('firm');
      const id = story.get('first');
      await refuseStep(stage, preparer, id, ['submit', 403, 'not-allowed']);
      const path = `/v1/subsidies/claims/${id}`;
      expectRefusal(stage, await preparer.put(path, { claim: claimOf(stage, story, [LINE]) }), 428, 'version-required');
      expectRefusal(stage, await demo(stage, 'startup-other').get(path), 404, 'not-found');
    },
  },
];
