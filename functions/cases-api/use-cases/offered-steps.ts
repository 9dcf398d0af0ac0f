import { isOwedByOffice } from '../../../shared/domain/cases/clock/halt.ts';
import { eventsOf } from '../../../shared/domain/cases/edges.ts';
import { heldFor, openStages } from '../../../shared/domain/cases/people/assign.ts';
import { takenByOther } from '../../../shared/domain/cases/people/four-eyes.ts';
import { suits } from '../../../shared/domain/cases/profiles.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { Stage } from '../../../shared/domain/cases/states.ts';
import { ACTIONS, type Action } from '../../../shared/domain/parties/access/actions.ts';
import { decideAccess, type Subject } from '../../../shared/domain/parties/access.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { actorsFor } from './step-context.ts';

/** In which stage of the case somebody acts, and as whom: in a role of their own, or in the place of a colleague. */
export interface Capacity {
  readonly stage: Stage;
  readonly by: Actor;
}
type Asker = Pick<Allowed, 'who'>;

/** Every capacity in which the person has a stage to act in now; none: their desk has nothing to do there. */
export function capacitiesIn(file: CaseFile, action: Action, asker: Asker, subject: Subject): Capacity[] {
  const actors = actorsFor(asker, action, subject);
  return openStages(file).flatMap((stage) =>
    actors.filter(({ role }) => suits(file.record.instrument, stage, role)).map((by) => ({ stage, by })),
  );
}

/** What is known where a step is offered: the case, and in which capacities this one has a stage to act in. */
interface Asked {
  readonly file: CaseFile;
  capacities(): readonly Capacity[];
}

const holds = ({ record }: CaseFile, { stage, by }: Capacity): boolean =>
  record.assigned.some((entry) => entry.stage === stage && entry.by.personKey === by.personKey);

/** The steps beside the events of the machine, and when the case and the desk of the asker have a place for them; the routes ask the same again. */
const HANDLING: Readonly<Record<string, (asked: Asked) => boolean>> = {
  take: ({ file, capacities }) => capacities().some((one) => !holds(file, one) && !takenByOther(file.record, one.stage, one.by)),
  // Only what was in hand, or taken, for somebody in whose place this person acts.
  cover: ({ file, capacities }) => capacities().some(({ stage, by }) => by.onBehalf && heldFor(file.record, stage, by)),
  // The head of an office gives out what they do not handle themselves.
  reassign: ({ file }) => openStages(file).length > 0,
  'hand-back': ({ file, capacities }) => capacities().some((one) => holds(file, one)),
  hold: ({ file: { record }, capacities }) => record.halt === null && isOwedByOffice(record) && capacities().length > 0,
  'lift-hold': ({ file: { record }, capacities }) => record.halt !== null && capacities().length > 0,
  'change-payee': ({ file: { record } }) =>
    eventsOf(record).some((event) => event === 'change-payee' || event === 'change-payee-after-approval'),
  reapply: ({ file: { record } }) => ['ineligible', 'rejected', 'withdrawn', 'lapsed'].includes(record.state),
};

/** The steps the case has a place for now and the asker's roles may take. */
export function offeredSteps(file: CaseFile, asker: Asker, subject: Subject): string[] {
  const { who } = asker;
  const names = [...new Set([...eventsOf(file.record), ...Object.keys(HANDLING)])];
  return names.filter((name) => {
    const action = `case.${name}`;
    if (!(action in ACTIONS) || !decideAccess(who, action as Action, subject).allowed) return false;
    return HANDLING[name]?.({ file, capacities: () => capacitiesIn(file, action as Action, asker, subject) }) ?? true;
  });
}
