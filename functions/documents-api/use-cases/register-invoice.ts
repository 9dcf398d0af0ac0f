import type { InvoiceRequest } from '../../../shared/contracts/documents.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import {
  enterApplicant,
  type InvoiceAccount,
  type InvoiceRegistration,
  invoiceIdOf,
  sharesFile,
} from '../../../shared/domain/documents/invoice.ts';
import { type Buyer, judgeInvoice, normaliseInvoice, readInvoice } from '../../../shared/domain/documents/judge-invoice.ts';
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
  readonly applicant: Buyer;
  readonly personId: string;
  readonly now: Date;
}

export interface RegisteredInvoice {
  readonly registration: InvoiceRegistration;
  /** The paper, which names it now. */
  readonly document: Document;
  readonly account: InvoiceAccount;
}

/** The id an invoice would be registered under; undefined for what cannot be one. */
export function idOfRequest(request: InvoiceRequest): string | undefined {
  const read = readInvoice(normaliseInvoice(request));
  return read.ok ? invoiceIdOf(read.value) : undefined;
}

/**
 * Registers an invoice once an applicant, from the file that shows it. Whether others registered it too changes nothing about the answer: an
 * applicant learns nothing about another. What is odd about it is stored as a flag.
 */
export function registerInvoice(request: InvoiceRequest, register: Register): Result<RegisteredInvoice, Refusal> {
  const { document, registered, account, applicant, personId, now } = register;
  const invoice = readInvoice(normaliseInvoice(request));
  if (!invoice.ok) return invoice;
  if (document.kind !== 'invoice') return refuse({ code: 'not-an-invoice' });
  if (document.status !== 'clean' || document.sha256 === null) return refuse({ code: 'document-not-clean' });
  const judged = judgeInvoice(invoice.value, applicant, dayInShanghai(now));
  if (!judged.ok) return judged;
  const id = invoiceIdOf(invoice.value);
  if (registered.some((other) => other.id === id)) return refuse({ code: 'invoice-registered' });
  const shared = sharesFile(document.sha256, id, registered) ? (['same-file-other-number'] as const) : [];
  const registration: InvoiceRegistration = {
    ...invoice.value,
    id,
    organisationId: document.organisationId,
    documentId: document.id,
    sha256: document.sha256,
    flags: [...shared, ...judged.value],
    registeredBy: personId,
    registeredAt: now.toISOString(),
    version: 1,
  };
  const named: Document = { ...document, invoices: [...document.invoices, id], version: document.version + 1 };
  return ok({ registration, document: named, account: enterApplicant(account, registration) });
}
