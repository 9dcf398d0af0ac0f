import { documentChange, documentRequest, uploadAnswer, wireDocument } from '../../../shared/contracts/documents.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { MAX_FILE_BYTES } from '../../../shared/domain/documents/file-kinds.ts';
import { quarantineKey } from '../../../shared/domain/documents/object-keys.ts';
import { ok, type Result } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { putDocument } from '../../../shared/store/document-store.ts';
import { announceDocument } from '../use-cases/announce-document.ts';
import { changeDocument, withdrawDocument } from '../use-cases/change-document.ts';
import { showDocument } from '../use-cases/show-document.ts';
import { type PaperPorts, readApplicant, subjectOf } from './gather.ts';

/** What a command on one paper reads: the applicant's file, which holds the head of its chain, and the paper. */
async function gatherDocument(request: Request, ports: PaperPorts) {
  const [id, documentId] = [request.param('id'), request.param('documentId')];
  const [file, document] = await Promise.all([readApplicant(ports, id), ports.documents.readDocument(id, documentId)]);
  if (!file || !document) return undefined;
  return { subject: subjectOf(file, request.now, { documentId }), head: file.head, version: document.version, document };
}

/** One changed paper as the outcome of a command. */
function decisionOf(before: Document, after: Document, now: Date, changed: readonly (keyof Document)[]): Decision<Write> {
  const values = changed.filter((field) => after[field] !== before[field]).map((field) => [field, after[field] as string | null] as const);
  return {
    writes: [putDocument(after, before.version)],
    audit: {
      aggregate: { kind: 'organisation', id: after.organisationId },
      changed: { documentId: after.id, ...Object.fromEntries(values) },
    },
    status: 200,
    body: wireDocument.parse(showDocument(after, { now })),
    version: after.version,
  };
}

/** Announcing a paper and getting its upload form, changing what is said of it, taking it back. */
export function changeRoutes(api: Api<Write>, ports: PaperPorts): void {
  api.command('POST /v1/companies/{id}/documents', {
    body: documentRequest,
    gather: async (request, body) => {
      const id = request.param('id');
      const documentId = ports.newId();
      const [file, papers] = await Promise.all([readApplicant(ports, id), ports.documents.readPapers(id)]);
      if (!file) return undefined;
      // Signing sends nothing: a form that is never handed out does not exist.
      const upload = await ports.objects.createUploadForm(quarantineKey(id, documentId), body?.mediaType ?? '', MAX_FILE_BYTES);
      return { subject: subjectOf(file, request.now, {}), head: file.head, documentId, upload, present: papers.documents.length };
    },
    decide: ({ body, now, who, param }, { documentId, upload, present }) => {
      const organisationId = param('id');
      const made = announceDocument(body, {
        organisationId,
        documentId,
        personId: who.personId,
        now,
        uploadUntil: upload.expiresAt,
        present,
      });
      if (!made.ok) return made;
      const { kind, title, fileName, mediaType, sizeBytes } = made.value;
      return ok({
        writes: [putDocument(made.value, 'absent')],
        audit: {
          aggregate: { kind: 'organisation', id: organisationId },
          changed: { documentId, kind, title, fileName, mediaType, sizeBytes },
        },
        status: 201,
        body: uploadAnswer.parse({
          document: showDocument(made.value, { now }),
          upload: { ...upload, maxBytes: MAX_FILE_BYTES },
        }),
        version: 1,
        location: `/v1/companies/${organisationId}/documents/${documentId}`,
      });
    },
  });

  api.command('PATCH /v1/companies/{id}/documents/{documentId}', {
    body: documentChange,
    gather: (request) => gatherDocument(request, ports),
    decide: ({ body, now }, { document }) =>
      decided(changeDocument(document, body, now), (after) =>
        decisionOf(document, after, now, ['title', 'issuedOn', 'validFrom', 'validUntil']),
      ),
  });

  api.command('POST /v1/companies/{id}/documents/{documentId}/withdraw', {
    gather: (request) => gatherDocument(request, ports),
    decide: ({ now }, { document }) => decided(withdrawDocument(document), (after) => decisionOf(document, after, now, ['status'])),
  });
}

const decided = (outcome: Result<Document, Refusal>, then: (after: Document) => Decision<Write>): Result<Decision<Write>, Refusal> =>
  outcome.ok ? ok(then(outcome.value)) : outcome;
