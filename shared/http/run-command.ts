import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Route } from '../contracts/routes/route.ts';
import type { AuditDraft } from '../domain/audit/entry.ts';
import { ok, type Result } from '../domain/kernel/result.ts';
import { decideAccess, type Grounds, type Subject } from '../domain/parties/access.ts';
import type { ChainHead } from '../domain/parties/records.ts';
import { type Decision, etagOf, fingerprintOf, keyHashOf, seenVersion } from './command.ts';
import type { Problems } from './problem-tables.ts';
import { type Fault, problemReply } from './problems.ts';
import { problemOf } from './public-problems.ts';
import {
  type Allowed,
  authorOf,
  type BodyOf,
  type CommandRoute,
  type CommandSpec,
  type GatheredForCommand,
  type OpenCommandRoute,
  type Request,
} from './request.ts';
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
  }) => Promise<
    | { readonly kind: 'committed' | 'moved' | 'repeated' | 'busy' }
    | { readonly kind: 'refused'; readonly code: string; readonly faults: readonly Fault[] }
  >;
}

type Surroundings<Write> = CommandPorts<Write> & {
  readonly route: Route;
  readonly admit: (key: CommandRoute | OpenCommandRoute, request: Request, subject: Subject | undefined) => Promise<Grounds | Response>;
  /** Keeps a refusal of permission for those who watch over the platform. */
  readonly note: (key: CommandRoute | OpenCommandRoute, request: Request) => Promise<void>;
  readonly now: () => Date;
  /** What this function refuses with. */
  readonly problems: Problems;
};

/** How often a command is decided anew because what it had read moved; then the caller is asked to come again. */
const MOST_ROUNDS = 8;

/** Before deciding anew, so that those who met on one chain do not meet again and again. */
const pause = (round: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * round));

const REPLAYED = { 'idempotent-replayed': 'true' };

/**
 * The stored answer of a repeat. Whoever may no longer do this learns that it was done, as the first answer said, and nothing of its content:
 * the command itself may be the reason (leaving), or somebody else (being removed).
 */
function replay(context: Context, kept: KeptAnswer, fingerprint: string | undefined, mayStill: boolean): Response {
  if (kept.fingerprint !== fingerprint) return problemReply(context, 'idempotency-key-reused');
  return mayStill
    ? new Response(kept.body, { status: kept.status, headers: { ...kept.headers, ...REPLAYED } })
    : new Response(null, { status: kept.status, headers: REPLAYED });
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

/** The body of a command that takes none: what is said there would be heard by nobody, so it is refused by its name. */
const NO_FIELDS = z._default(z.strictObject({}), {});

/** A command as it came in: its body or what is wrong with it, its key, and what it is compared by (nothing, where it is no JSON). */
interface Incoming<Body> {
  readonly body: Result<Body, Response>;
  readonly keyHash: string | undefined;
  readonly fingerprint: string | undefined;
}

async function readIncoming<Schema extends z.ZodMiniType | undefined>(
  context: Context,
  schema: Schema | undefined,
): Promise<Incoming<BodyOf<Schema>>> {
  const keyHash = keyHashOf(context);
  const form: z.ZodMiniType = schema ?? NO_FIELDS;
  // Where nothing has to be said, no body at all is a body too.
  const unsaid = form.safeParse(undefined);
  if (unsaid.success && (await context.req.arrayBuffer()).byteLength === 0)
    return { body: ok(unsaid.data as BodyOf<Schema>), keyHash, fingerprint: fingerprintOf(context, undefined) };
  const json = await jsonBody(context);
  if (!json.ok) return { body: json, keyHash, fingerprint: undefined };
  const body = validated(context, form, json.value) as Result<BodyOf<Schema>, Response>;
  // An empty object in the place of no body is the same command.
  const said = unsaid.success && JSON.stringify(json.value) === '{}' ? undefined : json.value;
  return { body, keyHash, fingerprint: fingerprintOf(context, said) };
}

/** The body where it is well formed; gathering may need it before the request as a whole is looked at. */
const wellFormed = <Body>({ body }: Incoming<Body>): Body | undefined => (body.ok ? body.value : undefined);

/**
 * One command from request to answer. A repeat gets the stored answer before anything else is looked at, since what it did may well be the
 * reason why it could not be done again.
 */
export async function runCommand<State extends GatheredForCommand, Schema extends z.ZodMiniType | undefined, Write>(
  key: CommandRoute | OpenCommandRoute,
  request: Request,
  spec: CommandSpec<Schema, State, Write>,
  surroundings: Surroundings<Write>,
): Promise<Response> {
  const { context, who, now } = request;
  const incoming = await readIncoming(context, spec.body);
  const { keyHash, fingerprint } = incoming;
  const readKept = async () =>
    keyHash === undefined || fingerprint === undefined ? undefined : surroundings.readAnswer(who.personId, keyHash, now);
  const mayStill = async (): Promise<boolean> => {
    const state = await spec.gather(request, wellFormed(incoming));
    return decideAccess(who, surroundings.route.action, state?.subject).allowed;
  };
  const kept = await readKept();
  if (kept) return replay(context, kept, fingerprint, await mayStill());

  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round > 0) await pause(round);
    // Decided anew, it is decided later: no entry of a chain is older than the one before.
    const decided = await decide(key, round === 0 ? request : { ...request, now: surroundings.now() }, spec, incoming, surroundings);
    if (decided instanceof Response || !decided) {
      // Its twin may have got through between the first look and the reads, and be the very reason of this refusal.
      const twin = await readKept();
      if (twin) return replay(context, twin, fingerprint, await mayStill());
      if (decided) return decided;
      continue;
    }
    const { decision, ...commitment } = decided;
    const outcome = await surroundings.commit(commitment).catch(async (error: unknown) => {
      // Nobody knows whether it was written; the stored answer does.
      if (await readKept()) return { kind: 'repeated' } as const;
      throw error;
    });
    if (outcome.kind === 'committed')
      return new Response(textOf(decision.body), { status: decision.status, headers: commitment.answer.headers });
    if (outcome.kind === 'refused') return refused(key, request, surroundings, outcome.code, outcome.faults);
    if (outcome.kind === 'busy') break;
    const first = outcome.kind === 'repeated' ? await readKept() : undefined;
    if (first) return replay(context, first, fingerprint, await mayStill());
  }
  return problemReply(context, 'service-unavailable');
}

