import { createHash } from 'node:crypto';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { FILE_KINDS } from '../../../shared/domain/documents/file-kinds.ts';
import { type InvoiceRegistration, invoiceIdOf } from '../../../shared/domain/documents/invoice.ts';
import { judgeInvoice } from '../../../shared/domain/documents/judge-invoice.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import type { EventFiling } from '../../../shared/domain/subsidies/event-filing.ts';
import { type DemoSetting, personOf } from './demo-records.ts';
import { examplePdf } from './example-pdf.ts';
import type { DemoOrganisation } from './read-demo.ts';
import { dayFrom, instantFrom } from './relative-day.ts';

/** A paper with its file: the record as the checker leaves it, and the bytes it looked at. */
export interface PaperWithFile {
  readonly record: Document;
  readonly sha256: string;
  readonly bytes: Buffer;
}

export function papersOf({ demo, today }: DemoSetting, { id: organisationId, papers, invoices }: DemoOrganisation): PaperWithFile[] {
  const day = (distance: string | undefined) => (distance === undefined ? null : dayFrom(today, distance));
  return papers.map(({ id, kind, title, uploaded, issuedOn, validFrom, validUntil }) => {
    const bytes = examplePdf([KINDS_OF_PAPER[kind].en, `${organisationId} / ${id}`, 'An example. It is invented and proves nothing.']);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const at = instantFrom(today, uploaded);
    const record: Document = {
      id,
      organisationId,
      kind,
      title,
      fileName: title.includes('示例') ? `${title}.pdf` : `${title}（示例）.pdf`,
      mediaType: FILE_KINDS.pdf.mediaType,
      sizeBytes: bytes.length,
      sha256,
      status: 'clean',
      rejections: [],
      issuedOn: day(issuedOn),
      validFrom: day(validFrom),
      validUntil: day(validUntil),
      uploadedBy: personOf(demo, organisationId),
      uploadedAt: at,
      uploadUntil: at,
      checkedAt: at,
      invoices: invoices.filter(({ paper }) => paper === id).map((invoice) => invoiceIdOf({ ...invoice, code: null })),
      version: 1,
    };
    return { record, sha256, bytes };
  });
}

/** The invoices an organisation registered from its papers, judged as the product does. */
export function invoicesOf(setting: DemoSetting, one: DemoOrganisation): InvoiceRegistration[] {
  const { id, name, uscc, invoices } = one;
  const papers = new Map(papersOf(setting, one).map(({ record, sha256 }) => [record.id, { record, sha256 }]));
  return invoices.map(({ paper, buyerName = name, issuedOn, ...said }): InvoiceRegistration => {
    const scan = papers.get(paper);
    const draft = { ...said, code: null, issuedOn: dayFrom(setting.today, issuedOn), buyerName, buyerUscc: uscc };
    const judged = judgeInvoice(draft, { name, uscc }, setting.today);
    if (!scan || !judged.ok) throw new Error(`the demo invoice ${said.number} of ${id} cannot be registered`);
    const { uploadedBy, uploadedAt } = scan.record;
    return {
      ...draft,
      id: invoiceIdOf(draft),
      organisationId: id,
      documentId: paper,
      sha256: scan.sha256,
      flags: judged.value,
      registeredBy: uploadedBy,
      registeredAt: uploadedAt,
      version: 1,
    };
  });
}

/** The events an organisation has filed. */
export const filingsOf = ({ demo, today }: DemoSetting, { id: organisationId, filings }: DemoOrganisation): EventFiling[] =>
  filings.map(({ plannedOn, filedAt, ...said }) => ({
    ...said,
    organisationId,
    plannedOn: dayFrom(today, plannedOn),
    filedAt: instantFrom(today, filedAt),
    filedBy: personOf(demo, organisationId),
    version: 1,
  }));
