import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { type Document, daysLeft, statusAt, validityOn } from '../../../shared/domain/documents/document.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import { REJECTIONS } from '../../../shared/domain/documents/rejections.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';

const words = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });

interface Look {
  readonly now: Date;
  /** The day its validity is shown for; absent: today. */
  readonly day?: CivilDate;
  /** To an institution, which need not know who handed it in. */
  readonly granted?: boolean;
}

/** A paper as it goes over the wire. */
export function showDocument(document: Document, { now, day = dayInShanghai(now), granted = false }: Look): WireDocument {
  const { organisationId: _own, uploadUntil, rejections, uploadedBy, ...rest } = document;
  const validity = validityOn(document, day);
  const status = statusAt(document, now.toISOString());
  return {
    ...rest,
    status,
    kindName: words(KINDS_OF_PAPER[document.kind]),
    rejections: rejections.map((code) => ({ code, text: words(REJECTIONS[code]) })),
    validity: { ...validity, daysLeft: validity.until === null ? null : daysLeft(validity.until, day) },
    uploadUntil: status === 'awaiting-upload' ? uploadUntil : null,
    uploadedBy: granted ? null : uploadedBy,
  };
}
