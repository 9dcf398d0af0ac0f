import type { Context, Hono } from 'hono';
import type * as z from 'zod/mini';
import type { Route } from '../contracts/routes/route.ts';
import type { RouteKey } from '../contracts/routes.ts';
import { decideAccess, type Grounds, type Subject } from '../domain/parties/access.ts';
import type { Principal } from '../domain/parties/organisation.ts';
import { createApp, type FaultReporter } from './create-app.ts';
import { type IdentityPorts, identify } from './identity.ts';
import type { Problems } from './problem-tables.ts';
import { PROBLEMS, problemReply } from './problems.ts';
import type {
  Allowed,
  CommandRoute,
  CommandSpec,
  Gathered,
  GatheredForCommand,
  OpenCommandRoute,
  OpenRoute,
  QuestionRoute,
  Request,
  SignedIn,
} from './request.ts';
import { type CommandPorts, runCommand } from './run-command.ts';

/** A refusal of permission as it is kept for those who watch over the platform. */
export interface RefusalNote {
  readonly personId: string;
  readonly at: string;
  readonly route: RouteKey;
  readonly action: string;
  readonly path: string;
}
export interface RefusalLog {
  /** Keeps at most a fixed number a person and minute. */
  note(note: RefusalNote): Promise<void>;
}

export interface ApiPorts<Write> {
  readonly identity: IdentityPorts;
  readonly commands: CommandPorts<Write>;
  readonly refusals: RefusalLog;
  readonly now: () => Date;
  readonly reportFault: FaultReporter;
}

/** Whoever it may be: cookie and token are not looked at, so that nobody is known by what came along. */
const ANYBODY: Principal = { personId: 'anyone', personKey: '', name: '', memberships: [] };

/** A segment of a path that can name anything of ours; another cannot exist. */
const WORD = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * The routes of one function. Each is one row of the table of routes: a handler for an undeclared one does not compile, and a function that
 * leaves out one of its rows does not start. Who asks, and whether they may, is settled here and nowhere else.
 * @param routes its part of the table, alone: no function carries the rows of the others
 * @param problems what its commands refuse with, where that is more than everybody's table (`case-problems.ts`, `payment-problems.ts` …)
 */
export function createApi<Write>(routes: Partial<Record<RouteKey, Route>>, ports: ApiPorts<Write>, problems: Problems = PROBLEMS) {
  const app: Hono = createApp(ports.reportFault);
  const served = new Set<RouteKey>();

  const routeOf = (key: RouteKey): Route => {
    const route = routes[key];
    if (route === undefined) throw new Error(`${key} is a route of another function`);
    return route;
  };

  const on = (key: RouteKey, handle: (context: Context) => Promise<Response> | Response): void => {
    routeOf(key);
    const [method = '', path = ''] = key.split(' ');
    served.add(key);
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context: Context) => handle(context));
  };

  const requestOf = async (context: Context): Promise<SignedIn | Response> => {
    const now = ports.now();
    const identity = await identify(context, ports.identity, now);
    if (!identity.ok) return problemReply(context, identity.refusal);
    const param = (part: string): string => context.req.param(part) ?? '';
    return { context, who: identity.value.who, identity: identity.value, now, param };
  };

  const note = (key: RouteKey, { who, now, context }: Request): Promise<void> =>
    ports.refusals.note({ personId: who.personId, at: now.toISOString(), route: key, action: routeOf(key).action, path: context.req.path });

  /** The way in: allowed, or the finished refusal. What one may not know of is answered like what does not exist. */
  const admit = async (key: RouteKey, request: Request, subject: Subject | undefined): Promise<Grounds | Response> => {
    const { action } = routeOf(key);
    const access = decideAccess(request.who, action, subject);
    if (access.allowed) return access.grounds;
    await note(key, request);
    return problemReply(request.context, access.why === 'refused' ? 'not-allowed' : 'not-found');
  };

  const mustBeOpen = (key: RouteKey): void => {
    if (!decideAccess(undefined, routeOf(key).action, {}).allowed) throw new Error(`${key} is open, but its action is not`);
  };

  const namesNothing = (context: Context): boolean => Object.values(context.req.param()).some((value) => !WORD.test(String(value)));

  return {
    app,

    /** For everybody; nobody is asked who they are. */
    open(key: OpenRoute, handle: (context: Context) => Promise<Response> | Response): void {
      mustBeOpen(key);
      on(key, handle);
    },

    /** For somebody we know: read what it is about, see whether they may, answer. */
    question<State extends Gathered>(
      key: QuestionRoute,
      gather: (request: SignedIn) => Promise<State | undefined> | State | undefined,
      answer: (request: Allowed & SignedIn, state: State) => Promise<Response> | Response,
    ): void {
      on(key, async (context) => {
        const request = await requestOf(context);
        if (request instanceof Response) return request;
        const state = namesNothing(context) ? undefined : await gather(request);
        const grounds = await admit(key, request, state?.subject);
        if (grounds instanceof Response) return grounds;
        return answer({ ...request, grounds }, state as State);
      });
    },

    /** For somebody we know, to change something: gather, decide, commit once. */
    command<State extends GatheredForCommand, Schema extends z.ZodMiniType | undefined = undefined>(
      key: CommandRoute,
      spec: CommandSpec<Schema, State, Write>,
    ): void {
      on(key, async (context) => {
        const request = await requestOf(context);
        if (request instanceof Response) return request;
        if (namesNothing(context)) return problemReply(context, 'not-found');
        return runCommand(key, request, spec, { route: routeOf(key), admit, note, problems, now: ports.now, ...ports.commands });
      });
    },

    /** For everybody, to leave something: the same way, with nobody to tell of a refusal. Its action is open to anyone, and its entry names nobody. */
    openCommand<State extends GatheredForCommand, Schema extends z.ZodMiniType | undefined = undefined>(
      key: OpenCommandRoute,
      spec: CommandSpec<Schema, State, Write>,
    ): void {
      mustBeOpen(key);
      on(key, async (context) => {
        if (namesNothing(context)) return problemReply(context, 'not-found');
        const request: Request = {
          context,
          who: ANYBODY,
          now: ports.now(),
          param: (part) => context.req.param(part) ?? '',
        };
        const admitAnybody = async (_key: RouteKey, _request: Request, subject: Subject | undefined): Promise<Grounds | Response> =>
          subject ? { role: 'anyone', relation: 'public' } : problemReply(context, 'not-found');
        const noteNobody = async (): Promise<void> => undefined;
        return runCommand(key, request, spec, {
          route: routeOf(key),
          admit: admitAnybody,
          note: noteNobody,
          problems,
          now: ports.now,
          ...ports.commands,
        });
      });
    },

    /** The finished app. @throws Error when a route of this function has no handler */
    finish(): Hono {
      const missing = (Object.keys(routes) as RouteKey[]).filter((key) => !served.has(key));
      if (missing.length > 0) throw new Error(`without a handler: ${missing.join(', ')}`);
      return app;
    },
  };
}

export type Api<Write> = ReturnType<typeof createApi<Write>>;