/** The refusal as an answer. Four eyes and the like (allowed to the role, refused to the person), and what is about money, is noted first. */
async function refused(
  key: CommandRoute | OpenCommandRoute,
  request: Request,
  { problems, note }: Pick<Surroundings<never>, 'problems' | 'note'>,
  code: string,
  faults?: readonly Fault[],
): Promise<Response> {
  const problem = Object.hasOwn(problems, code) ? problems[code] : undefined;
  if (!problem) throw new Error(`no problem is called ${code}`);
  if (problem.status === 403 || problem.noted) await note(key, request);
  const answer = problemOf(problems, request.context, code, faults);
  if (problem.retryAfter) answer.headers.set('retry-after', String(problem.retryAfter(request.now)));
  return answer;
}

/**
 * May they, is the request well formed, is the version the one they saw, and what follows: all that is to be committed, or the refusal.
 * Nothing, where a run found that what was read had moved before it could begin.
 */
async function decide<State extends GatheredForCommand, Schema extends z.ZodMiniType | undefined, Write>(
  key: CommandRoute | OpenCommandRoute,
  request: Request,
  spec: CommandSpec<Schema, State, Write>,
  incoming: Incoming<BodyOf<Schema>>,
  { route, admit, note, problems }: Surroundings<Write>,
) {
  const { context } = request;
  const { body, keyHash, fingerprint = '' } = incoming;
  // Nobody can be asked about who is not named: the form alone is answered, which tells nothing of anybody.
  if (!body.ok && spec.namedInBody) return body.refusal;
  const state = await spec.gather(request, wellFormed(incoming));
  const grounds = await admit(key, request, state?.subject);
  if (grounds instanceof Response) return grounds;
  if (keyHash === undefined) return problemReply(context, 'idempotency-key-required');
  if (!body.ok && incoming.fingerprint === undefined) return body.refusal;
  const isEdit = route.kind === 'edit';
  const seen = seenVersion(context);
  if (isEdit && seen === undefined) return problemReply(context, 'version-required');
  if (!body.ok) return body.refusal;
  if (!state) return problemReply(context, 'not-found');
  if (isEdit && state.version !== seen) return stale(context, state.version ?? 0);

  const allowed: Allowed & { body: BodyOf<Schema> } = { ...request, grounds, body: body.value };
  // A run may have moved the very chain the command is noted in.
  const ready = spec.run ? await spec.run(allowed, state) : state;
  if (!ready) return undefined;
  const decided = spec.decide(allowed, ready);
  if (!decided.ok) {
    const { code, faults } = decided.refusal;
    return refused(key, request, { problems, note }, code, faults);
  }
  const decision = decided.value;
  const answer = keptAnswer(request, decision, keyHash, fingerprint);
  return { decision, writes: decision.writes, entry: entryOf(route, allowed, decision), head: ready.head, answer };
}

const keptAnswer = ({ who, now }: Request, decision: Decision<unknown>, keyHash: string, fingerprint: string): KeptAnswer => ({
  personId: who.personId,
  keyHash,
  fingerprint,
  at: Math.floor(now.getTime() / 1000),
  status: decision.status,
  body: textOf(decision.stored ?? decision.body),
  headers: headersOf(decision),
});

const WITHHELD = { personId: 'withheld', organisationId: null };

function entryOf({ action }: Route, request: Allowed, { audit: { withheld, ...audit } }: Decision<unknown>): AuditDraft {
  return { ...audit, action, at: request.now.toISOString(), by: withheld ? { ...WITHHELD, role: withheld } : authorOf(request) };
}
