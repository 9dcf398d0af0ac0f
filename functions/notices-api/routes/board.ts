import { noticeList, noticeQuery, noticeView } from '../../../shared/contracts/notices.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { inRegion, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { publicProblemReply } from '../../../shared/http/public-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { NoticeParts } from '../notice-parts.ts';

/** What is on public notice: open to everybody. */
export function boardRoutes(api: Api<Write>, { lists }: Pick<NoticeParts, 'lists'>): void {
  api.open('GET /v1/notices', async (context) => {
    const asked = context.req.query('region') ?? '';
    const region = regionPrefix(asked);
    const list = `notices ${asked}`;
    const query = validatedPage(context, noticeQuery, list, inRegion(region));
    if (!query.ok) return query.refusal;
    const { items, last } = await lists.readNotices(region, query.value);
    return reply(context, noticeList, { items, nextCursor: last === null ? null : writeCursor(list, last) });
  });

  api.open('GET /v1/notices/{id}', async (context) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    const id = context.req.param('id') ?? '';
    const notice = /^[A-Za-z0-9._-]{1,64}$/.test(id) ? await lists.readNotice(id) : undefined;
    return notice ? reply(context, noticeView, notice) : publicProblemReply(context, 'not-found');
  });
}
