import type { Context } from 'hono';
import { type CivilDate, dayInShanghai, parseCivilDate } from '../domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../domain/kernel/result.ts';
import { pointerTo, publicProblemReply } from './public-problems.ts';

/** A day given as text under `field`, or today in Asia/Shanghai when it is not given. The refusal is the finished answer. */
export function readDay(context: Context, field: string, text: string | undefined, now: Date): Result<CivilDate, Response> {
  const day = text === undefined ? dayInShanghai(now) : parseCivilDate(text);
  if (day !== undefined) return ok(day);
  const detail = { zh: '必须是日历上存在的日期，格式 YYYY-MM-DD', en: 'must be a day of the calendar, YYYY-MM-DD' };
  return refuse(publicProblemReply(context, 'invalid-request', [{ pointer: pointerTo(field), code: 'malformed', detail }]));
}
