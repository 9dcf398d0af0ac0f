import { getCookie } from 'hono/cookie';
import { me, OTHER_SESSIONS, sessionList } from '../../../shared/contracts/sessions.ts';
import { ownPlaces } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { SESSION_COOKIE } from '../../../shared/http/identity.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import type { SessionPorts } from '../use-cases/ports.ts';
import { renewToken } from '../use-cases/renew-token.ts';
import { dropToken, keepToken } from './cookies.ts';

/** What a signed-in person sees of themselves: who they are to us, where a member, and their sessions. */
export function ownRoutes<Write>(api: Api<Write>, { store }: Pick<SessionPorts, 'store'>): void {
  api.question(
    'GET /v1/me',
    ({ who }) => ({ subject: { personId: who.personId } }),
    withoutQuery(async ({ context, who, identity: { by, sessionId }, now }) => {
      const token = sessionId === null ? undefined : getCookie(context, SESSION_COOKIE);
      if (sessionId !== null && token !== undefined) {
        const renewed = await renewToken({ store }, { personId: who.personId, sessionId, token }, now);
        if (renewed !== undefined) keepToken(context, renewed);
      }
      const organisations = ownPlaces(who).map(({ organisationId, kind, organisationName, roles, divisionCode, until, standsIn }) => ({
        id: organisationId,
        kind,
        name: organisationName,
        roles,
        divisionCode,
        until,
        ...(standsIn && { standsIn }),
      }));
      return reply(context, me, { person: { id: who.personId, name: who.name }, organisations, signedIn: { by, sessionId } });
    }),
  );

  api.question(
    'GET /v1/sessions',
    ({ who }) => ({ subject: { personId: who.personId } }),
    withoutQuery(async ({ context, who, identity, now }) => {
      const alive = await store.list(who.personId, now);
      const sessions = alive
        .map(({ sessionId, device, startedAt, lastSeenAt, absoluteUntil }) => {
          return { id: sessionId, current: sessionId === identity.sessionId, device, startedAt, lastSeenAt, endsAt: absoluteUntil };
        })
        .sort((one, other) => other.startedAt.localeCompare(one.startedAt));
      return reply(context, sessionList, { sessions });
    }),
  );

  api.question(
    'DELETE /v1/sessions/{sessionId}',
    ({ who }) => ({ subject: { personId: who.personId } }),
    async ({ context, who, identity, param }) => {
      const wanted = param('sessionId');
      if (wanted === OTHER_SESSIONS) {
        await store.endOthers(who.personId, identity.sessionId);
        return context.body(null, 204);
      }
      // Only one's own are looked for, so that another person's session is as unknown as one that never was.
      if (!(await store.end(who.personId, wanted))) return problemReply(context, 'not-found');
      if (wanted === identity.sessionId) dropToken(context);
      return context.body(null, 204);
    },
  );
}
