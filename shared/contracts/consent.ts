import * as z from 'zod/mini';
import { FIELD_GROUP_IDS } from '../domain/parties/field-groups.ts';
import { grantPurpose } from '../domain/parties/purpose.ts';
import { id, line } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { wireBilingual } from './words.ts';

const instant = z.iso.datetime();

/** `POST /v1/companies/{id}/grants`: what one institution may see, what for and until when. */
export const grantBody = z.strictObject({
  institutionId: id,
  fieldGroups: z.array(z.enum(FIELD_GROUP_IDS)),
  documentIds: z.array(id).check(z.maxLength(50)),
  purpose: grantPurpose,
  /** The purpose in one's own words, such as which loan it is about. */
  purposeNote: line(200),
  /** The first day on which it no longer holds (Asia/Shanghai). */
  until: z.iso.date(),
  /** The wording of the consent that was shown. */
  consentTextVersion: line(20),
});

const grantState = z.enum(['holds', 'ended', 'revoked']);

const granted = {
  fieldGroups: z.array(z.string()),
  documentIds: z.array(z.string()),
  purpose: z.object({ code: z.string(), text: wireBilingual, note: z.string() }),
  from: instant,
  until: instant,
  revokedAt: z.nullable(instant),
  state: grantState,
};

/** A grant as the company sees it. */
export const grantView = z.object({
  id: z.string(),
  institution: z.object({ id: z.string(), name: z.string() }),
  ...granted,
  givenBy: z.object({ personId: z.string(), name: z.nullable(z.string()) }),
  consentText: z.object({ version: z.string(), text: wireBilingual }),
});
/** When somebody of the institution last looked at what the grant covers; null: not since `usesSince` of the list. */
const grantWithUse = z.extend(grantView, { lastReadAt: z.nullable(instant) });

/** `GET /v1/companies/{id}/grants`: all there ever were, newest first, with what can be chosen for a new one. */
export const grantList = z.object({
  grants: z.array(grantWithUse),
  /** How far back the log of looks was read for `lastReadAt`; null: to its beginning. */
  usesSince: z.nullable(instant),
  /** The wording to show, and to name in a new grant. */
  consentText: z.object({ version: z.string(), text: wireBilingual }),
  purposes: z.array(z.object({ code: z.string(), text: wireBilingual })),
  /** A new grant must end by this day. */
  latestUntil: z.iso.date(),
});

/** `GET /v1/grants`: what companies granted to the asker's institution, newest first. */
const receivedGrant = z.object({
  id: z.string(),
  company: z.object({ id: z.string(), name: z.string() }),
  ...granted,
});
export const receivedGrantQuery = z.strictObject({
  ...pageQuery,
  /** Which of one's organisations asks; the first that may, unless said. */
  as: z.optional(id),
});
export const receivedGrantList = pageOf(receivedGrant);

/** `GET /v1/companies/{id}/access-log`: who looked at what, newest first. Never a value. */
const accessLogEntry = z.object({
  id: z.string(),
  at: instant,
  institution: z.object({ id: z.string(), name: z.string() }),
  officer: z.object({ personId: z.string(), name: z.string() }),
  what: z.enum(['identity', 'facts', 'snapshot', 'particulars', 'document', 'document-content']),
  fieldGroups: z.array(z.string()),
  documentIds: z.array(z.string()),
  /** The particular that was shown in clear. */
  particular: z.nullable(z.string()),
  grantIds: z.array(z.string()),
  /** What the grants were given for. */
  purposes: z.array(z.object({ code: z.string(), text: wireBilingual })),
  /** As the reader said, where a reason is asked for. */
  reason: z.nullable(z.string()),
});
export const accessLogQuery = z.strictObject(pageQuery);
export const accessLogPage = pageOf(accessLogEntry);
