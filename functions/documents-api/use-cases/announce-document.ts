import type { DocumentRequest } from '../../../shared/contracts/documents.ts';
import { type Document, wrongDate } from '../../../shared/domain/documents/document.ts';
import { kindByMediaType, kindByName } from '../../../shared/domain/documents/file-kinds.ts';
import { KINDS_OF_PAPER, takesFile } from '../../../shared/domain/documents/kinds.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** Far more than any applicant needs, and few enough for one read. */
const MOST_DOCUMENTS = 1_000;

const DATES = { zh: '与其他日期矛盾，或在将来', en: 'contradicts another date, or lies ahead' };

/** Refuses dates that contradict each other, by the field. */
export function refuseDates(dates: Parameters<typeof wrongDate>[0], now: Date): Refusal | undefined {
  const field = wrongDate(dates, dayInShanghai(now));
  return field && { code: 'dates-contradict', faults: [{ pointer: `/${field}`, code: 'dates-contradict', detail: DATES }] };
}

const FILE_TYPE = { zh: '这类材料不接受此文件类型，或扩展名不符', en: 'is not taken for this kind of paper, or the extension differs' };

function refuseFile({ kind, fileName, mediaType }: DocumentRequest): Refusal | undefined {
  const byType = kindByMediaType(mediaType);
  if (byType === undefined || kindByName(fileName) !== byType)
    return { code: 'file-kind-not-taken', faults: [{ pointer: '/fileName', code: 'file-kind-not-taken', detail: FILE_TYPE }] };
  if (takesFile(kind, byType)) return undefined;
  return { code: 'file-kind-not-taken', faults: [{ pointer: '/mediaType', code: 'file-kind-not-taken', detail: FILE_TYPE }] };
}

/** What the record of a new paper is made of beside what was said. */
export interface Announcement {
  readonly organisationId: string;
  readonly documentId: string;
  readonly personId: string;
  readonly now: Date;
  /** Until when the upload form holds, RFC 3339. */
  readonly uploadUntil: string;
  /** Papers the applicant has already. */
  readonly present: number;
}

/** Decides whether a paper is taken, and makes its record: announced, with nothing uploaded yet. */
export function announceDocument(request: DocumentRequest, about: Announcement): Result<Document, Refusal> {
  const { organisationId, documentId, personId, now, uploadUntil, present } = about;
  const { kind, title = KINDS_OF_PAPER[kind].zh, fileName, mediaType, sizeBytes } = request;
  const { issuedOn = null, validFrom = null, validUntil = null } = request;
  const refusal = refuseFile(request) ?? refuseDates({ issuedOn, validFrom, validUntil }, now);
  if (refusal) return refuse(refusal);
  if (present >= MOST_DOCUMENTS) return refuse({ code: 'too-many-documents' });
  return ok({
    id: documentId,
    organisationId,
    kind,
    title,
    fileName,
    mediaType,
    sizeBytes,
    sha256: null,
    status: 'awaiting-upload',
    rejections: [],
    issuedOn,
    validFrom,
    validUntil,
    uploadedBy: personId,
    uploadedAt: now.toISOString(),
    uploadUntil,
    checkedAt: null,
    invoices: [],
    version: 1,
  });
}
