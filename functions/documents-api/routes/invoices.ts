import type * as z from 'zod/mini';
import { invoiceList, invoiceQuery, invoiceRequest, wireInvoice } from '../../../shared/contracts/documents.ts';
import { type InvoiceRegistration, OWN_FLAGS } from '../../../shared/domain/documents/invoice.ts';
import { ok } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { reply } from '../../../shared/http/reply.ts';
import { enterFile } from '../../../shared/store/bill-rows.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { putDocument, putInvoiceAccount, putRegistration } from '../../../shared/store/document-store.ts';
import { idOfRequest, registerInvoice } from '../use-cases/register-invoice.ts';
import { gatherApplicant, type PaperPorts } from './gather.ts';
import { newestFirst, pageAfter } from './page-of.ts';

const showInvoice = ({ flags, ...invoice }: InvoiceRegistration): z.infer<typeof wireInvoice> => ({
  ...invoice,
  flags: flags.map((code) => ({ code, text: { zh: OWN_FLAGS[code].zh, en: OWN_FLAGS[code].en } })),
});

/** Registering the invoices a paper shows, and the list of them. */
export function invoiceRoutes(api: Api<Write>, ports: PaperPorts): void {
  api.command('POST /v1/companies/{id}/documents/{documentId}/invoices', {
    body: invoiceRequest,
    gather: async (request, body) => {
      const [id, documentId] = [request.param('id'), request.param('documentId')];
      const [surroundings, papers, applicant] = await Promise.all([
        ports.documents.readInvoiceSurroundings(id, body && idOfRequest(body)),
        ports.documents.readPapers(id),
        gatherApplicant(request, ports, { documentId }),
      ]);
      const document = papers.documents.find((paper) => paper.id === documentId);
      const { organisation, head, account } = surroundings;
      if (!applicant || !document || !organisation || !head) return undefined;
      return { subject: applicant.subject, head, document, organisation, account, registered: papers.invoices };
    },
    decide: ({ body, now, who }, { document, organisation, account, registered }) => {
      const outcome = registerInvoice(body, { document, registered, account, applicant: organisation, personId: who.personId, now });
      if (!outcome.ok) return outcome;
      const { registration, document: named, account: entered } = outcome.value;
      const { id, documentId, amountFen, issuedOn, flags } = registration;
      return ok({
        writes: [
          putRegistration(registration),
          putInvoiceAccount(entered, account?.version ?? 'absent'),
          enterFile(registration.sha256, id),
          putDocument(named, document.version),
        ],
        audit: {
          aggregate: { kind: 'organisation', id: organisation.id },
          changed: { invoiceId: id, documentId, amountFen, issuedOn, flags },
        },
        status: 201,
        body: wireInvoice.parse(showInvoice(registration)),
      });
    },
  });

  api.question(
    'GET /v1/companies/{id}/invoices',
    async (request) => {
      const [applicant, papers] = await Promise.all([gatherApplicant(request, ports), ports.documents.readPapers(request.param('id'))]);
      return applicant && { ...applicant, ...papers };
    },
    (request, { invoices }) => {
      const list = `invoices ${request.param('id')}`;
      const query = validatedPage(request.context, invoiceQuery, list);
      if (!query.ok) return query.refusal;
      const { documentId } = query.value;
      const found = invoices.filter((invoice) => documentId === undefined || invoice.documentId === documentId);
      const { items, last } = pageAfter(
        newestFirst(found, ({ registeredAt }) => registeredAt),
        query.value,
      );
      return reply(request.context, invoiceList, {
        items: items.map(showInvoice),
        nextCursor: last === undefined ? null : writeCursor(list, last),
      });
    },
  );
}
