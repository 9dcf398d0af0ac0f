import { actorOf } from '../../../shared/http/case-people.ts';
import { type Known, personStep } from '../../../shared/http/person-step.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';

export { actorOf };

/** What the rules cannot know by themselves, for one request. */
export const contextOf = (request: Allowed, known: Known) => personStep(request, known, newId);
