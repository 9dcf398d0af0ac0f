import fc from 'fast-check';
import { holdCase, liftHold } from '../../shared/domain/cases/clock/halt.ts';
import { edgesOf, stageOf } from '../../shared/domain/cases/edges.ts';
import { type CaseEvent, EVENT_NAMES } from '../../shared/domain/cases/machine.ts';
import { PAYABLE } from '../../shared/domain/cases/money/pay-case.ts';
import { isLive } from '../../shared/domain/cases/money/payments-of-case.ts';
import { basisOf } from '../../shared/domain/cases/opinions/opinion.ts';
import { type InstrumentName, profileOf, rolesIn } from '../../shared/domain/cases/profiles.ts';
import type { Actor } from '../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../shared/domain/cases/records.ts';
import { isEnd, type Stage } from '../../shared/domain/cases/states.ts';
import type { Brought, StepDetail } from '../../shared/domain/cases/step-input.ts';
import { levelsOf } from '../../shared/domain/cases/terms/terms.ts';
import { addDays, type CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import {
  aClause,
  actorOf,
  aDraft,
  anAppraisal,
  answering,
  asking,
  attempt,
  BROUGHT,
  CLAIM,
  contextOf,
  hashOf,
  inPaymentState,
  MONDAY,
  type Move,
  moved,
  NOBODY_CONCERNED,
  OTHER_PAYEE,
  PATH,
  PAYEE,
  PEOPLE,
  paid,
  readRecord,
  sentBack,
  sha256Hex,
  usual,
  type Who,
  withHash,
} from './case-files.ts';
import { SCRATCH_NAMES } from './scratch-profiles.ts';

/** Random ways through the machine: whoever tries whatever, most of it refused, with the bank and holds in between. */
export interface Taken {
  /** An event of the table, or what happens beside it. */
  readonly event: CaseEvent | 'hold' | 'unhold' | 'bank';
  readonly by: Actor;
  readonly today: CivilDate;
  readonly before: CaseFile;
  readonly after: CaseFile;
  /** The same again, on any file that is the same. */
  readonly again: (file: CaseFile) => CaseFile;
}

/** Those who may come for a stage: two of the office, and people who act elsewhere under a role that fits. */
const COMERS: Partial<Record<Stage, readonly Who[]>> = {
  applicant: ['signatory', 'signatory', 'signatory', 'reviewer'],
  confirmation: ['operator', 'operator', 'intake'],
  intake: ['intake', 'intake', 'intake2', 'signatory'],
  review: ['reviewer', 'reviewer', 'reviewer2', 'intake'],
  opinion: ['expert', 'expert', 'expert2', 'reviewer'],
  decision: ['approver', 'approver2', 'partner', 'guidance', 'reviewer', 'signatory'],
  diligence: ['investigator', 'investigator', 'reviewer'],
  notice: ['notice', 'notice2', 'approver'],
  contract: ['signatory', 'fund', 'signatory', 'fund2', 'approver'],
  payment: ['payer', 'payer2', 'system', 'reviewer'],
  monitoring: ['monitor', 'monitor2', 'reviewer'],
  appeal: ['appeals', 'reviewer', 'approver'],
  public: ['citizen', 'citizen2', 'notice'],
  system: ['system'],
};
/** In which role somebody comes: that of the level whose turn it is, that of whoever follows the money; else their own. */
function roleIn({ record }: CaseFile, stage: Stage, person: Actor): string {
  if (stage === 'monitoring') return rolesIn(profileOf(record.instrument), stage)?.[0] ?? person.role;
  if (stage !== 'decision') return person.role;
  const levels = levelsOf(record, record.appraisal?.computedFen ?? 0);
  return (levels[record.approvals.length] ?? levels.at(-1))?.role ?? person.role;
}

export interface Pick {
  readonly event: number;
  readonly who: number;
  readonly days: number;
  readonly what: number;
}
const pick = fc.record({ event: fc.nat(997), who: fc.nat(97), days: fc.nat(5), what: fc.nat(97) });
const INSTRUMENTS: readonly InstrumentName[] = ['broadband_subsidy', 'automatic_subsidy', 'rent_subsidy', ...SCRATCH_NAMES];
export const walkPlan = fc.record({
  instrument: fc.constantFrom(...INSTRUMENTS),
  large: fc.boolean(),
  /** Amounts above which its programme asks for one more signature; null: as is usual for its kind. One of them is an amount that is asked for. */
  signsAboveFen: fc.constantFrom(null, null, [360_002], [20_000_000], [1_000, 360_000]),
  /** How many steps of the usual way are gone before chance takes over. */
  headStart: fc.nat(14),
  picks: fc.array(pick, { minLength: 20, maxLength: 60, size: 'max' }),
});
export type WalkPlan = typeof walkPlan extends fc.Arbitrary<infer Plan> ? Plan : never;

const AGAINST: readonly CaseEvent[] = [
  'withdraw',
  'reject',
  'terminate',
  'cancel-payment',
  'lapse',
  'return',
  'send-back',
  'change-payee-after-approval',
  'refuse-intake',
];
const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** Paid in three instalments, which no amount here divides into evenly. */
const THREE = [3333, 3333, 3334].map((shareBp, index) => ({ id: `t${index + 1}`, shareBp, release: { zh: '报告', en: 'report' } }));
const LINE = (what: number) => ({ ...CLAIM, lines: [{ ...CLAIM.lines[0], amountFen: 100_000 + what }] });

function told(file: CaseFile, event: CaseEvent, what: number, today: CivilDate): StepDetail {
  const stale = what % 7 === 0;
  const open = file.corrections.find(({ state }) => state === 'open');
  return {
    reason: what % 11 === 0 ? '' : '理由',
    contentHash: stale ? 'stale' : (file.record.contentHash ?? ''),
    ...(event === 'return' && {
      defects: [{ pointer: '/lines/0/amountFen', text: '不符', ...(what % 3 === 0 ? {} : { newBecause: '税务机关今天回函才查到' }) }],
    }),
    ...(open && { answers: open.defects.map(({ id }) => ({ defectId: id, kind: 'corrected' as const, text: '已改' })) }),
    ...(event === 'approve-conditional' && {
      conditions: [5, 10].slice(what % 2).map((days) => ({
        text: '补交',
        dueOn: addDays(today, days),
        checkerRole: rolesIn(profileOf(file.record.instrument), 'monitoring')?.[0] ?? '',
      })),
    }),
    // All of them, or one at a time; now and then on nothing.
    ...((event === 'satisfy' || event === 'return-conditions') && {
      met: file.record.conditions
        .filter(({ metAt }) => metAt === null)
        .slice(what % 2)
        .map(({ id }) => ({ conditionId: id, evidence: what % 7 === 0 ? [] : ['paper-1'], source: null })),
    }),
    ...((event === 'refuse-intake' || event === 'reject') && {
      findings: [{ clause: 'registered', text: '已注销', evidence: [], source: what % 13 === 0 ? null : '登记机关' }],
    }),
    ...(event === 'strike-line' || event === 'restore-line' ? { lineId: at(['l1', 'l2'], what) } : {}),
    ...(event === 'settle-fact' && { fact: 'firm.staff', value: what % 3 }),
    ...(event.endsWith('objection') && {
      objectionId: stale ? 'none' : (file.objections.find(({ state }) => state === 'open')?.id ?? 'none'),
    }),
    ...(event === 'ask-opinion' && { text: what % 11 === 0 ? '' : '是否合理？' }),
    ...(event === 'give-opinion' && { contentHash: stale ? 'stale' : hashOf(basisOf(file.record)) }),
    ...(event === 'withdraw-opinion' && { opinionId: file.opinions.find(({ state }) => state === 'asked')?.id ?? 'none' }),
    ...((event === 'complete-dd' || event === 'next-tranche') && { evidence: what % 7 === 0 ? [] : ['paper-1'] }),
    ...(event === 'report-conditions' && { evidence: what % 2 === 0 ? ['paper-1'] : [] }),
    ...(event === 'sign' && { documentHash: what % 7 === 0 ? '' : sha256Hex('contract') }),
    ...(event === 'object' && { name: '朱民', contact: '1', text: '不符' }),
  };
}

function brings(event: CaseEvent, what: number, large: boolean): Move['brought'] {
  const clauses = [aClause('registered', what % 13 === 0 ? 'failed' : 'met'), aClause('resident')];
  const appraisal = anAppraisal({
    clauses,
    computedFen: (large ? 30_000_000 : 360_000) + (what % 5),
    ...(what % 2 === 0 && { tranches: THREE }),
  });
  if (event === 'submit' || event === 'resubmit')
    return { ...BROUGHT, claim: LINE(what), appraisal, payee: at([PAYEE, OTHER_PAYEE], what) };
  if (event === 'change-payee' || event === 'change-payee-after-approval') return { payee: at([PAYEE, OTHER_PAYEE], what) };
  if (event === 'strike-line' || event === 'restore-line' || event === 'recount' || event === 'settle-fact') return { appraisal };
  if (event === 'ask-opinion')
    return { expert: { by: at([PEOPLE.expert, PEOPLE.expert2, PEOPLE.intake], what), organisationIds: [], concerned: NOBODY_CONCERNED } };
  return event === 'uphold-appeal' ? { holds: BROUGHT.holds ?? [] } : {};
}

function beside(file: CaseFile, { event, who, what }: Pick, today: CivilDate): Omit<Taken, 'before' | 'after'> | undefined {
  if (event % 10 === 0) {
    const by = at([PEOPLE.intake, PEOPLE.reviewer, PEOPLE.approver, PEOPLE.payer, PEOPLE.system], who);
    const again = (of: CaseFile): CaseFile => {
      const context = contextOf(of, { by, today });
      const done = of.record.halt
        ? liftHold(of.record, by, context)
        : holdCase(of.record, by, { ground: '核查', until: addDays(today, 3) }, context);
      return done.ok ? { ...of, record: done.value } : of;
    };
    return { event: file.record.halt ? 'unhold' : 'hold', by, today, again };
  }
  if (!PAYABLE.includes(file.record.state) || event % 3 !== 0 || file.payments.length === 0) return undefined;
  const last = file.payments.at(-1);
  const drafted = last !== undefined && isLive(last);
  const moves: readonly ((of: CaseFile) => CaseFile)[] = drafted
    ? [paid, paid, (of) => inPaymentState(of, 'sent'), (of) => inPaymentState(of, 'drafted')]
    : [(of) => (of.payments.at(-1)?.state === 'paid' ? sentBack(of) : of)];
  return { event: 'bank', by: PEOPLE.system, today, again: at(moves, what) };
}

/** A step of the machine; what it refuses leaves the file as it was. */
const stepOf = (move: Move & { readonly today: CivilDate }): Omit<Taken, 'before' | 'after'> => ({
  event: move.event,
  by: actorOf(move.by),
  today: move.today,
  again: (of) => {
    const done = attempt(of, move);
    return done.ok ? done.value.file : of;
  },
});

function tried(file: CaseFile, choice: Pick, today: CivilDate, large: boolean): Omit<Taken, 'before' | 'after'> {
  const other = beside(file, choice, today);
  if (other) return other;
  const { event: index, who, what } = choice;
  const open = edgesOf(file.record);
  // What leads on is tried more often than what leads back; now and then what the state does not know.
  const likely = open.flatMap((edge) => (AGAINST.includes(edge.event as CaseEvent) ? [edge] : [edge, edge, edge, edge]));
  const waiting = index % 3 === 0 ? open.find((one) => one.event === file.record.proposal?.event) : undefined;
  const edge = waiting ?? (index % 17 === 0 || likely.length === 0 ? undefined : at(likely, index));
  const event = (edge?.event ?? at(EVENT_NAMES, index)) as CaseEvent;
  const stage = edge ? stageOf(edge, file.record) : 'applicant';
  const person = actorOf(at(COMERS[stage] ?? ['intake'], who));
  const by = person.role === 'system' ? person : { ...person, role: roleIn(file, stage, person) };
  // A second person repeats what was proposed.
  const detail = file.record.proposal?.event === event ? (file.record.proposal.detail as StepDetail) : told(file, event, what, today);
  const move = { event, by, today, detail, brought: brings(event, what, large) ?? {} };
  return stepOf(move);
}

type Try = Omit<Taken, 'before' | 'after'>;
const bankPays: Try = { event: 'bank', by: PEOPLE.system, today: MONDAY, again: paid };

type Way = readonly ('bank' | ((file: CaseFile) => Move))[];
const steps = (names: readonly (typeof PATH)[number][]): Way => names.map((name) => (file: CaseFile) => usual(file, name));
const signs =
  (event: 'approve' | 'approve-step', by: Who) =>
  (file: CaseFile): Move => ({ event, by, detail: withHash(file) });
const CONTRACT = { documentHash: sha256Hex('contract') };
const BOTH_SIGN: Way = [
  () => ({ event: 'sign', by: 'signatory', detail: CONTRACT }),
  () => ({ event: 'sign', by: 'fund2', detail: CONTRACT }),
];
const LOOK_INTO: Way = [() => ({ event: 'complete-dd', by: 'investigator', detail: { reason: '账实相符', evidence: ['paper-1'] } })];
const PAID: Way = ['bank', () => ({ event: 'pay-done', by: 'payer' })];
const inThree: Brought = { ...BROUGHT, appraisal: anAppraisal({ tranches: THREE }) };
const OPENED: Way = [() => ({ event: 'submit', by: 'signatory', brought: inThree }), ...steps(['accept-intake', 'admit'])];
const REVIEWED: Way = [...OPENED, ...steps(['complete-review'])];
/** A specialist judges beside the reviewer. */
const JUDGED_BY_TWO: Way = [
  ...OPENED,
  () => asking(),
  () => ({ event: 'accept-opinion', by: 'expert' }),
  (file) => ({ event: 'give-opinion', by: 'expert', detail: answering(file) }),
  ...steps(['complete-review']),
];
const LAST: Partial<Record<string, Way>> = {
  scratch_equity: [...JUDGED_BY_TWO, ...LOOK_INTO, signs('approve-step', 'partner'), signs('approve', 'fund'), ...BOTH_SIGN, ...PAID],
  scratch_guidance: [
    ...REVIEWED,
    signs('approve-step', 'guidance'),
    signs('approve', 'approver'),
    ...steps(['notice-passed']),
    ...BOTH_SIGN,
    ...PAID,
  ],
  scratch_guarantee: [...REVIEWED, ...LOOK_INTO, signs('approve', 'fund'), ...BOTH_SIGN],
  scratch_loan: [...REVIEWED, signs('approve', 'approver'), ...steps(['notice-passed'])],
};
/** A case of this kind after so many steps of its way, each of which must go well. */
export function onTheWay(instrument: InstrumentName, count: number): CaseFile {
  let file = aDraft({ instrument });
  let today = MONDAY;
  for (const next of wayOf(instrument).slice(0, count)) {
    const move = next === 'bank' ? undefined : { today, ...next(file) };
    file = move ? moved(file, move) : paid(file);
    today = move?.today ?? today;
  }
  return file;
}
/** The way of a kind of case that leads to its money, or to where it has none. */
export const wayOf = (instrument: InstrumentName): Way => LAST[instrument] ?? [...steps(PATH), ...PAID];

/** The usual way of a case, as far as it is to be gone before chance takes over. */
function usually(file: CaseFile, step: number, today: CivilDate): Try | undefined {
  const way = wayOf(file.record.instrument);
  const next = way[step];
  if (next === undefined) return undefined;
  return next === 'bank' ? { ...bankPays, today } : stepOf({ today, ...next(file) });
}

/** What happened, step by step; what was refused is left out. */
export function walk({ instrument, large, signsAboveFen, headStart, picks }: WalkPlan): readonly Taken[] {
  const taken: Taken[] = [];
  let file = aDraft({ instrument, ...(signsAboveFen && { terms: { limits: {}, signsAboveFen: [...signsAboveFen] } }) });
  let today = MONDAY;
  for (let step = 0; step < headStart; step += 1) {
    const next = usually(file, step, today);
    if (!next) break;
    const after = next.again(file);
    // Its programme wants another signature here, which chance has to bring.
    if (after === file) break;
    taken.push({ ...next, before: file, after });
    [file, today] = [after, next.today];
  }
  for (const choice of picks) {
    today = addDays(today, choice.days);
    const next = tried(file, choice, today, large);
    const after = next.again(file);
    if (after === file) continue;
    taken.push({ ...next, before: file, after });
    file = after;
    if (isEnd(file.record.state) && choice.event % 4 === 0) break;
  }
  return taken;
}

/** A file as the store gives it back: through JSON and the schema. */
export const restored = (file: CaseFile): CaseFile => {
  const plain = JSON.parse(JSON.stringify(file)) as CaseFile;
  return { ...plain, record: readRecord(plain.record) };
};
