import { caseAnswer, caseFileView } from '../../../shared/contracts/cases.ts';
import { countedHolds } from '../../../shared/domain/cases/shared-limits.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Api } from '../../../shared/http/api.ts';
import { auditReply } from '../../../shared/http/audit-page.ts';
import { answerOf } from '../../../shared/http/case-answer.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { isOutside, showFile } from '../use-cases/show-file.ts';
import { gatherCase } from './gather-case.ts';

/** A case as everybody may see it who may know of it, its file for those who work on it, and its chain. */
export function readRoutes(api: Api<Write>, parts: CaseParts): void {
  const gather = (request: Parameters<typeof gatherCase>[0]) => gatherCase(request, parts);

  api.question('GET /v1/cases/{id}', gather, ({ context, now }, { stored, version }) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    return reply(context, caseAnswer, answerOf(stored.file, dayInShanghai(now)));
  });

  api.question('GET /v1/cases/{id}/file', gather, async (request, { stored, subject, version }) => {
    const { context, now } = request;
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    const counted = isOutside(request) ? [] : countedHolds(stored.file.record);
    const usedFen = counted.length > 0 ? await parts.holds.readUsed(counted) : [];
    return reply(context, caseFileView, showFile(stored, request, { subject, usedFen }, dayInShanghai(now)));
  });

  api.question('GET /v1/cases/{id}/audit', gather, ({ context }, { stored, head }) =>
    auditReply(context, { kind: 'case', id: stored.file.record.id, head }, parts.chains.readChain),
  );
}
