import type { InvoiceRequest } from '../../../shared/contracts/documents.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import {
  enterApplicant,
  type InvoiceAccount,
  type InvoiceRegistration,
  invoiceIdOf,
  type OwnFlag,
  sharesFile,
} from '../../../shared/domain/documents/invoice.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What an invoice is registered against. */
export interface Register {
  readonly document: Document;
  /** Everything the same applicant registered before. */
  readonly registered: readonly InvoiceRegistration[];
  /** The invoice over all applicants; undefined when nobody registered it. */
  readonly account: InvoiceAccount | undefined;
  /** The applicant's own code, where it has one. */
  readonly ownUscc: string | null;
  readonly personId: string;
  readonly now: Date;
}

export interface RegisteredInvoice {
  readonly registration: InvoiceRegistration;
  /** The paper, which names it now. */
  readonly document: Document;
  readonly account: InvoiceAccount;
}

const AHEAD = { zh: '开票日期在将来', en: 'The invoice is dated in the future' };

/**
 * Registers an invoice once an applicant, from the file that shows it. Whether others registered it too changes nothing about the answer: an
 * applicant learns nothing about another. What is odd about it is stored as a flag.
 */
export function registerInvoice(request: InvoiceRequest, register: Register): Result<RegisteredInvoice, Refusal> {
  const { document, registered, account, ownUscc, personId, now } = register;
  if (document.kind !== 'invoice') return refuse({ code: 'not-an-invoice' });
  if (document.status !== 'clean' || document.sha256 === null) return refuse({ code: 'document-not-clean' });
  if (request.issuedOn > dayInShanghai(now))
    return refuse({ code: 'dates-contradict', faults: [{ pointer: '/issuedOn', code: 'dates-contradict', detail: AHEAD }] });
  const id = invoiceIdOf(request);
  if (registered.some((other) => other.id === id)) return refuse({ code: 'invoice-registered' });
  const { sellerName = null, buyerUscc = null, ...rest } = request;
  const flags: OwnFlag[] = [
    ...(sharesFile(document.sha256, id, registered) ? (['same-file-other-number'] as const) : []),
    ...(ownUscc !== null && buyerUscc !== null && buyerUscc !== ownUscc ? (['buyer-is-other'] as const) : []),
  ];
  const registration: InvoiceRegistration = {
    ...rest,
    id,
    organisationId: document.organisationId,
    documentId: document.id,
    sha256: document.sha256,
    sellerName,
    buyerUscc,
    flags,
    registeredBy: personId,
    registeredAt: now.toISOString(),
    version: 1,
  };
  const named: Document = { ...document, invoices: [...document.invoices, id], version: document.version + 1 };
  return ok({ registration, document: named, account: enterApplicant(account, registration) });
}
