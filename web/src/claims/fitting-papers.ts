import type { WireDocument } from '../../../shared/contracts/documents.ts';
import type { DocumentKind } from '../../../shared/domain/documents/kind-names.ts';

const GONE: readonly WireDocument['status'][] = ['withdrawn', 'rejected', 'expired'];

/** The papers of the vault a question can be answered with; one whose check is still running is offered too. */
export const fitting = (documents: readonly WireDocument[], kinds: readonly DocumentKind[], title?: string): WireDocument[] =>
  documents.filter((document) => kinds.includes(document.kind) && !GONE.includes(document.status) && (!title || document.title === title));
