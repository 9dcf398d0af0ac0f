import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import { handBack, openStages, reassignStage, takeStage } from '../../../shared/domain/cases/assign.ts';
import { holdCase, liftHold } from '../../../shared/domain/cases/halt.ts';
import { ROLES_OF_STAGE } from '../../../shared/domain/cases/profiles.ts';
import type { Actor, CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseRefusal } from '../../../shared/domain/cases/refusals.ts';
import type { Stage } from '../../../shared/domain/cases/states.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { isActive } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase, gatherWithApplicant } from './gather-case.ts';

type Gathered = NonNullable<Awaited<ReturnType<typeof gatherWithApplicant>>>;

/** The stage a role takes on in a case as it stands; none: its desk has nothing to do there now. */
const stageFor = (file: CaseFile, role: string): Stage | undefined =>
  openStages(file).find((stage) => ROLES_OF_STAGE[stage]?.includes(role));

function handled(
  event: string,
  request: Allowed,
  { stored, applicant, holidays }: Pick<Gathered, 'stored' | 'holidays'> & { readonly applicant?: Gathered['applicant'] },
  reason: string | undefined,
  decide: (stage: Stage, by: Actor, context: ReturnType<typeof contextOf>) => Result<CaseRecord, CaseRefusal>,
): Result<Decision<Write>, Refusal> {
  const { file } = stored;
  const by = actorOf(request);
  const stage = stageFor(file, by.role);
  if (!stage) return refuse({ code: 'case-state' });
  const context = contextOf(request, { record: file.record, applicant, holidays });
  const decided = decide(stage, by, context);
  if (!decided.ok) return refuse(decided.refusal);
  return ok(commitStep(file, { file: { ...file, record: decided.value }, event }, { ...context, reason }));
}

/** Who is in charge of a case: taking it, passing it on to a colleague, giving it back; and holding it. */
export function handlingRoutes(api: Api<Write>, parts: CaseParts): void {
  const gather = (request: Parameters<typeof gatherWithApplicant>[0]) => gatherWithApplicant(request, parts);

  api.command('POST /v1/cases/{id}/take', {
    gather,
    decide: (request, state) =>
      handled('take', request, state, undefined, (stage, by, context) =>
        takeStage(state.stored.file, stage, { by, organisationIds: context.organisationIds }, context),
      ),
  });

  api.command('POST /v1/cases/{id}/hand-back', {
    body: STEP_BODIES['hand-back'],
    gather,
    decide: (request, state) =>
      handled('hand-back', request, state, request.body.reason, (stage, by, context) =>
        handBack(state.stored.file, stage, { by, organisationIds: context.organisationIds }, request.body.reason, context),
      ),
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
    decide: (request, state) =>
      handled('reassign', request, state, request.body.reason, (stage, by, context) => {
        const { file } = state.stored;
        const to = colleagueOf(state.person, request.body.personId, by, stage, request.now);
        if (!to) return refuse({ code: 'not-your-role' });
        const from = file.record.assigned.find((entry) => entry.stage === stage)?.by ?? null;
        const head = request.grounds.membership?.roles.includes('owner') ?? false;
        return reassignStage(
          file,
          stage,
          { by, organisationIds: context.organisationIds },
          { from, to, reason: request.body.reason, head },
          context,
        );
      }),
  });

  api.command('POST /v1/cases/{id}/hold', {
    body: STEP_BODIES.hold,
    gather,
    decide: (request, state) =>
      handled('hold', request, state, request.body.ground, (_stage, by, context) =>
        holdCase(state.stored.file.record, by, { ground: request.body.ground, until: request.body.until as CivilDate }, context),
      ),
  });

  api.command('POST /v1/cases/{id}/lift-hold', {
    gather,
    decide: (request, state) =>
      handled('unhold', request, state, undefined, (_stage, by, context) => liftHold(state.stored.file.record, by, context)),
  });
}

type Person = Awaited<ReturnType<CaseParts['people']['readPerson']>>;

/** A colleague of the same office with a role of the stage, as they would act; undefined: there is none by this id. */
function colleagueOf(person: Person | undefined, personId: string, { organisationId }: Actor, stage: Stage, now: Date) {
  const active = (person?.memberships ?? []).filter((place) => isActive(place, now.toISOString()));
  const place = active.find((one) => one.organisationId === organisationId);
  const role = place?.roles.find((name) => ROLES_OF_STAGE[stage]?.includes(name));
  const record = person?.person;
  if (!place || !role || !record) return undefined;
  const by: Actor = { personId, personKey: record.personKey, name: record.name, role, organisationId };
  return { by, organisationIds: active.map((one) => one.organisationId) };
}
