import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { type Document, daysLeft, REJECTIONS, validityOn } from '../../../shared/domain/documents/document.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';

const words = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });

/** A paper as it goes over the wire, its validity on a day. `granted`: to an institution, which need not know who handed it in. */
export function showDocument(document: Document, day: CivilDate, granted = false): WireDocument {
  const { organisationId: _own, uploadUntil, rejections, uploadedBy, ...rest } = document;
  const validity = validityOn(document, day);
  return {
    ...rest,
    kindName: words(KINDS_OF_PAPER[document.kind]),
    rejections: rejections.map((code) => ({ code, text: words(REJECTIONS[code]) })),
    validity: { ...validity, daysLeft: validity.until === null ? null : daysLeft(validity.until, day) },
    uploadUntil: document.status === 'awaiting-upload' ? uploadUntil : null,
    uploadedBy: granted ? null : uploadedBy,
  };
}
