import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { organisationKind, role, standsInView } from '../domain/parties/organisation.ts';

/** A path of our own pages, such as `/companies/lanxin?tab=papers`: never another site's, never one of the API. */
const BASE = 'https://base.invalid';
export function isLocalPath(text: string): boolean {
  // A browser reads `\` as `/`, and drops tabs and line ends before it reads.
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return false;
  const url = URL.parse(text, BASE);
  return url !== null && url.origin === BASE && !url.pathname.startsWith('/v1/') && !url.pathname.startsWith('//');
}

/** `GET /v1/auth/sign-in`: where the browser goes when the person is signed in. */
export const signInQuery = z.strictObject({
  returnTo: z._default(
    z
      .string()
      .check(z.maxLength(512))
      .check(
        z.refine(
          isLocalPath,
          rule('必须是本站的路径，如 /my-money，按百分号编码', 'must be a path of this site, such as /my-money; percent-encoded'),
        ),
      ),
    '/',
  ),
});

const instant = z.iso.datetime();

/** `GET /v1/me`: who is asking, and where a member right now. */
export const me = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  organisations: z.array(
    z.object({
      id: z.string(),
      kind: organisationKind,
      name: z.string(),
      roles: z.array(role),
      /** The region of the organisation; null where it has none. */
      divisionCode: z.nullable(z.string()),
      /** The end of a guest's stay; null: none is set. */
      until: z.nullable(instant),
      /** Colleagues in whose role one acts there just now; absent: none. */
      standsIn: z.optional(z.array(standsInView)),
    }),
  ),
  /** `session`: by the cookie of a browser · `token`: by a bearer token, which is no session of ours. */
  signedIn: z.object({ by: z.enum(['session', 'token']), sessionId: z.nullable(z.string()) }),
});

/** `GET /v1/sessions`: one's sessions that are alive, the newest first. */
export const sessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      /** The one that asks. */
      current: z.boolean(),
      /** Browser and system; empty when the browser did not say. */
      device: z.string(),
      startedAt: instant,
      lastSeenAt: instant,
      /** Over at this instant at the latest; sooner when not used for half an hour. */
      endsAt: instant,
    }),
  ),
});
export type SessionList = z.input<typeof sessionList>;

/** In the place of a session's id: all but the one that asks. */
export const OTHER_SESSIONS = 'others';

/** `POST /v1/auth/sign-out`: signed out; the browser goes on to the issuer, which may still know the person. */
export const signedOut = z.object({ continueAt: z.url() });
