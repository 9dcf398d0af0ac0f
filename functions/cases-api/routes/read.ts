import * as z from 'zod/mini';
import { caseAnswer, caseFileView } from '../../../shared/contracts/cases.ts';
import { auditPage, auditQuery } from '../../../shared/contracts/parties.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { unknownCursor, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { answerOf } from '../use-cases/commit-step.ts';
import { showFile } from '../use-cases/show-file.ts';
import { gatherCase } from './gather-case.ts';

const NO_QUERY = z.strictObject({});
const SEQ = /^[1-9]\d{0,11}$/;

/** A case as everybody may see it who may know of it, its file for those who work on it, and its chain. */
export function readRoutes(api: Api<Write>, parts: CaseParts): void {
  const gather = (request: Parameters<typeof gatherCase>[0]) => gatherCase(request, parts);

  api.question('GET /v1/cases/{id}', gather, ({ context, now }, { stored, version }) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    return reply(context, caseAnswer, answerOf(stored.file, dayInShanghai(now)));
  });

  api.question('GET /v1/cases/{id}/file', gather, (request, { stored, subject, version }) => {
    const { context, now } = request;
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    context.header('etag', etagOf(version));
    return reply(context, caseFileView, showFile(stored.file, request, subject, dayInShanghai(now)));
  });

  api.question('GET /v1/cases/{id}/audit', gather, async ({ context }, { stored, head }) => {
    const { id } = stored.file.record;
    const list = `audit:case:${id}`;
    const page = validatedPage(context, auditQuery, list);
    if (!page.ok) return page.refusal;
    const { after, limit } = page.value;
    if (after !== undefined && (!SEQ.test(after) || Number(after) > head.seq)) return unknownCursor(context);
    const from = after === undefined ? { seq: head.seq, hash: head.hash } : { seq: Number(after) };
    const { entries, intact, more } = await parts.chains.readChain('case', id, from, limit);
    const last = entries.at(-1)?.entry.seq;
    return reply(context, auditPage, {
      items: entries.map(({ entry, holds }) => ({ ...entry, holds })),
      nextCursor: more && last !== undefined ? writeCursor(list, String(last - 1)) : null,
      head: { seq: head.seq, hash: head.hash },
      intact,
    });
  });
}
