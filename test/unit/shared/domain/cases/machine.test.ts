import { describe, expect, it } from 'vitest';
import { edgeOf, eventsOf } from '../../../../../shared/domain/cases/edges.ts';
import { GUARDS, type GuardName } from '../../../../../shared/domain/cases/guards/guard-words.ts';
import { CHECKS } from '../../../../../shared/domain/cases/guards/guards.ts';
import { type CaseEvent, EDGES, type Edge, EVENT_NAMES, RESERVED_STATES } from '../../../../../shared/domain/cases/machine.ts';
import { INSTRUMENT_NAMES, type InstrumentName, profileOf, rolesIn, targetOn } from '../../../../../shared/domain/cases/profiles.ts';
import { CASE_REFUSALS } from '../../../../../shared/domain/cases/refusals.ts';
import {
  APPEALABLE,
  type CaseState,
  isEnd,
  labelOf,
  OWED_BY,
  owedByOfState,
  PUBLIC_STAGES,
  STATE_NAMES,
  STATES,
  stageOfState,
} from '../../../../../shared/domain/cases/states.ts';
import { aCaseIn, aDraft, attempt, PEOPLE } from '../../../../support/case-files.ts';
import { ownMoves } from '../../../../support/own-moves.ts';
import { ALL_NAMES } from '../../../../support/scratch-profiles.ts';

const TABLE: readonly Edge[] = EDGES;
/** A returned case comes back to where it was returned from; due diligence only where it lies on the path. */
const resumed = (path: readonly CaseState[]): CaseState[] =>
  (['completeness_check', 'under_review', 'due_diligence'] as const).filter((state) => state !== 'due_diligence' || path.includes(state));

interface Arc {
  readonly edge: Edge;
  readonly from: CaseState;
  readonly to: CaseState;
}

/** Every arc a case of a profile can go: several targets are narrowed to the one on its path, except where the step itself chooses. */
function arcsOf(instrument: InstrumentName): Arc[] {
  const profile = profileOf(instrument);
  return TABLE.filter(({ automatic }) => !automatic || profile.automatic).flatMap((edge): Arc[] =>
    edge.from.flatMap((from) => {
      const named = edge.to.filter((to): to is CaseState => to !== 'same' && to !== 'resume');
      const chosen = named.length > 1 && edge.event !== 'dismiss-objection' ? [targetOn(profile, named)] : named;
      const targets = edge.to.includes('same') ? [from] : edge.to.includes('resume') ? resumed(profile.path) : chosen;
      return targets.flatMap((to) =>
        to && edgeOf(edge.event as CaseEvent, aDraft({ instrument, state: from }).record) ? [{ edge, from, to }] : [],
      );
    }),
  );
}

/** States a case can be in, with whether a reservation stands then: the whole graph is walked until nothing new is found. */
function walk(instrument: InstrumentName) {
  const seen = new Map<string, { state: CaseState; reserved: boolean; by: string }>();
  const open = [{ state: 'draft' as CaseState, reserved: false, by: 'start' }];
  for (let at = open.pop(); at; at = open.pop()) {
    const key = `${at.state} ${at.reserved}`;
    if (seen.has(key)) continue;
    seen.set(key, at);
    for (const { edge, to } of arcsOf(instrument).filter(({ from }) => from === at.state)) {
      const reserved = edge.money === 'reserve' ? profileOf(instrument).money !== 'none' : edge.money === 'void' ? false : at.reserved;
      open.push({ state: to, reserved, by: `${at.by} ${edge.event}` });
    }
  }
  return [...seen.values()];
}

