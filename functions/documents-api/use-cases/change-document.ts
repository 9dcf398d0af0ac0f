import type { DocumentChange } from '../../../shared/contracts/documents.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Refusal } from '../../../shared/http/command.ts';
import { refuseDates } from './announce-document.ts';

const isClosed = ({ status }: Document): boolean => status === 'withdrawn' || status === 'rejected';

/** The same paper with another title or other dates; what is not named stays. */
export function changeDocument(document: Document, change: DocumentChange, now: Date): Result<Document, Refusal> {
  if (isClosed(document)) return refuse({ code: 'document-closed' });
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const changed: Document = { ...document, ...named, version: document.version + 1 };
  const refusal = refuseDates(changed, now);
  return refusal ? refuse(refusal) : ok(changed);
}

/** Takes a paper back: it serves nothing new from now on. Its file stays, as a case may have pinned it as evidence. */
export const withdrawDocument = (document: Document): Result<Document, Refusal> =>
  isClosed(document) ? refuse({ code: 'document-closed' }) : ok({ ...document, status: 'withdrawn', version: document.version + 1 });
