import { EVENT_WORDS } from '../../../shared/domain/cases/event-words.ts';
import { EDGES, type Edge } from '../../../shared/domain/cases/machine.ts';
import { type CaseState, type Stage, stageOfState } from '../../../shared/domain/cases/states.ts';
import type { StepName } from './case-context.ts';
import type { CaseFileView } from './wire.ts';

/** What a step asks of the one who takes it. `content`: the content that was seen; `defects`: the places marked in the claim. */
export type Asked =
  | 'reason'
  | 'remark'
  | 'cited'
  | 'verdict'
  | 'content'
  | 'opposed'
  | 'conditions'
  | 'met'
  | 'defects'
  | 'hold'
  | 'colleague';

type OfficeStep = {
  readonly asks: readonly Asked[];
  /** `first`: what is usually done here · `other`: behind a link · `grave`: ends the case or takes something back. */
  readonly weight: 'first' | 'other' | 'grave';
};

/** The steps of offices that stand in the panel of a case, in the order in which they are offered. Others stand beside what they are about. */
export const PANEL_STEPS = {
  confirm: { asks: ['remark'], weight: 'first' },
  'accept-intake': { asks: [], weight: 'first' },
  admit: { asks: [], weight: 'first' },
  'complete-review': { asks: ['verdict', 'reason'], weight: 'first' },
  approve: { asks: ['content'], weight: 'first' },
  satisfy: { asks: ['met'], weight: 'first' },
  'return-conditions': { asks: ['met', 'reason'], weight: 'other' },
  'uphold-appeal': { asks: ['reason'], weight: 'first' },
  'dismiss-appeal': { asks: ['reason'], weight: 'first' },
  close: { asks: [], weight: 'first' },
  recount: { asks: [], weight: 'other' },
  return: { asks: ['defects'], weight: 'other' },
  'cancel-correction': { asks: ['reason'], weight: 'other' },
  'approve-conditional': { asks: ['conditions', 'content'], weight: 'other' },
  queue: { asks: ['reason'], weight: 'other' },
  'send-back': { asks: ['reason'], weight: 'other' },
  'refuse-intake': { asks: ['cited', 'reason'], weight: 'grave' },
  reject: { asks: ['cited', 'reason'], weight: 'grave' },
  'cancel-payment': { asks: ['reason'], weight: 'grave' },
  'keep-payment': { asks: ['reason'], weight: 'first' },
  terminate: { asks: ['reason'], weight: 'grave' },
  hold: { asks: ['hold'], weight: 'other' },
  'lift-hold': { asks: [], weight: 'first' },
  reassign: { asks: ['colleague', 'reason'], weight: 'other' },
  'hand-back': { asks: ['reason'], weight: 'other' },
} as const satisfies Partial<Record<StepName, OfficeStep>>;
export type PanelStep = keyof typeof PANEL_STEPS;
export const stepOf = (name: PanelStep): OfficeStep => PANEL_STEPS[name];
/** An approval against an opinion says why, and no other does. */
export function asksOf(name: PanelStep, { opposed }: Pick<CaseFileView, 'opposed'>): readonly Asked[] {
  const { asks } = stepOf(name);
  return opposed && asks.includes('content') ? [...asks, 'opposed'] : asks;
}

/** Stages in which a case is one person's (`four-eyes.ts` of the domain has the rule itself). */
const ONE_HANDED: readonly Stage[] = ['confirmation', 'intake', 'review', 'diligence', 'appeal'];

const LIST: readonly Edge[] = EDGES;
export const edgeOf = (event: string, state: CaseState): Edge | undefined =>
  LIST.find((edge) => edge.event === event && edge.from.includes(state));
const WORDS = new Map(Object.entries(EVENT_WORDS));
export const nameOfEvent = (event: string) => WORDS.get(event);

/** In which stage a step is taken in a state; of a handling step, the stage of the state. */
const stageOf = (step: string, state: CaseState): Stage => edgeOf(step, state)?.stage ?? stageOfState(state);

/** Mine, and as whose: what the case knows of who has it. */
type Known = Pick<CaseFileView, 'state' | 'owedBy' | 'assigned' | 'halt' | 'proposal' | 'actions'>;

const inCharge = ({ assigned }: Known, stage: Stage) => assigned.filter((entry) => entry.stage === stage);

/** What the API offers to more than those who stand before it here. */
const LEADS: Partial<Record<PanelStep, (file: Known, isHead: boolean) => boolean>> = {
  'return-conditions': ({ owedBy }) => owedBy === 'condition-checker',
  'keep-payment': ({ proposal }) => proposal?.event === 'cancel-payment',
  reassign: (file, isHead) => isHead || inCharge(file, stageOfState(file.state)).some(({ me }) => me),
};

/** The steps of the panel, of those the API says the state and the role allow. What was proposed is carried out where the proposal stands. */
export const panelSteps = (file: Known, isHead: boolean): PanelStep[] =>
  (Object.keys(PANEL_STEPS) as PanelStep[]).filter(
    (step) => file.actions.includes(step) && file.proposal?.event !== step && (LEADS[step]?.(file, isHead) ?? true),
  );

/** Why another natural person has to take a step, as far as the case tells before it is tried; undefined: nothing is known against it. */
export function barOf(
  file: Known,
  step: string,
): { readonly why: 'other-stage' | 'colleague'; readonly stage: Stage; readonly name: string } | undefined {
  const stage = stageOf(step, file.state);
  const mine = file.assigned.find(({ me, stage: held }) => me && held !== stage);
  if (mine) return { why: 'other-stage', stage: mine.stage, name: '' };
  const holders = inCharge(file, stage);
  const [holder] = holders;
  if (holder && ONE_HANDED.includes(stage) && !holders.some(({ me }) => me)) return { why: 'colleague', stage, name: holder.by.name };
  return undefined;
}
