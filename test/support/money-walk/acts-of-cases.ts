import { STEPS, type Step } from './case-steps.ts';
import { type Act, type Shot, someOf } from './shot.ts';
import { inState, type Known, ownerOf, type World } from './world.ts';

function shotOf({ event, by, stage, body, done }: Step, known: Known, world: World, astray?: number): Shot {
  const shot: Shot = {
    name: event,
    by: by ? someOf(by, known.id, stage, world, astray) : ownerOf(known),
    path: `/v1/cases/${known.id}/${event}`,
    ...(body && { body: body(known, world) }),
    edits: known.id,
    touches: [known.id],
    ...(stage && { stage }),
    done: (answer) => done?.(known, world, answer, shot),
  };
  return shot;
}
const stepAct = (step: Step): Act => ({
  weight: step.weight,
  shot(world) {
    const found = inState(world, ...step.states).filter((known) => !step.idle?.(known) || world.dice.chance(0.1));
    return found.length === 0 ? undefined : shotOf(step, world.dice.oneOf(found), world);
  },
});

/** The usual way from the draft to the notice, for a walk that begins where money does: the next step of a case on it. */
const WAY: Readonly<Record<string, string>> = {
  draft: 'submit',
  submitted: 'accept-intake',
  completeness_check: 'admit',
  under_review: 'complete-review',
  decision_pending: 'approve',
};
export function usualShot(known: Known, world: World): Shot | undefined {
  const { state, confirmation } = known.file;
  const event = state === 'completeness_check' && confirmation === null ? 'confirm' : WAY[state];
  const step = STEPS.find((one) => one.event === event);
  return step && shotOf(step, known, world, 0);
}

export const draft: Act = {
  weight: 12,
  shot(world) {
    const firm = world.firms.find(({ drafted }) => !drafted);
    if (!firm) return undefined;
    const { id, claim, programmeId, lines } = firm;
    return {
      name: 'draft',
      by: `${id}-owner`,
      path: '/v1/subsidies/claims',
      body: { organisationId: id, programmeId, claim },
      touches: [],
      done(answer) {
        firm.drafted = true;
        const caseId = String(answer.id);
        world.oracle.drafted(caseId, lines);
        // Looked at right after.
        world.cases.set(caseId, {
          id: caseId,
          firm: id,
          programmeId,
          file: { state: 'draft', submittedAt: null } as never,
          payments: [],
          recoveries: [],
        });
      },
    };
  },
};

const object: Act = {
  weight: 1,
  shot(world) {
    const found = inState(world, 'public_notice', 'objection_review');
    if (found.length === 0) return undefined;
    const { id } = world.dice.oneOf(found);
    const by = world.dice.oneOf(['neighbour', 'neighbour-2', 'operator', 'reviewer']);
    return {
      name: 'object',
      by,
      path: `/v1/notices/${id}/objections`,
      body: { contact: '13800000000', text: '不在社区内' },
      touches: [id],
    };
  },
};

export const CASE_ACTS: readonly Act[] = [draft, object, ...STEPS.map(stepAct)];