describe('the table of the case machine', () => {
  it.each(STATE_NAMES.filter((state) => !isEnd(state)))('lets a case leave %s', (state) => {
    expect(
      TABLE.filter(({ from, to }) => from.includes(state) && !to.every((target) => target === 'same' || target === state)),
    ).not.toEqual([]);
  });

  it.each(STATE_NAMES.filter(isEnd))('lets a case leave the end %s by an appeal only', (state) => {
    const leaving = TABLE.filter(({ from }) => from.includes(state)).map(({ event }) => event);
    expect(leaving).toEqual(APPEALABLE.includes(state) ? ['appeal', 'uphold-appeal', 'dismiss-appeal'] : []);
  });

  it('has no two edges of one event out of one state', () => {
    const pairs = TABLE.flatMap(({ event, from }) => from.map((state) => `${event} ${state}`));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('gives the rest back on every edge that leaves a reserved state for an end or for another decision', () => {
    const back = new Set<string>([...STATE_NAMES.filter(isEnd), 'under_review', 'decision_pending']);
    const keeping = TABLE.filter(
      ({ from, to, money }) =>
        from.some((state) => (RESERVED_STATES as readonly string[]).includes(state)) &&
        to.some((target) => back.has(target)) &&
        money !== 'void',
    );
    expect(keeping.map(({ event }) => event)).toEqual([]);
  });

  it('gives back what a claim holds on every edge to an end but the two after payment', () => {
    const keeping = TABLE.filter(
      ({ to, holds }) => to.some((target) => target !== 'same' && target !== 'resume' && isEnd(target)) && holds !== 'give-back',
    );
    expect(keeping.map(({ event }) => event)).toEqual(['close']);
  });

  it('reaches every state, two of them not on the way of a subsidy', () => {
    const reachedBy = (names: readonly InstrumentName[]) => new Set(names.flatMap((name) => walk(name).map(({ state }) => state)));
    const [subsidies, all] = [reachedBy(INSTRUMENT_NAMES), reachedBy(ALL_NAMES)];
    expect(STATE_NAMES.filter((state) => !subsidies.has(state))).toEqual(['due_diligence', 'contracting']);
    expect(STATE_NAMES.filter((state) => !all.has(state))).toEqual([]);
  });

  it('uses every guard, and each refuses with a code of the closed list', () => {
    const used = new Set(TABLE.flatMap(({ guards = [] }) => guards));
    expect((Object.keys(GUARDS) as GuardName[]).filter((name) => !used.has(name))).toEqual([]);
    expect(Object.values(CHECKS).filter(({ code }) => !(code in CASE_REFUSALS))).toEqual([]);
  });
});

describe.each(ALL_NAMES)('every way of %s', (instrument) => {
  const { money, path: way } = profileOf(instrument);
  const reached = walk(instrument);

  it('reaches disbursing and what follows only with money reserved, where money of ours is given', () => {
    const later = ['public_notice', 'contracting', 'disbursing', 'monitoring'];
    expect(reached.filter(({ state, reserved }) => reserved !== (money !== 'none') && later.includes(state))).toEqual([]);
    expect(reached.some(({ state }) => state === 'disbursing')).toBe(money === 'paid');
    expect(way.includes('disbursing')).toBe(money === 'paid');
  });

  it('keeps no reservation in an end, nor where it is decided anew', () => {
    expect(
      reached.filter(({ state, reserved }) => reserved && (isEnd(state) || ['under_review', 'decision_pending'].includes(state))),
    ).toEqual([]);
  });

  it('holds a reservation in the states of the list only', () => {
    const holding = new Set(reached.filter(({ reserved }) => reserved).map(({ state }) => state));
    expect([...holding].filter((state) => !(RESERVED_STATES as readonly string[]).includes(state))).toEqual([]);
  });

  it('meets no state that nobody owns or that may last for ever', () => {
    const { limits } = profileOf(instrument);
    const open = reached.filter(({ state }) => !isEnd(state));
    expect(open.filter(({ state }) => owedByOfState(state) === 'nobody').map(({ state }) => state)).toEqual([]);
    expect(open.filter(({ state }) => !limits[state]).map(({ state }) => state)).toEqual([]);
  });

  it('passes its states in order, along edges of the table', () => {
    const { path } = profileOf(instrument);
    const gaps = path.slice(1).filter((to, at) => !arcsOf(instrument).some((arc) => arc.from === path[at] && arc.to === to));
    expect(gaps).toEqual([]);
  });

  it('leaves nothing to silence but lapsing, taking in and the end of a notice', () => {
    const { limits } = profileOf(instrument);
    const silent = Object.entries(limits).filter(([, limit]) => limit.onSilence !== 'escalate');
    const allowed = { lapse: 'lapse', accept: 'accept-intake', pass: 'notice-passed' } as const;
    for (const [state, { onSilence }] of silent) {
      const event: CaseEvent = allowed[onSilence as keyof typeof allowed];
      expect(TABLE.some((edge) => edge.event === event && edge.from.includes(state as CaseState))).toBe(true);
    }
  });
});

describe('who acts', () => {
  it.each(ALL_NAMES)('has a role of its own in every stage of %s in which an office acts', (instrument) => {
    const profile = profileOf(instrument);
    const acted = new Set(
      arcsOf(instrument)
        .filter(({ from }) => walk(instrument).some(({ state }) => state === from))
        .map(({ edge, from }) => edge.stage ?? stageOfState(from)),
    );
    const offices = PUBLIC_STAGES.filter((stage) => stage !== 'confirmation' && acted.has(stage));
    expect(offices.filter((stage) => (rolesIn(profile, stage) ?? []).length === 0)).toEqual([]);
    expect(rolesIn(profile, 'decision')).toEqual([...new Set(profile.levels.map(({ role }) => role))]);
  });

  it.each(STATE_NAMES)('says of %s whose move it is, in both languages', (state) => {
    const { label, owedBy } = STATES[state];
    expect([label.zh, label.en, OWED_BY[owedBy].zh, OWED_BY[owedBy].en].every((text) => text.length > 0)).toBe(true);
  });

  it('names as owner of a state whoever has an event of their own in it', () => {
    const without = STATE_NAMES.filter((state) => {
      const { record } = aDraft({ state, resumeState: state === 'returned' ? 'completeness_check' : null });
      return !isEnd(state) && ownMoves(record, owedByOfState(state)).length === 0;
    });
    expect(without).toEqual([]);
  });

  it('lets two persons carry out what takes a right away, or ends a case that was approved', () => {
    const two = TABLE.filter(({ persons }) => persons === 2).map(({ event }) => event);
    expect(two).toEqual([
      ...['refuse-intake', 'dismiss-objection', 'uphold-objection', 'reject-on-objection', 'sign'],
      ...['cancel-payment', 'close', 'terminate'],
    ]);
  });
});

const KNOWN = new Set(TABLE.flatMap(({ event, from }) => from.map((state) => `${event} ${state}`)));
const OUTSIDE = STATE_NAMES.flatMap((state) =>
  EVENT_NAMES.filter((event) => !KNOWN.has(`${event} ${state}`)).map((event) => [event, state] as const),
);

describe('an event the state does not allow', () => {
  it('is most of them', () => expect(OUTSIDE.length).toBeGreaterThan(400));

  it.each(OUTSIDE)('%s in %s is refused, and told where the case stands, in words', (event, state) => {
    const file = aDraft({ state });
    const done = attempt(file, { event, by: 'system' });
    expect(done.ok).toBe(false);
    if (done.ok) return;
    expect(done.refusal.code).toBe('case-state');
    const [fault] = done.refusal.faults ?? [];
    expect(fault?.code).toBe(state);
    for (const language of ['zh', 'en'] as const) expect(fault?.detail[language]).toContain(labelOf(state)[language]);
    // The names of states and events are the machine's own; `code` has the one that counts.
    expect(fault?.detail.zh).not.toMatch(/[a-z_]/);
    expect(fault?.detail.en).not.toMatch(/\w[_-]\w/);
  });

  it('keeps what needs no application from everything that does', () => {
    const file = aCaseIn('completeness_check');
    expect(attempt(file, { event: 'auto-admit', by: 'system' })).toMatchObject({ ok: false, refusal: { code: 'case-state' } });
    expect(eventsOf(file.record)).not.toContain('auto-admit');
    const automatic = aCaseIn('completeness_check', { instrument: 'automatic_subsidy' });
    expect(attempt(automatic, { event: 'auto-admit', by: 'system' })).toMatchObject({
      ok: true,
      value: { file: { record: { state: 'decision_pending' } } },
    });
  });

  it.each(['notice-passed', 'lapse', 'auto-admit'] as const)('%s is a worker’s: no person takes it', (event) => {
    const state = { 'notice-passed': 'public_notice', lapse: 'returned', 'auto-admit': 'completeness_check' } as const;
    const file = aCaseIn(state[event], { instrument: 'automatic_subsidy' });
    for (const by of ['signatory', 'intake', 'approver', 'notice'] as const)
      expect(attempt(file, { event, by })).toMatchObject({ ok: false, refusal: { code: 'not-your-role' } });
  });

  it('and a worker takes nothing that is a person’s', () => {
    const persons = TABLE.filter(({ worker, stage }) => !worker && stage !== 'system' && stage !== 'public');
    for (const { event, from } of persons)
      for (const state of from)
        expect(
          attempt(aDraft({ state, resumeState: state === 'returned' ? 'completeness_check' : null }), {
            event: event as CaseEvent,
            by: PEOPLE.system,
          }),
        ).toMatchObject({
          ok: false,
          refusal: { code: 'not-your-role' },
        });
  });
});
