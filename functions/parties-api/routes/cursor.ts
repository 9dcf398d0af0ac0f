import type { Context } from 'hono';
import { problemReply } from '../../../shared/http/problems.ts';

/** A cursor whose content we did not write. */
export const unknownCursor = (context: Context): Response => {
  const detail = { zh: '不是本列表给出的翻页标记', en: 'is not a cursor an earlier answer of this list gave' };
  return problemReply(context, 'invalid-request', [{ pointer: '/cursor', code: 'invalid-cursor', detail }]);
};
