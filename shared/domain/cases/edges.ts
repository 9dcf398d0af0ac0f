import { type CaseEvent, type Edge, edgeFrom, eventsFrom } from './machine.ts';
import { knows, profileOf, targetOn } from './profiles.ts';
import type { CaseFile, CaseRecord } from './records.ts';
import { type CaseState, type Stage, stageOfState } from './states.ts';

/** The edge of an event that a case of this kind can take now. */
export function edgeOf(event: CaseEvent, { state, instrument }: CaseRecord): Edge | undefined {
  const edge = edgeFrom(event, state);
  const profile = profileOf(instrument);
  if (!edge || (edge.automatic && !profile.automatic)) return undefined;
  return edge.to.some((to) => to === 'same' || to === 'resume' || knows(profile, to)) ? edge : undefined;
}

/** The edges that may be tried now, whether or not their guards hold. */
export const edgesOf = (record: CaseRecord): Edge[] => eventsFrom(record.state).flatMap((event) => edgeOf(event, record) ?? []);
export const eventsOf = (record: CaseRecord): CaseEvent[] => edgesOf(record).map(({ event }) => event as CaseEvent);

/** In which stage an edge is acted; where both sides act, in which the office does. */
export const stageOf = (edge: Edge, { state, resumeState }: CaseRecord): Stage =>
  edge.stage ?? stageOfState(state === 'returned' && resumeState !== null ? resumeState : state);

/** Where an edge leads this case. */
export function targetOf(edge: Edge, file: CaseFile): CaseState {
  const { record } = file;
  const [only, ...more] = edge.to;
  if (only === 'same') return record.state;
  if (only === 'resume') return record.resumeState ?? record.state;
  if (edge.event === 'dismiss-objection')
    return file.objections.some(({ state }) => state === 'open') ? 'objection_review' : 'public_notice';
  if (more.length === 0) return only as CaseState;
  const target = targetOn(profileOf(record.instrument), edge.to as readonly CaseState[]);
  if (!target) throw new Error(`${edge.event} leads nowhere on the path of ${record.instrument}`);
  return target;
}
