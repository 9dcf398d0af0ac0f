import type { CaseCard } from '../cases/shown/card.ts';
import type { Document } from '../documents/document.ts';
import type { InvoiceRegistration } from '../documents/invoice.ts';
import type { OrganisationFile } from '../parties/records.ts';
import type { EventFiling } from '../subsidies/event-filing.ts';

/** Everything about an applicant that a claim is judged on, whichever the instrument; one read brings it. */
export interface ApplicantFile {
  readonly file: OrganisationFile;
  readonly cards: readonly CaseCard[];
  readonly documents: readonly Document[];
  readonly invoices: readonly InvoiceRegistration[];
  readonly filings: readonly EventFiling[];
}
