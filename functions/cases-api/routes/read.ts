import { caseAnswer } from '../../../shared/contracts/case-answer.ts';
import { caseFileView } from '../../../shared/contracts/case-file.ts';
import { countedHolds } from '../../../shared/domain/cases/money/shared-limits.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { seenFromOutside, withheldSince } from '../../../shared/domain/cases/shown/withheld.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Api } from '../../../shared/http/api.ts';
import { auditReply, chainBefore } from '../../../shared/http/audit-page.ts';
import { answerOf } from '../../../shared/http/case-answer.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { billsOf } from '../use-cases/flags-of-bills.ts';
import { isOutside, showFile } from '../use-cases/show-file.ts';
import { gatherCase } from './gather-case.ts';

/** The applicant and the body that confirms are not told what only waits for a second person. */
const seenBy = (request: Allowed, file: CaseFile): CaseFile => (isOutside(request) ? seenFromOutside(file) : file);

/** A case as everybody may see it who may know of it, its file for those who work on it, and its chain. */
export function readRoutes(api: Api<Write>, parts: CaseParts): void {
  const gather = (request: Parameters<typeof gatherCase>[0]) => gatherCase(request, parts);

  api.question('GET /v1/cases/{id}', gather, (request, { stored, version }) => {
    const { context, now } = request;
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    return reply(context, caseAnswer, answerOf(seenBy(request, stored.file), dayInShanghai(now)));
  });

  api.question('GET /v1/cases/{id}/file', gather, async (request, { stored, subject, version }) => {
    const { context, now } = request;
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    const { record } = stored.file;
    const outside = isOutside(request);
    // Of bills the review sees what shows by now: what it has to answer before it is complete.
    const shared = await parts.holds.readShared(
      outside ? [] : countedHolds(record),
      outside || record.state !== 'under_review' ? [] : billsOf(record),
    );
    const shown = showFile({ ...stored, file: seenBy(request, stored.file) }, request, { subject, ...shared }, dayInShanghai(now));
    return reply(context, caseFileView, shown);
  });

  api.question('GET /v1/cases/{id}/audit', gather, async (request, { stored, head }) => {
    const chain = { kind: 'case', id: stored.file.record.id, head } as const;
    const since = isOutside(request) ? withheldSince(stored.file.record) : undefined;
    return auditReply(request.context, await chainBefore(parts.chains.readChain, chain, since), parts.chains.readChain);
  });
}
