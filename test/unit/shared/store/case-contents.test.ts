import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_NAMES } from '../../../../shared/domain/cases/machine.ts';
import { coverStage, type Handler, handBack, reassignStage, takeStage } from '../../../../shared/domain/cases/people/assign.ts';
import { act, PAYER_ACTS } from '../../../../shared/domain/cases/records/actor.ts';
import { type CaseFile, caseRecord } from '../../../../shared/domain/cases/records.ts';
import { contentsOfCase, KEPT } from '../../../../shared/store/case-contents.ts';
import { stepAudit } from '../../../../shared/store/step-writes.ts';
import {
  aCaseIn,
  aDraft,
  aRecovery,
  consulted,
  hashOf,
  MONDAY,
  moved,
  NOBODY_CONCERNED,
  PEOPLE,
  type Who,
} from '../../../support/case-files.ts';
import { walk, walkPlan } from '../../../support/case-walks.ts';

const ANSWER = { flagId: 'twice.bill-1', reason: '已核对' };
const FIXED = { numRuns: 1_500, seed: 20261124 };
const ways = fc.sample(walkPlan, FIXED).map(walk);

/** What the entry of each step speaks of at least, whenever it is carried out; `*`: whatever the name goes on with. None: it moves the state alone. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  submit: ['snapshotHash', 'payee.bankAccount', 'submittedOn', 'appraisal', 'signedBy'],
  'accept-intake': [],
  confirm: ['confirmation'],
  return: ['corrections.*', 'corrections.*.defects.pointer', 'corrections.*.dueOn', 'resumeState'],
  'cancel-correction': ['corrections.*', 'corrections.*.state'],
  resubmit: ['corrections.*', 'corrections.*.state'],
  'refuse-intake': ['decision', 'decision.clauses'],
  admit: [],
  'auto-admit': [],
  'settle-fact': ['settled.*', 'settled.*.evidence'],
  'strike-line': ['struck.*'],
  'restore-line': [],
  'answer-flag': ['flags.*'],
  'complete-review': ['opinions.*'],
  'ask-opinion': ['opinions.*'],
  'withdraw-opinion': ['opinions.*'],
  'accept-opinion': ['opinions.*'],
  'give-opinion': ['opinions.*'],
  'decline-opinion': ['opinions.*'],
  'complete-dd': ['opinions.*'],
  'approve-step': ['approvals', 'approvals.lines'],
  approve: ['approvals', 'decision', 'decision.event'],
  'approve-conditional': ['approvals', 'decision', 'conditions.*', 'conditions.*.dueOn', 'conditions.*.checkerRole'],
  satisfy: ['conditions.*', 'conditions.*.metAt'],
  'report-conditions': ['conditionReports.*', 'conditionReports.*.evidence', 'conditionReports.*.at'],
  'return-conditions': ['conditionReports.*', 'conditionReports.*.missing.at'],
  queue: ['waiting', 'waiting.since', 'waiting.budgetId'],
  reject: ['decision', 'decision.clauses'],
  'send-back': [],
  object: ['objections.*', 'objections.*.state'],
  'dismiss-objection': ['objections.*', 'objections.*.state'],
  'uphold-objection': ['objections.*', 'objections.*.state'],
  'reject-on-objection': ['objections.*', 'decision'],
  'notice-passed': [],
  sign: ['contract', 'contract.documentHash'],
  'pay-done': [],
  'next-tranche': ['released'],
  'pay-again': [],
  close: [],
  'cancel-payment': ['decision'],
  'keep-payment': ['proposal'],
  terminate: ['decision'],
  withdraw: [],
  lapse: [],
  'change-payee': [],
  'change-payee-after-approval': [],
  appeal: ['appeals.*', 'appeals.*.state'],
  'uphold-appeal': ['appeals.*', 'appeals.*.state'],
  'dismiss-appeal': ['appeals.*', 'appeals.*.state'],
  propose: ['proposal'],
  take: ['assigned', 'assigned.lines'],
  cover: ['assigned'],
  reassign: ['assigned', 'assigned.lines'],
  'hand-back': ['assigned'],
  hold: ['halt', 'halt.until'],
  unhold: ['halt', 'halt.until'],
  recount: [],
};
const isNamed = (names: readonly string[], wanted: string): boolean => {
  const pattern = new RegExp(`^${wanted.replaceAll('.', '\\.').replace('*', '[^.].*?')}$`);
  return names.some((name) => pattern.test(name));
};
const kindOf = (name: string): string => name.split('.', 1)[0] as string;
const partOf = ({ record, ...beside }: CaseFile, kind: string): unknown => ({ ...record, ...beside })[kind as keyof typeof record] ?? null;
const isMoved = (before: CaseFile, after: CaseFile, kind: string): boolean => hashOf(partOf(before, kind)) !== hashOf(partOf(after, kind));
/** Of what changed something is always said; a part that is plain may have stayed. */
const WHOLE = /^\w+(\.\*)?$/;
/** What was changed and is not spoken of; and what was. */
function toldOf(
  event: string,
  before: CaseFile,
  after: CaseFile,
): { readonly told: readonly string[]; readonly unsaid: readonly string[] } {
  const names = Object.keys(stepAudit(before, { file: after, event }).changed);
  const moved = (SAYS[event] ?? ['a row of this event']).filter((wanted) => isMoved(before, after, kindOf(wanted)) || !(event in SAYS));
  return {
    told: moved.filter((wanted) => isNamed(names, wanted)),
    unsaid: moved.filter((wanted) => WHOLE.test(wanted) && !isNamed(names, wanted)),
  };
}

