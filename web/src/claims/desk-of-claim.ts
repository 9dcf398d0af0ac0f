import { createContext, use } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import type { EventFiling } from '../../../shared/domain/subsidies/event-filing.ts';
import type { Place } from '../account/me.ts';
import type { InvoiceList } from '../account/wire.ts';
import type { Lexicon } from '../words/values.ts';
import type { Draft } from './claim-paths.ts';

export type Defect = { readonly id: string; readonly pointer: string; readonly text: string; readonly newBecause?: string | undefined };
/** What one answers to a defect. */
export type DefectAnswer = { readonly kind: 'corrected' | 'disputed'; readonly text: string };
/** Something to be said of a field, in the reader's language: what is wrong with it, what is still empty, or what cannot be told yet. */
export type Fault = { readonly pointer: string; readonly text: string; readonly kind: 'wrong' | 'missing' | 'open' };

/** Everything the questions of a claim have at hand. */
export type ClaimDesk = {
  readonly place: Place;
  readonly claim: Draft;
  readonly lexicon: Lexicon | undefined;
  readonly documents: readonly WireDocument[];
  readonly invoices: InvoiceList['items'];
  /** Papers and invoices are there: until then none is missing. */
  readonly arrived: boolean;
  readonly filings: readonly EventFiling[];
  readonly faults: readonly Fault[];
  readonly defects: readonly Defect[];
  readonly answers: Readonly<Record<string, DefectAnswer>>;
  answer(defectId: string, answer: DefectAnswer): void;
  /** Puts an answer at a pointer; undefined takes it out. */
  put(pointer: string, value: unknown): void;
  /** Papers or invoices have come. */
  reload(): void;
};

export const ClaimDeskContext = createContext<ClaimDesk | undefined>(undefined);

export function useDesk(): ClaimDesk {
  const desk = use(ClaimDeskContext);
  if (!desk) throw new Error('the questions of a claim stand on its page');
  return desk;
}
