import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { ROUTES } from '../contracts/routes.ts';
import type { AuditDraft } from '../domain/audit/entry.ts';
import type { Grounds, Subject } from '../domain/parties/access.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import { type Decision, etagOf, fingerprintOf, keyHashOf, seenVersion } from './command.ts';
import { PROBLEMS, type ProblemCode, problemReply } from './problems.ts';
import type { Allowed, BodyOf, CommandRoute, CommandSpec, GatheredForCommand, Request } from './request.ts';
import { jsonBody, validated } from './validate.ts';

/** The answer of a command as it is kept for a repeat. */
export interface KeptAnswer {
  readonly personId: string;
  readonly keyHash: string;
  readonly fingerprint: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly status: number;
  /** JSON text; null without a body. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** The two ways to the database a command has beside its own reads. */
export interface CommandPorts<Write> {
  readonly readAnswer: (personId: string, keyHash: string, now: Date) => Promise<KeptAnswer | undefined>;
  readonly commit: (commitment: {
    readonly writes: readonly Write[];
    readonly entry: AuditDraft;
    readonly head: ChainHead | undefined;
    readonly answer: KeptAnswer;
  }) => Promise<{ readonly kind: 'committed' | 'moved' | 'repeated' | 'busy' } | { readonly kind: 'refused'; readonly code: string }>;
}

type Surroundings<Write> = CommandPorts<Write> & {
  readonly admit: (key: CommandRoute, request: Request, subject: Subject | undefined) => Promise<Grounds | Response>;
};

/** How often a command is decided anew because what it had read moved; then the caller is asked to come again. */
const MOST_ROUNDS = 5;

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

function replay(context: Context, kept: KeptAnswer, fingerprint: string): Response {
  if (kept.fingerprint !== fingerprint) return problemReply(context, 'idempotency-key-reused');
  return new Response(kept.body, { status: kept.status, headers: { ...kept.headers, 'idempotent-replayed': 'true' } });
}

const headersOf = ({ body, version, location }: Decision<unknown>): Record<string, string> => ({
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(version !== undefined && { etag: etagOf(version) }),
  ...(location !== undefined && { location }),
});

const textOf = (body: unknown): string | null => (body === undefined ? null : JSON.stringify(body));

function stale(context: Context, version: number): Response {
  const answer = problemReply(context, 'stale-version');
  answer.headers.set('etag', etagOf(version));
  return answer;
}

/** The body as JSON, or undefined where the command takes none. */
async function bodyOf(context: Context, schema: z.ZodMiniType | undefined): Promise<unknown | Response> {
  if (!schema) return undefined;
  const json = await jsonBody(context);
  return json.ok ? json.value : json.refusal;
}

/**
 * One command from request to answer. A repeat gets the stored answer before anything else is looked at, since what it did may well be the
 * reason why it could not be done again. Then: may they, is the request well formed, is the version the one they saw, and what is decided.
 */
export async function runCommand<State extends GatheredForCommand, Schema extends z.ZodMiniType | undefined, Write>(
  key: CommandRoute,
  request: Request,
  spec: CommandSpec<Schema, State, Write>,
  { admit, readAnswer, commit }: Surroundings<Write>,
): Promise<Response> {
  const { context, who, now } = request;
  const json = await bodyOf(context, spec.body);
  const keyHash = keyHashOf(context);
  const fingerprint = json instanceof Response ? '' : fingerprintOf(context, json);
  const kept = keyHash !== undefined && !(json instanceof Response) ? await readAnswer(who.personId, keyHash, now) : undefined;
  if (kept) return replay(context, kept, fingerprint);

  for (let round = 0; round < MOST_ROUNDS; round++) {
    const read = spec.body && !(json instanceof Response) ? spec.body.safeParse(json) : undefined;
    const state = await spec.gather(request, read?.success ? (read.data as BodyOf<Schema>) : undefined);
    const grounds = await admit(key, request, state?.subject);
    if (grounds instanceof Response) return grounds;
    if (keyHash === undefined) return problemReply(context, 'idempotency-key-required');
    if (json instanceof Response) return json;
    const seen = seenVersion(context);
    if (ROUTES[key].kind === 'edit' && seen === undefined) return problemReply(context, 'version-required');
    const body = spec.body ? validated(context, spec.body, json) : undefined;
    if (body && !body.ok) return body.refusal;
    if (!state) return problemReply(context, 'not-found');
    if (ROUTES[key].kind === 'edit' && state.version !== seen) return stale(context, state.version ?? 0);

    const allowed: Allowed & { body: BodyOf<Schema> } = { ...request, grounds, body: body?.value as BodyOf<Schema> };
    const decided = spec.decide(allowed, state);
    if (!decided.ok) return problemReply(context, decided.refusal.code, decided.refusal.faults);
    const decision = decided.value;
    const answer: KeptAnswer = {
      personId: who.personId,
      keyHash,
      fingerprint,
      at: Math.floor(now.getTime() / 1000),
      status: decision.status,
      body: textOf(decision.stored ?? decision.body),
      headers: headersOf(decision),
    };
    const outcome = await commit({ writes: decision.writes, entry: entryOf(key, allowed, decision), head: state.head, answer }).catch(
      // Nobody knows whether it was written; the stored answer does.
      async (error: unknown) => {
        if (await readAnswer(who.personId, keyHash, now)) return { kind: 'repeated' } as const;
        throw error;
      },
    );
    if (outcome.kind === 'committed') return new Response(textOf(decision.body), { status: decision.status, headers: answer.headers });
    if (outcome.kind === 'busy') return problemReply(context, 'service-unavailable');
    if (outcome.kind === 'refused') {
      if (!isProblem(outcome.code)) throw new Error(`no problem is called ${outcome.code}`);
      return problemReply(context, outcome.code);
    }
    if (outcome.kind === 'repeated') {
      const first = await readAnswer(who.personId, keyHash, now);
      if (first) return replay(context, first, fingerprint);
    }
  }
  return problemReply(context, 'service-unavailable');
}

function entryOf(key: CommandRoute, { who, now, grounds }: Allowed, { audit }: Decision<unknown>): AuditDraft {
  const organisationId = grounds.membership?.organisationId ?? null;
  return {
    ...audit,
    action: ROUTES[key].action,
    at: now.toISOString(),
    by: { personId: who.personId, role: grounds.role, organisationId },
  };
}