const handler = (who: Who): Handler => ({ by: PEOPLE[who], organisationIds: [] });
const hands = { now: `${MONDAY}T01:00:00.000Z`, concerned: NOBODY_CONCERNED };
function inHand(event: string, before: CaseFile, done: ReturnType<typeof takeStage>) {
  if (!done.ok) throw new Error(`${event}: ${done.refusal.code}`);
  return { event, before, after: { ...before, record: done.value } };
}
const reviewed = aCaseIn('under_review');
const flagged = { ...reviewed, record: { ...reviewed.record, flags: [{ id: 'twice.bill-1', about: 'bill-1', answer: null }] } };
const review = aCaseIn('under_review', { assigned: [] });
const taken = inHand('take', review, takeStage(review, 'review', handler('reviewer'), hands));
const move = { from: PEOPLE.reviewer, to: handler('reviewer2'), reason: '休假', head: false };
const standIn: Handler = {
  ...handler('reviewer2'),
  by: { ...PEOPLE.reviewer2, onBehalf: { ...PEOPLE.reviewer, delegationId: 'd-1' } as never },
};
/** Steps that random ways do not come to: each on a case of its own. */
const APART = [
  { event: 'answer-flag', before: flagged, after: moved(flagged, { event: 'answer-flag', by: 'reviewer', detail: ANSWER }) },
  taken,
  inHand('reassign', taken.after, reassignStage(taken.after, 'review', handler('reviewer'), move, hands)),
  inHand('hand-back', taken.after, handBack(taken.after, 'review', handler('reviewer'), '误领', hands)),
  inHand('cover', taken.after, coverStage(taken.after, 'review', standIn, hands)),
];
/** Of each event, as many steps are looked at. */
const MANY = 40;
const TAKEN: readonly string[] = [...EVENT_NAMES, 'propose', 'hold', 'unhold', ...APART.map(({ event }) => event)];

/** In every entry, in the content's hash or in the acts, which are the entries themselves; or worked out of what is covered. */
const ELSEWHERE = [
  /^record\.(id|state|version|contentHash|since|acts|createdAt|createdBy|submittedAt|claim|opinionDueOn|opposedOn|countedIn|programmeName|terms)\b/,
  /^corrections\.before\b/,
  /\bpersonKey$/,
];
type Damaged = { readonly place: string; readonly other: CaseFile };
/** The file once for each value in it, with that value another. */
function damaged(whole: CaseFile): Damaged[] {
  const all: Damaged[] = [];
  const visit = (value: unknown, place: string, put: (other: unknown) => CaseFile): void => {
    if (Array.isArray(value)) value.forEach((one, at) => void visit(one, place, (other) => put(value.with(at, other))));
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value))
        visit(one, place === '' ? name : `${place}.${name}`, (other) => put({ ...value, [name]: other }));
    else all.push({ place, other: put(typeof value === 'number' ? value + 1 : `${value}x`) });
  };
  visit(whole, '', (other) => other as CaseFile);
  return all;
}

describe('the entry of a step', () => {
  it('is asked of every step there is', () => {
    // A payer and whoever asks money back say with it which payment and which recovery it is.
    const elsewhere: readonly string[] = [...PAYER_ACTS, 'pay', 'recover'];
    const events = act.shape.event.options.filter((event) => !elsewhere.includes(event));
    expect(events.filter((event) => !(event in SAYS))).toEqual([]);
  });

  it('has a row for every field of the record and every list beside it', () => {
    const { record: _record, ...beside } = aDraft();
    const fields = [...Object.keys(caseRecord.shape).filter((name) => !ELSEWHERE.some((known) => known.test(`record.${name}`)))];
    expect(Object.keys(KEPT).sort()).toEqual([...fields, ...Object.keys(beside)].sort());
  });

  it('speaks of what each event is about, on every way through the machine and in every hand', () => {
    const found = new Map<string, { told: Set<string>; unsaid: Set<string>; times: number }>();
    const note = (event: string, before: CaseFile, after: CaseFile) => {
      const all = found.get(event) ?? { told: new Set(), unsaid: new Set(), times: 0 };
      found.set(event, all);
      all.times += 1;
      if (all.times > MANY) return;
      const { told, unsaid } = toldOf(event, before, after);
      for (const name of told) all.told.add(name);
      for (const name of unsaid) all.unsaid.add(name);
    };
    for (const { event, before, after } of [...APART, ...ways.flat()]) {
      const proposed = after.record.proposal !== null && after.record.proposal !== before.record.proposal;
      if (event !== 'bank') note(proposed ? 'propose' : event, before, after);
    }
    const told = (event: string) => [...(found.get(event)?.told ?? ['not taken'])].sort();
    expect(TAKEN.map((event) => [event, told(event)])).toEqual(TAKEN.map((event) => [event, SAYS[event]?.toSorted()]));
    expect([...found].flatMap(([event, { unsaid }]) => [...unsaid].map((name) => `${event} ${name}`))).toEqual([]);
  });

  it('covers every single value of a case, but what stands elsewhere in the chain and the keys of persons', () => {
    const files = [...ways.map((way) => way.at(-1)?.after).slice(0, 25), ...APART.map(({ after }) => after), consulted('given')];
    const withDebt = { ...aCaseIn('monitoring'), recoveries: [aRecovery()] };
    const uncovered = new Set<string>();
    for (const file of [...files, withDebt])
      if (file) {
        const whole = JSON.stringify(contentsOfCase(file));
        for (const { place, other } of damaged(JSON.parse(JSON.stringify(file))))
          if (JSON.stringify(contentsOfCase(other)) === whole) uncovered.add(place);
      }
    expect([...uncovered].filter((place) => !ELSEWHERE.some((known) => known.test(place)))).toEqual([]);
  });
});
