import { letterList } from '../../../shared/contracts/case-letters.ts';
import { linkAnswer } from '../../../shared/contracts/documents.ts';
import { shownTo } from '../../../shared/domain/cases/opinions/opinion.ts';
import { type CaseLetter, opinionOfLetter } from '../../../shared/domain/cases/shown/letters.ts';
import { subjectForExperts } from '../../../shared/domain/cases/shown/subject.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import type { CaseReader, StoredCase } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PaperPorts } from './gather.ts';
import { linkToLetter } from './letters.ts';
import { noteOpinionAccess } from './note-access.ts';
import { LINK_SECONDS } from './reads.ts';

/** The letters of a case that are to this specialist, whatever became of the request. */
const lettersTo = ({ file, letters }: StoredCase, { personId }: Principal): CaseLetter[] =>
  letters.filter((letter) => opinionOfLetter(file, letter)?.by.personId === personId);

/** The papers a specialist was named, once they declared that there is no conflict: for them alone. */
export function opinionPaperRoutes(api: Api<Write>, ports: PaperPorts, { cases }: { readonly cases: CaseReader }): void {
  api.question(
    'GET /v1/cases/{id}/opinion/letters',
    async ({ param, who }) => {
      const stored = await cases.readCase(param('id'));
      if (!stored) return undefined;
      const letters = lettersTo(stored, who);
      // Who was written to may read it after the request was taken back as well: that it was is what the letter says.
      return { subject: letters.length > 0 ? { assignedTo: [who.personId] } : subjectForExperts(stored.file), letters };
    },
    withoutQuery(({ context }, { letters }) => reply(context, letterList, { items: [...letters] })),
  );

  api.question(
    'POST /v1/cases/{id}/opinion/papers/{documentId}/links',
    async ({ param, who }) => {
      const stored = await cases.readCase(param('id'));
      if (!stored) return undefined;
      const { file } = stored;
      const letter = lettersTo(stored, who).find(({ id }) => id === param('documentId'));
      if (letter) return { subject: { assignedTo: [who.personId] }, caseId: file.record.id, letter };
      const asked = shownTo(file, who);
      const documentId = param('documentId');
      const { id: caseId, applicant } = file.record;
      const named = asked?.declaredAt != null && asked.papers.includes(documentId);
      const document = named ? await ports.documents.readDocument(applicant.organisationId, documentId) : undefined;
      return { subject: subjectForExperts(file), caseId, document };
    },
    async (request, { caseId, document, letter }) => {
      if (letter) return linkToLetter(request.context, ports, caseId, letter);
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
