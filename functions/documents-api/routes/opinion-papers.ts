import { linkAnswer } from '../../../shared/contracts/documents.ts';
import { shownTo } from '../../../shared/domain/cases/opinion.ts';
import { subjectForExperts } from '../../../shared/domain/cases/subject.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import type { Api } from '../../../shared/http/api.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PaperPorts } from './gather.ts';
import { noteOpinionAccess } from './note-access.ts';
import { LINK_SECONDS } from './reads.ts';

/** The papers a specialist was named, once they declared that there is no conflict: for them alone. */
export function opinionPaperRoutes(api: Api<Write>, ports: PaperPorts, { cases }: { readonly cases: CaseReader }): void {
  api.question(
    'POST /v1/cases/{id}/opinion/papers/{documentId}/links',
    async ({ param, who }) => {
      const file = (await cases.readCase(param('id')))?.file;
      if (!file) return undefined;
      const asked = shownTo(file, who);
      const documentId = param('documentId');
      const { id: caseId, applicant } = file.record;
      const named = asked?.declaredAt != null && asked.papers.includes(documentId);
      const document = named ? await ports.documents.readDocument(applicant.organisationId, documentId) : undefined;
      return { subject: subjectForExperts(file), caseId, document };
    },
    async (request, { caseId, document }) => {
      // Before the declaration a paper is not there for them, whichever it is.
      if (!document) return problemReply(request.context, 'not-found');
      const { id: documentId, organisationId, sha256, fileName, mediaType, status } = document;
      if (!['clean', 'withdrawn'].includes(status) || sha256 === null) return problemReply(request.context, 'document-not-clean');
      await noteOpinionAccess(request, ports, { caseId, organisationId, documentId });
      const link = await ports.objects.createDownloadLink(vaultKey(document, sha256), fileName, mediaType, LINK_SECONDS.granted);
      return reply(request.context, linkAnswer, { ...link, fileName, sha256 });
    },
  );
}
