import { casePaperList, linkAnswer } from '../../../shared/contracts/documents.ts';
import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import { evidenceOfPayments, papersOfCase } from '../../../shared/domain/instruments/papers-of-case.ts';
import type { Api } from '../../../shared/http/api.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { CasePaperReader } from '../../../shared/store/case-paper-store.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { showDocument } from '../use-cases/show-document.ts';
import type { PaperPorts } from './gather.ts';
import { noteCaseAccess } from './note-access.ts';
import { LINK_SECONDS } from './reads.ts';

interface CaseParts {
  readonly cases: CaseReader;
  readonly readCasePapers: CasePaperReader;
}

/** Who sees what stands for money beside what was handed in. */
const seesEvidence = ({ grounds }: Pick<Allowed, 'grounds'>): boolean => grounds.role === 'auditor';

/** The applicant's papers a case names, side by side with it: for whoever may read its file. */
export function casePaperRoutes(api: Api<Write>, ports: PaperPorts, { cases, readCasePapers }: CaseParts): void {
  const gather = async ({ param }: Request) => {
    const stored = await cases.readCase(param('id'));
    if (!stored) return undefined;
    const { record } = stored.file;
    return {
      subject: subjectOfCase(record),
      caseId: record.id,
      organisationId: record.applicant.organisationId,
      named: papersOfCase(stored.file),
      evidence: evidenceOfPayments(stored.file),
    };
  };

  api.question('GET /v1/cases/{id}/papers', gather, async (request, { organisationId, named, evidence }) => {
    const { context, now } = request;
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    const beside = seesEvidence(request) ? [...evidence] : [];
    const documents = (
      await Promise.all([readCasePapers(organisationId, named), ...beside.map(([id, payerId]) => readCasePapers(payerId, [id]))])
    ).flat();
    return reply(context, casePaperList, { items: documents.map((document) => showDocument(document, { now, granted: true })) });
  });

  api.question(
    'POST /v1/cases/{id}/papers/{documentId}/links',
    async (request) => {
      const found = await gather(request);
      const documentId = request.param('documentId');
      const payerId = found?.evidence.get(documentId);
      const owner = found?.named.has(documentId) ? found.organisationId : payerId;
      const document = owner === undefined ? undefined : await ports.documents.readDocument(owner, documentId);
      return found && owner !== undefined && document
        ? { ...found, organisationId: owner, ofBureau: owner === payerId, document }
        : undefined;
    },
    async (request, { caseId, organisationId, ofBureau, document }) => {
      if (ofBureau && !seesEvidence(request)) return problemReply(request.context, 'not-found');
      const { id: documentId, sha256, fileName, mediaType, status } = document;
      // What was handed in stays in the file of the case: one that was clean and taken back later opens here as before.
      if (!['clean', 'withdrawn'].includes(status) || sha256 === null) return problemReply(request.context, 'document-not-clean');
      await noteCaseAccess(request, ports, { caseId, organisationId, documentId });
      const own = request.grounds.relation === 'same-organisation';
      const seconds = LINK_SECONDS[own ? 'own' : 'granted'];
      const link = await ports.objects.createDownloadLink(vaultKey(document, sha256), fileName, mediaType, seconds);
      return reply(request.context, linkAnswer, { ...link, fileName, sha256 });
    },
  );
}
