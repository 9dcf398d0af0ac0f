import { documentList, documentQuery, linkAnswer, papersAnswer, papersQuery, wireDocument } from '../../../shared/contracts/documents.ts';
import { type Document, statusAt } from '../../../shared/domain/documents/document.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { CatalogueReader } from '../../../shared/http/catalogue-route.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { readDay } from '../../../shared/http/read-day.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { validatedQuery, withoutQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { papersFor } from '../use-cases/papers-for.ts';
import { showDocument } from '../use-cases/show-document.ts';
import { gatherApplicant, grantedDocumentIds, type PaperPorts } from './gather.ts';
import { noteAccess } from './note-access.ts';
import { newestFirst, pageAfter } from './page-of.ts';

/** How long a link holds. A grant that is taken back leaves the links given out before, so that those are short. */
export const LINK_SECONDS = { own: 5 * 60, granted: 60 } as const;

/** One paper and its applicant; undefined when either does not exist. */
async function gatherOne(request: Request, ports: PaperPorts) {
  const documentId = request.param('documentId');
  const [applicant, document] = await Promise.all([
    gatherApplicant(request, ports, { documentId }),
    ports.documents.readDocument(request.param('id'), documentId),
  ]);
  return applicant && document && { ...applicant, document };
}

/** Does the asker see it because the applicant granted it? */
const isGranted = ({ grounds }: Allowed): boolean => grounds.relation === 'granted';

/** What the asker may see of a list: everything of one's own; of others the clean ones that were granted. */
function visible(request: Allowed, documents: readonly Document[], file: OrganisationFile | undefined): readonly Document[] {
  const institutionId = request.grounds.membership?.organisationId;
  if (!isGranted(request) || !file || institutionId === undefined) return documents;
  const granted = grantedDocumentIds(file, request.now, institutionId);
  return documents.filter(({ id, status }) => status === 'clean' && granted.has(id));
}

/** Looking at papers: the list, one of them, the link to its file, and what a programme still asks for. */
export function readRoutes(api: Api<Write>, ports: PaperPorts, readCatalogue: CatalogueReader): void {
  api.question(
    'GET /v1/companies/{id}/documents',
    async (request) => {
      const [applicant, papers] = await Promise.all([gatherApplicant(request, ports), ports.documents.readPapers(request.param('id'))]);
      return applicant && { ...applicant, ...papers };
    },
    async (request, { documents, file }) => {
      const { context, now } = request;
      const list = `documents ${request.param('id')}`;
      const query = validatedPage(context, documentQuery, list);
      if (!query.ok) return query.refusal;
      const { kind, status } = query.value;
      const found = visible(request, documents, file).filter(
        (document) =>
          (kind === undefined || document.kind === kind) &&
          (status === undefined ? document.status !== 'withdrawn' : statusAt(document, now.toISOString()) === status),
      );
      const { items, last } = pageAfter(
        newestFirst(found, ({ uploadedAt }) => uploadedAt),
        query.value,
      );
      await noteAccess(
        request,
        ports,
        file,
        'document',
        items.map(({ id }) => id),
      );
      const granted = isGranted(request);
      return reply(context, documentList, {
        items: items.map((document) => showDocument(document, { now, granted })),
        nextCursor: last === undefined ? null : writeCursor(list, last),
      });
    },
  );

  api.question(
    'GET /v1/companies/{id}/documents/{documentId}',
    (request) => gatherOne(request, ports),
    withoutQuery(async (request, { document, file }) => {
      await noteAccess(request, ports, file, 'document', [document.id]);
      request.context.header('etag', etagOf(document.version));
      return reply(request.context, wireDocument, showDocument(document, { now: request.now, granted: isGranted(request) }));
    }),
  );

  api.question(
    'POST /v1/companies/{id}/documents/{documentId}/links',
    (request) => gatherOne(request, ports),
    async (request, { document, file }) => {
      const { sha256, fileName, mediaType, status } = document;
      if (status !== 'clean' || sha256 === null) return problemReply(request.context, 'document-not-clean');
      await noteAccess(request, ports, file, 'document-content', [document.id]);
      const link = await ports.objects.createDownloadLink(
        vaultKey(document, sha256),
        fileName,
        mediaType,
        isGranted(request) ? LINK_SECONDS.granted : LINK_SECONDS.own,
      );
      return reply(request.context, linkAnswer, { ...link, fileName, sha256 });
    },
  );

  api.question(
    'GET /v1/companies/{id}/papers',
    async (request) => {
      const [applicant, papers, catalogue] = await Promise.all([
        gatherApplicant(request, ports),
        ports.documents.readPapers(request.param('id')),
        readCatalogue(),
      ]);
      return applicant && { ...applicant, ...papers, catalogue };
    },
    ({ context, now }, { documents, catalogue }) => {
      const query = validatedQuery(context, papersQuery);
      if (!query.ok) return query.refusal;
      const day = readDay(context, 'on', query.value.on, now);
      if (!day.ok) return day.refusal;
      if (!catalogue) return problemReply(context, 'service-unavailable');
      const programme = catalogue.programmes.find(({ id }) => id === query.value.programmeId);
      return programme
        ? reply(context, papersAnswer, papersFor(programme, documents, day.value, now))
        : problemReply(context, 'unknown-programme');
    },
  );
}
