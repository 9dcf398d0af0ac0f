import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import { holdCase, liftHold } from '../../../shared/domain/cases/clock/halt.ts';
import {
  coverStage,
  type Handler,
  handBack,
  heldFor,
  openStages,
  reassignStage,
  takeStage,
} from '../../../shared/domain/cases/people/assign.ts';
import { suits } from '../../../shared/domain/cases/profiles.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseRefusal } from '../../../shared/domain/cases/refusals.ts';
import type { Stage } from '../../../shared/domain/cases/states.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { sameHand } from '../../../shared/domain/parties/hands.ts';
import { isActive, type Membership, placesAt } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { type Capacity, capacitiesIn } from '../use-cases/offered-steps.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase, gatherWithApplicant } from './gather-case.ts';

type Gathered = NonNullable<Awaited<ReturnType<typeof gatherWithApplicant>>>;
type State = Pick<Gathered, 'stored' | 'subject' | 'holidays'> & { readonly applicant?: Gathered['applicant'] };

const isAway = (places: readonly Membership[], { organisationId }: Actor, at: string): boolean =>
  places.some((place) => place.organisationId === organisationId && place.away?.some((one) => isActive(one, at)));
const assignedAt = ({ record }: CaseFile, stage: Stage) => record.assigned.filter((entry) => entry.stage === stage).map(({ by }) => by);

/** What is done in one capacity, with what is known of whoever does it. */
type Decide = (stage: Stage, who: Handler, context: ReturnType<typeof contextOf>) => Result<CaseRecord, CaseRefusal>;

interface Handling {
  readonly event: string;
  readonly capacity: Capacity | undefined;
  readonly reason?: string | undefined;
}

function handled({ event, capacity, reason }: Handling, request: Allowed, state: State, decide: Decide): Result<Decision<Write>, Refusal> {
  const { file } = state.stored;
  if (!capacity) return refuse({ code: 'case-state' });
  const { stage, by } = capacity;
  const context = contextOf(request, { record: file.record, applicant: state.applicant, holidays: state.holidays });
  const who = { by, organisationIds: context.organisationIds, away: isAway(request.who.memberships, by, context.now) };
  const decided = decide(stage, who, context);
  if (!decided.ok) return refuse(decided.refusal);
  return ok(commitStep(file, { file: { ...file, record: decided.value }, event }, { ...context, reason }));
}

/** Who is in charge of a case: taking it, covering for a colleague, passing it on, giving it back; and holding it. */
export function handlingRoutes(api: Api<Write>, parts: CaseParts): void {
  const gather = (request: Parameters<typeof gatherWithApplicant>[0]) => gatherWithApplicant(request, parts);

  api.command('POST /v1/cases/{id}/take', {
    gather,
    decide: (request, state) => {
      const { file } = state.stored;
      const [capacity] = capacitiesIn(file, 'case.take', request, state.subject);
      return handled({ event: 'take', capacity }, request, state, (stage, who, context) => takeStage(file, stage, who, context));
    },
  });

  api.command('POST /v1/cases/{id}/cover', {
    gather,
    decide: (request, state) => {
      const { file } = state.stored;
      const standsIn = capacitiesIn(file, 'case.cover', request, state.subject).filter(({ by }) => by.onBehalf);
      const held = standsIn.find(({ stage, by }) => heldFor(file.record, stage, by));
      const capacity = held ?? standsIn[0];
      if (!capacity) return refuse({ code: 'not-delegated' });
      return handled({ event: 'cover', capacity }, request, state, (stage, who, context) => coverStage(file, stage, who, context));
    },
  });

  api.command('POST /v1/cases/{id}/hand-back', {
    body: STEP_BODIES['hand-back'],
    gather,
    decide: (request, state) => {
      const { file } = state.stored;
      const { reason } = request.body;
      const all = capacitiesIn(file, 'case.hand-back', request, state.subject);
      const capacity = all.find(({ stage, by }) => assignedAt(file, stage).some(({ personKey }) => personKey === by.personKey)) ?? all[0];
      return handled({ event: 'hand-back', capacity, reason }, request, state, (stage, who, context) =>
        handBack(file, stage, who, reason, context),
      );
    },
  });

  api.command('POST /v1/cases/{id}/reassign', {
    body: STEP_BODIES.reassign,
    gather: async (request, body) => {
      const [gathered, holidays, person] = await Promise.all([
        gatherCase(request, parts),
        parts.readHolidays(),
        body && parts.people.readPerson(body.personId),
      ]);
      return gathered && { ...gathered, holidays, person };
    },
    decide: (request, state) => reassigned(request, state),
  });

  api.command('POST /v1/cases/{id}/hold', {
    body: STEP_BODIES.hold,
    gather,
    decide: (request, state) => {
      const { file } = state.stored;
      const { ground, until } = request.body;
      const [capacity] = capacitiesIn(file, 'case.hold', request, state.subject);
      return handled({ event: 'hold', capacity, reason: ground }, request, state, (_stage, { by }, context) =>
        holdCase(file.record, by, { ground, until: until as CivilDate }, context),
      );
    },
  });

  api.command('POST /v1/cases/{id}/lift-hold', {
    gather,
    decide: (request, state) => {
      const { file } = state.stored;
      const [capacity] = capacitiesIn(file, 'case.lift-hold', request, state.subject);
      return handled({ event: 'unhold', capacity }, request, state, (_stage, { by }, context) => liftHold(file.record, by, context));
    },
  });
}

