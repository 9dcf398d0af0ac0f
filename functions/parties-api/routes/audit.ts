import { auditPage, auditQuery } from '../../../shared/contracts/parties.ts';
import type { Api } from '../../../shared/http/api.ts';
import { unknownCursor, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PartyStores } from '../stores.ts';
import { gatherFile } from './gather.ts';

const SEQ = /^[1-9]\d{0,11}$/;

/** What was ever done to an organisation, with whether the chain of it holds. */
export function auditRoutes(api: Api<Write>, stores: PartyStores): void {
  api.question('GET /v1/organisations/{id}/audit', gatherFile(stores), async ({ context }, { file: { organisation, head } }) => {
    const list = `audit:${organisation.id}`;
    const page = validatedPage(context, auditQuery, list);
    if (!page.ok) return page.refusal;
    const { after, limit } = page.value;
    if (after !== undefined && (!SEQ.test(after) || Number(after) > head.seq)) return unknownCursor(context);
    const from = after === undefined ? { seq: head.seq, hash: head.hash } : { seq: Number(after) };
    const { entries, intact, more } = await stores.readChain('organisation', organisation.id, from, limit);
    const last = entries.at(-1)?.entry.seq;
    return reply(context, auditPage, {
      items: entries.map(({ entry, holds }) => ({ ...entry, holds })),
      nextCursor: more && last !== undefined ? writeCursor(list, String(last - 1)) : null,
      head: { seq: head.seq, hash: head.hash },
      intact,
    });
  });
}
