import * as z from 'zod/mini';
import { publicNotice } from '../domain/cases/shown/public-notice.ts';
import { text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

/** `GET /v1/notices`, open to everybody. */
export const noticeQuery = z.strictObject({
  ...pageQuery,
  region: z.optional(z.string().check(z.regex(/^\d{2,6}$/, 'must be digits of a division'))),
});
export const noticeView = publicNotice;
export const noticeList = pageOf(publicNotice);
/** `POST /v1/notices/{id}/objections`: in one's real name, which the issuer vouches for. */
export const objectionBody = z.strictObject({ contact: text(100), text: text(2_000) });
/** Who objects learns of the objection and of the notice, not of the case. */
export const objectionAnswer = z.object({ id: z.string(), filedAt: z.string(), notice: publicNotice });
