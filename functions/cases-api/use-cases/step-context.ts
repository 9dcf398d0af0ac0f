import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { Action } from '../../../shared/domain/parties/access/actions.ts';
import { capacitiesFor, type Subject } from '../../../shared/domain/parties/access.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { type Known, personStep } from '../../../shared/http/person-step.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';

export { actorOf };

/** Everybody as whom one person may take an action on a case: in each role of their own, and in the place of each colleague. */
export const actorsFor = ({ who }: Pick<Allowed, 'who'>, action: Action, subject: Subject): Actor[] =>
  capacitiesFor(who, action, subject).map((grounds) => actorOf({ who, grounds }));

/** What the rules cannot know by themselves, for one request. */
export const contextOf = (request: Allowed, known: Known) => personStep(request, known, newId);