type Person = Awaited<ReturnType<CaseParts['people']['readPerson']>>;
type Reassign = Allowed & { readonly body: { readonly personId: string; readonly reason: string } };

/** A colleague of the same office with a role of the stage, their own or one they stand in for, as they would act; undefined: there is none. */
function colleagueOf(
  record: CaseRecord,
  person: Person | undefined,
  personId: string,
  organisationId: string | null,
  stage: Stage,
  at: string,
): Handler | undefined {
  const places = placesAt(person?.memberships ?? [], at);
  const capacities = places
    .filter((place) => place.organisationId === organisationId)
    .flatMap((place) => place.roles.map((role) => ({ place, role })));
  const found = capacities.find(({ role }) => suits(record.instrument, stage, role));
  const known = person?.person;
  if (!found || !known) return undefined;
  const { onBehalf } = found.place;
  const by: Actor = {
    personId,
    personKey: known.personKey,
    name: known.name,
    role: found.role,
    organisationId,
    ...(onBehalf && { onBehalf }),
  };
  return { by, organisationIds: places.map((one) => one.organisationId), away: isAway(places, by, at) };
}

/**
 * Passes a stage on: by who has it, or by the head of the office, whose own role need not be that of the stage. Of several who act in it the
 * one is relieved whose stand-in the colleague is, else whoever passes it on.
 */
function reassigned(request: Reassign, state: State & { readonly person: Person | undefined }): Result<Decision<Write>, Refusal> {
  const { file } = state.stored;
  const { personId, reason } = request.body;
  const at = request.now.toISOString();
  const me = actorOf(request);
  const places = request.who.memberships.filter(({ organisationId }) => organisationId === me.organisationId);
  const head = places.some(({ roles, onBehalf }) => onBehalf === undefined && roles.includes('owner'));
  const own = capacitiesIn(file, 'case.reassign', request, state.subject);
  const mine = (stage: Stage) => own.find((one) => one.stage === stage)?.by;
  const stages = openStages(file).filter((stage) => head || mine(stage));
  if (stages.length === 0) return refuse({ code: 'case-state' });
  const moves = stages.flatMap((stage) => {
    const to = colleagueOf(file.record, state.person, personId, me.organisationId, stage, at);
    return to ? [{ stage, to, holders: assignedAt(file, stage) }] : [];
  });
  const move = moves.find(({ holders }) => holders.length > 0) ?? moves[0];
  if (!move) return refuse({ code: 'not-your-role' });
  const { stage, to, holders } = move;
  const by = mine(stage) ?? me;
  const from =
    holders.find((one) => one.personKey === to.by.onBehalf?.personKey) ?? holders.find((one) => sameHand(one, by)) ?? holders[0] ?? null;
  return handled({ event: 'reassign', capacity: { stage, by }, reason }, request, state, (_stage, who, context) =>
    reassignStage(file, stage, who, { from, to, reason, head }, context),
  );
}
