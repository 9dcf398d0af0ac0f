import type { Context } from 'hono';
import type * as z from 'zod/mini';
import type { ROUTES, RouteKey } from '../contracts/routes.ts';
import type { AuditDraft } from '../domain/audit/entry.ts';
import type { Result } from '../domain/kernel/result.ts';
import type { Grounds, Subject } from '../domain/parties/access.ts';
import type { Principal } from '../domain/parties/organisation.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import type { Decision, Refusal } from './command.ts';
import type { Identity } from './identity.ts';

type RouteOf<Kind extends string> = { [Key in RouteKey]: (typeof ROUTES)[Key]['kind'] extends Kind ? Key : never }[RouteKey];
export type OpenRoute = RouteOf<'open'>;
export type QuestionRoute = RouteOf<'question'>;
export type OpenCommandRoute = RouteOf<'open-command'>;
export type CommandRoute = RouteOf<'command' | 'edit'>;

/** A request of somebody we know; or of anybody, where nobody is asked. */
export interface Request {
  readonly context: Context;
  readonly who: Principal;
  readonly now: Date;
  /** A part of the path; always a plain word. */
  readonly param: (name: string) => string;
}
/** The same with how we know. */
export interface SignedIn extends Request {
  readonly identity: Identity;
}
export interface Allowed extends Request {
  readonly grounds: Grounds;
}

/** Who an audit entry says it was: in which role, of which organisation, and in whose place. */
export function authorOf({ who, grounds: { role, membership } }: Pick<Allowed, 'who' | 'grounds'>): AuditDraft['by'] {
  const { delegationId, personId = '' } = membership?.onBehalf ?? {};
  return {
    personId: who.personId,
    role,
    organisationId: membership?.organisationId ?? null,
    ...(delegationId !== undefined && { onBehalf: { delegationId, personId } }),
  };
}

/** What was read before deciding; `subject` is what the access policy is asked about. */
export interface Gathered {
  readonly subject: Subject;
}
/** A command gathers the head of the chain its audit entry goes to; undefined begins one. */
export interface GatheredForCommand extends Gathered {
  readonly head: ChainHead | undefined;
  /** What `If-Match` must name, on an `edit`. */
  readonly version?: number;
}

export interface CommandSpec<Schema extends z.ZodMiniType | undefined, State extends GatheredForCommand, Write> {
  /** Absent: the command takes no body. */
  readonly body?: Schema;
  /** Whom it is about stands in the body and nowhere else: a body that is not well formed is refused before anybody's rights are asked. */
  readonly namedInBody?: true;
  /** At most two reads (the third is the stored answer). Undefined: there is no such thing. */
  readonly gather: (request: Request, body: BodyOf<Schema> | undefined) => Promise<State | undefined> | State;
  /**
   * A run: what is too much for one transaction, as many commits of its own, each of which a repeat finds done. Asked once the request is
   * allowed and well formed; when all are through, the command itself is decided on what it answers. Undefined when the state moved before
   * it could begin: then all is read and decided anew.
   */
  readonly run?: (request: Allowed & { readonly body: BodyOf<Schema> }, state: State) => Promise<State | undefined>;
  /** Pure: the new state, or a refusal. */
  readonly decide: (request: Allowed & { readonly body: BodyOf<Schema> }, state: State) => Result<Decision<Write>, Refusal>;
}
export type BodyOf<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;
