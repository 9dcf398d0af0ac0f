import type { HolidayLists } from '../../calendar/working-days.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ROLES } from '../../parties/kinds.ts';
import type { FieldFault as Fault } from '../../parties/refusal.ts';
import { isOpenRecovery } from '../../payments/records.ts';
import type { Bilingual } from '../../policy/text.ts';
import { hasPassed } from '../clock/due.ts';
import { FIELD_REFUSALS } from '../common-refusals.ts';
import { openConditions, openReport } from '../conditions.ts';
import { liesUnder } from '../diff.ts';
import { coolsOffOn } from '../money/cooling-off.ts';
import { isPaid, wasSentBack } from '../money/money-step.ts';
import { tranchesLeft } from '../money/tranches.ts';
import { askedOf, basisOf, isOpposed, judgesOf, mayBeAsked, openOpinions } from '../opinions/opinion.ts';
import { OPINION_DAYS } from '../opinions/opinion-terms.ts';
import { profileOf } from '../profiles.ts';
import type { Actor, Appraisal, CaseFile, CaseRecord, Finding } from '../records.ts';
import type { CaseRefusal, CaseRefusalCode } from '../refusals.ts';
import type { Brought, StepDetail, StepInput } from '../step-input.ts';
import { levelsOf, ruleWhenExhausted } from '../terms/terms.ts';
import type { GuardName } from './guard-words.ts';
import { isSentence } from './sentence.ts';

/** What a guard looks at: the case as it would stand with what this step brings, who wants to take it, and the day. */
export interface View {
  readonly file: CaseFile;
  readonly by: Actor;
  readonly detail: StepDetail;
  readonly today: CivilDate;
  readonly now: string;
  /** Said by the claim's own rules: what is missing or wrong, by JSON pointer into the claim. */
  readonly missing: readonly Fault[];
  readonly callOpen: boolean;
  /** Why it is not, by JSON pointer into the claim. */
  readonly closed?: readonly Fault[];
  readonly brought: Brought;
  /** What the approval draws from, where many are approved at once. */
  readonly run?: object;
  readonly line?: StepInput['line'];
  readonly workingDaysAhead: (days: number) => CivilDate;
  readonly hashOf: (value: unknown) => string;
  readonly holidays: HolidayLists;
}

type Check = {
  readonly code: CaseRefusalCode;
  readonly holds: (view: View) => boolean;
  readonly faults?: (view: View) => readonly Fault[];
};

/** A refusal that is about one field of what was said, in its own words. */
const onField = (pointer: string, code: keyof typeof FIELD_REFUSALS) => (): Fault[] => [{ pointer, code, detail: FIELD_REFUSALS[code] }];

/** A clause as a refusal names it, with the place it is written in. */
const faultOfClause = ({ id, text, citation }: Appraisal['clauses'][number]): Fault => ({
  pointer: `/clauses/${id}`,
  code: id,
  detail: text,
  citation: citation as Fault['citation'],
});
const clauseFaults =
  (...outcomes: readonly string[]) =>
  ({ file }: View): Fault[] =>
    (file.record.appraisal?.clauses ?? []).filter(({ outcome }) => outcomes.includes(outcome)).map(faultOfClause);

const failedOn = ({ appraisal }: CaseRecord, fact: string | undefined) =>
  (appraisal?.clauses ?? []).filter((clause) => clause.fact === fact && clause.outcome === 'failed');
const NOT_FAILED = { zh: '这一条件没有判定为不符合：请写明查实的情况', en: 'it was not judged to fail: say what was found' };
const NOTHING_CITED = { zh: '请至少引用一项条件，或写明一项查实的情况', en: 'cite a clause, or say what was found' };
const NAMED_TWICE = { zh: '同一份材料引用了两次', en: 'the same paper is named twice' };
const NO_GROUND = { zh: '请写明查实的情况，并附材料或官方来源', en: 'say what was found, with a paper or an official source' };
/** What is cited without a ground: nothing at all, a clause that neither failed nor has a finding, a finding that rests on nothing. */
function groundless({ file, detail: { clauses = [], findings = [] } }: View): Fault[] {
  const failed = (file.record.appraisal?.clauses ?? []).filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  const shown = [...failed, ...findings.map(({ clause }) => clause)];
  if (clauses.length + findings.length === 0) return [{ pointer: '/clauses', code: 'clause-not-failed', detail: NOTHING_CITED }];
  const rests = ({ text, evidence, source }: Finding) => text.trim() !== '' && (evidence.length > 0 || (source ?? '').trim() !== '');
  return [
    ...clauses.flatMap((id, at) => (shown.includes(id) ? [] : [{ pointer: `/clauses/${at}`, code: id, detail: NOT_FAILED }])),
    ...findings.flatMap((one, at) => {
      const pointer = `/findings/${at}/evidence`;
      if (!rests(one)) return [{ pointer, code: one.clause, detail: NO_GROUND }];
      return new Set(one.evidence).size < one.evidence.length ? [{ pointer, code: one.clause, detail: NAMED_TWICE }] : [];
    }),
  ];
}
const NO_SUCH_CONDITION = {
  zh: '没有这一项待您核查的条件，或写了两次',
  en: 'is no open condition that you check, or is named twice',
};
const NOT_SHOWN = { zh: '请附本案材料，或写明官方来源', en: 'name a paper of the case, or an official source' };
/** Conditions that are said to be met without a ground: not open, another's to check, named before, or shown by nothing. */
const unfounded = ({ file: { record }, detail: { met = [] }, by }: View): Fault[] =>
  met.flatMap(({ conditionId, evidence, source }, at) => {
    const code = 'conditions-unfounded';
    const isOpen = openConditions(record).some(({ id, checkerRole }) => id === conditionId && checkerRole === by.role);
    if (!isOpen || met.findIndex((one) => one.conditionId === conditionId) < at)
      return [{ pointer: `/met/${at}/conditionId`, code, detail: NO_SUCH_CONDITION }];
    return evidence.length > 0 || (source ?? '').trim() !== '' ? [] : [{ pointer: `/met/${at}/evidence`, code, detail: NOT_SHOWN }];
  });
const openCorrection = ({ file }: View) => file.corrections.find(({ state }) => state === 'open');
/** Of the correction that is open: its defects that are answered neither way. A dispute says why. */
const unanswered = (view: View) =>
  openCorrection(view)?.defects.filter(
    ({ id }) => !view.detail.answers?.some(({ defectId, kind, text }) => defectId === id && (kind === 'corrected' || text.trim() !== '')),
  ) ?? [];
/**
 * Defects that could have been named with the last return that was answered: nothing was changed there since, no fact of the clause was settled,
 * and it is not said in a sentence why not then. A return that was cancelled has asked nobody for anything.
 */
function oldDefects({ file: { record, corrections }, detail: { defects = [] } }: View): Fault[] {
  const last = corrections.findLast(({ state }) => state === 'resolved');
  if (!last) return [];
  const settled = (clause: string) =>
    record.appraisal?.clauses.some(
      ({ id, fact }) => clause === `/clauses/${id}` && record.settled.some((one) => one.fact === fact && one.at > last.openedAt),
    );
  const changes = [...last.requestedChanges, ...last.unrequestedChanges];
  return defects.flatMap(({ pointer, newBecause }, at) =>
    isSentence(newBecause) || settled(pointer) || changes.some((one) => liesUnder(one, pointer))
      ? []
      : onField(`/defects/${at}/newBecause`, 'defect-not-new')(),
  );
}
/** What was done since the decision that is on notice: one that was made anew is objected to anew. */
const actsOfNotice = ({ acts }: CaseRecord): CaseRecord['acts'] =>
  acts.slice(acts.findLastIndex(({ event }) => event === 'approve' || event === 'approve-conditional') + 1);
const openObjection = ({ file }: View): boolean => file.objections.some(({ state }) => state === 'open');
const openAppeal = ({ file }: View): boolean => file.appeals.some(({ state }) => state === 'filed');
const approvedSoFar = ({ file: { record } }: View): number =>
  record.approvals.filter(({ contentHash }) => contentHash === record.contentHash).length;
const amountOf = ({ file: { record } }: View): number => record.appraisal?.computedFen ?? 0;
const levelsIn = (view: View) => levelsOf(view.file.record, amountOf(view));
/** Whose turn it is: levels sign in their order. */
const nextLevel = (view: View) => levelsIn(view)[approvedSoFar(view)];
const limitOf = (uptoFen: number): Bilingual => ({
  zh: `代理审批的金额上限为 ${uptoFen / 100} 元`,
  en: `as a stand-in you may approve up to ${uptoFen / 100} yuan`,
});
/** Why this one does not sign here: it is another role's level, or more than a stand-in was given. */
function beyondAuthority(view: View): Fault[] {
  const { role, onBehalf } = view.by;
  const level = nextLevel(view);
  if (level && level.role !== role) {
    const { zh, en } = ROLES[level.role];
    const detail = { zh: `第 ${level.level} 级由${zh}签署`, en: `level ${level.level} is signed by: ${en}` };
    return [{ pointer: '/contentHash', code: `level-${level.level}`, detail }];
  }
  if (onBehalf?.uptoFen == null) return [];
  return [{ pointer: '/contentHash', code: onBehalf.delegationId, detail: limitOf(onBehalf.uptoFen) }];
}
const SHA_256 = /^[0-9a-f]{64}$/;
/** What a report lacks: its words, its papers. */
const reportFaults = ({ detail: { reason = '', evidence = [] } }: View): Fault[] =>
  [
    { pointer: '/reason', missing: reason.trim() === '' },
    { pointer: '/evidence', missing: evidence.length === 0 },
  ].flatMap(({ pointer, missing }) => (missing ? [{ pointer, code: 'report-missing', detail: FIELD_REFUSALS['report-missing'] }] : []));
/** Once payers sign, a payment is part of a sealed batch: it goes to the bank, or they send it back. */
const SENT: readonly string[] = ['l1_ok', 'l2_ok', 'sent', 'unknown'];

/** Each guard of the table: what it asks, and what is answered when it does not hold. */
export const CHECKS: Record<GuardName, Check> = {
  'window-open': { code: 'window-closed', holds: ({ callOpen }) => callOpen, faults: ({ closed = [] }) => closed },
  'claim-complete': { code: 'claim-refused', holds: ({ missing }) => missing.length === 0, faults: ({ missing }) => missing },
  'no-failed-clause': {
    code: 'clause-failed',
    holds: ({ file }) => file.record.appraisal !== null && file.record.appraisal.verdict !== 'ineligible',
    faults: clauseFaults('failed'),
  },
  'all-clauses-met': {
    code: 'clause-open',
    holds: ({ file }) => file.record.appraisal?.verdict === 'eligible' && (file.record.appraisal.computedFen ?? 0) > 0,
    faults: clauseFaults('failed', 'unknown'),
  },
  'trusted-sources': {
    code: 'source-not-trusted',
    holds: ({ file }) => file.record.appraisal?.clauses.every(({ trusted }) => trusted) ?? false,
    faults: ({ file }) => (file.record.appraisal?.clauses ?? []).filter(({ trusted }) => !trusted).map(faultOfClause),
  },
  'names-defects': {
    code: 'defects-missing',
    holds: ({ detail: { defects = [] } }) =>
      defects.length > 0 && defects.every(({ pointer, text }) => pointer !== '' && text.trim() !== ''),
  },
  'no-open-correction': { code: 'correction-open', holds: (view) => !openCorrection(view) },
  'defects-new': { code: 'defect-not-new', holds: (view) => oldDefects(view).length === 0, faults: oldDefects },
  'defects-answered': {
    code: 'defects-unanswered',
    holds: (view) => unanswered(view).length === 0,
    faults: (view) => unanswered(view).map(({ id, pointer, text }) => ({ pointer, code: id, detail: { zh: text, en: text } })),
  },
  'residence-confirmed': {
    code: 'residence-unconfirmed',
    holds: ({ file: { record } }) => !profileOf(record.instrument).confirmation || record.confirmation !== null,
  },
  'cites-failed-clause': {
    code: 'clause-not-failed',
    holds: (view) => groundless(view).length === 0,
    faults: groundless,
  },
  'flags-answered': {
    code: 'flags-open',
    holds: ({ file }) => file.record.flags.every(({ answer }) => answer !== null),
    faults: ({ file }) =>
      file.record.flags.flatMap(({ id, answer }, at) =>
        answer === null ? [{ pointer: `/flags/${at}`, code: id, detail: { zh: '请说明', en: 'answer it' } }] : [],
      ),
  },
  'opinions-given': {
    code: 'opinions-missing',
    // By as many persons as the profile asks for, the reviewer among them, on the matter as it stands now.
    holds: ({ file, hashOf }) => judgesOf(file.opinions, hashOf(basisOf(file.record))) >= profileOf(file.record.instrument).opinions,
  },
  'asks-question': { code: 'reason-missing', holds: ({ detail: { text = '' } }) => text.trim() !== '' },
  'expert-free': {
    code: 'expert-barred',
    holds: ({ file, brought }) => brought.expert !== undefined && mayBeAsked(file, brought.expert),
    faults: onField('/expertId', 'expert-barred'),
  },
  'opinion-day-fits': {
    code: 'opinion-day-invalid',
    holds: ({ detail: { dueOn }, today, workingDaysAhead }) =>
      dueOn === undefined || (dueOn > today && dueOn <= workingDaysAhead(OPINION_DAYS.most)),
    faults: onField('/dueOn', 'opinion-day-invalid'),
  },
  'opinion-asked': { code: 'opinion-unknown', holds: ({ file, by }) => askedOf(file, by) !== undefined },
  'no-conflict-declared': { code: 'conflict-undeclared', holds: ({ file, by }) => askedOf(file, by)?.declaredAt != null },
  'matter-unchanged': {
    code: 'content-changed',
    holds: ({ file, detail, hashOf }) => detail.contentHash === hashOf(basisOf(file.record)),
  },
  'names-open-opinion': {
    code: 'opinion-unknown',
    holds: ({ file, detail }) => openOpinions(file).some(({ id }) => id === detail.opinionId),
  },
  'no-opinion-open': {
    code: 'opinion-open',
    holds: ({ file }) => openOpinions(file).length === 0,
    faults: ({ file }) =>
      openOpinions(file).map(({ id, dueOn }) => ({
        pointer: `/opinions/${id}`,
        code: id,
        detail: { zh: `答复期限 ${dueOn}`, en: `to be answered by ${dueOn}` },
      })),
  },
  'gives-reason': { code: 'reason-missing', holds: ({ detail: { reason = '' } }) => reason.trim() !== '' },
  'content-unchanged': {
    code: 'content-changed',
    holds: ({ file, detail }) => detail.contentHash !== undefined && detail.contentHash === file.record.contentHash,
  },
  'settles-unknown': {
    code: 'clause-not-unknown',
    // What a reviewer has settled may be settled anew; what the company's own facts say may not be overridden.
    holds: ({ file: { record }, detail: { fact } }) =>
      record.settled.some((entry) => entry.fact === fact) || failedOn(record, fact).length === 0,
    faults: ({ file: { record }, detail: { fact } }) =>
      failedOn(record, fact).map(({ id, text }) => ({ pointer: '/fact', code: id, detail: text })),
  },
  'within-authority': {
    code: 'above-authority',
    // Whoever stands in for an approver may have been given less than the approver has.
    holds: (view) => nextLevel(view)?.role === view.by.role && amountOf(view) <= (view.by.onBehalf?.uptoFen ?? Infinity),
    faults: beyondAuthority,
  },
  'answers-opposition': {
    code: 'opposition-unanswered',
    holds: ({ file: { record }, detail: { reason = '' }, hashOf }) => reason.trim() !== '' || !isOpposed(record, hashOf),
    faults: onField('/reason', 'opposition-unanswered'),
  },
  // Asked before this signature is counted in.
  'levels-left': { code: 'level-done', holds: (view) => approvedSoFar(view) + 1 < levelsIn(view).length },
  'last-level': { code: 'level-missing', holds: (view) => approvedSoFar(view) + 1 >= levelsIn(view).length },
  'cooled-off': {
    code: 'payee-cooling-off',
    holds: ({ file: { record }, holidays, today }) => (coolsOffOn(record, holidays, today) ?? today) <= today,
  },
  'names-conditions': {
    code: 'conditions-missing',
    // One checker for all of them, as one person says that they are met.
    holds: ({ detail: { conditions = [] }, today }) =>
      conditions.length > 0 &&
      conditions.every(({ text, dueOn, checkerRole }) => text.trim() !== '' && dueOn > today && checkerRole === conditions[0]?.checkerRole),
  },
  // Asked before they are counted in.
  'conditions-found': { code: 'conditions-unfounded', holds: (view) => unfounded(view).length === 0, faults: unfounded },
  'conditions-met': {
    code: 'conditions-open',
    holds: ({ file }) => openConditions(file.record).length === 0,
    faults: ({ file }) =>
      openConditions(file.record).map(({ id, text }) => ({ pointer: '/met', code: id, detail: { zh: text, en: text } })),
  },
  'conditions-left': { code: 'conditions-all-met', holds: ({ file }) => openConditions(file.record).length > 0 },
  // Asked before this one is made, or answered.
  'nothing-reported': { code: 'conditions-reported', holds: ({ file }) => openReport(file.record) === undefined },
  'conditions-reported': { code: 'conditions-unreported', holds: ({ file }) => openReport(file.record) !== undefined },
  'window-still-open': {
    code: 'window-closed',
    // It stands still while an objection is looked into, and runs on where its end is not certain yet.
    holds: ({ file: { record }, today }) =>
      record.notice !== null && (record.state === 'objection_review' || !hasPassed(record.clock, today)),
  },
  'objects-once': {
    code: 'objection-repeated',
    // By the key of the person, in their acts: the objection itself has a name only.
    holds: ({ file: { record }, by }) => !actsOfNotice(record).some((act) => act.event === 'object' && act.by.personKey === by.personKey),
  },
  'names-open-objection': {
    code: 'objection-unknown',
    holds: ({ file, detail }) => file.objections.some(({ id, state }) => id === detail.objectionId && state === 'open'),
  },
  'objections-settled': { code: 'objection-open', holds: (view) => !openObjection(view) },
  'window-over': {
    code: 'window-running',
    holds: ({ file: { record }, today }) => record.notice !== null && hasPassed(record.clock, today),
  },
  'same-document': {
    code: 'documents-differ',
    // What the second signs is what the first proposed, or the step is refused before it comes here.
    holds: ({ detail: { documentHash = '' } }) => SHA_256.test(documentHash),
    faults: onField('/documentHash', 'documents-differ'),
  },
  'report-grounded': {
    code: 'report-missing',
    holds: (view) => reportFaults(view).length === 0,
    faults: reportFaults,
  },
  'all-paid': {
    code: 'rest-unpaid',
    holds: ({ file: { record } }) => isPaid(record),
  },
  // Asked before this one is released.
  'tranche-left': { code: 'tranche-missing', holds: ({ file: { record } }) => tranchesLeft(record) > 0 },
  'sent-back': { code: 'not-sent-back', holds: ({ file: { record } }) => wasSentBack(record) },
  'nothing-sent': {
    code: 'payment-sent',
    holds: ({ file }) => file.record.money.postedFen === 0 && !file.payments.some(({ state }) => SENT.includes(state)),
  },
  'nothing-contradicted': {
    code: 'contradiction-open',
    holds: ({ file }) => file.payments.every(({ contradictions }) => contradictions.every(({ answer }) => answer !== null)),
  },
  // Asked before it falls.
  'cancel-proposed': { code: 'no-proposal', holds: ({ file: { record } }) => record.proposal?.event === 'cancel-payment' },
  'nothing-in-flight': { code: 'payment-sent', holds: ({ file }) => !file.payments.some(({ state }) => SENT.includes(state)) },
  'nothing-owed': {
    code: 'recovery-open',
    holds: ({ file }) => !file.recoveries.some(isOpenRecovery),
    faults: ({ file }) =>
      file.recoveries
        .filter(isOpenRecovery)
        .map(({ id }) => ({ pointer: `/recoveries/${id}`, code: id, detail: { zh: '追回尚未了结', en: 'this recovery is not settled' } })),
  },
  'shared-by-run': {
    code: 'shared-by-run',
    holds: ({ file: { record }, run }) => run !== undefined || ruleWhenExhausted(record) !== 'pro-rata',
  },
  'budget-short': {
    code: 'budget-suffices',
    holds: (view) => view.line !== undefined && (view.line.waiting > 0 || view.line.availableFen < amountOf(view)),
  },
  'keeps-list': { code: 'no-waiting-list', holds: ({ file: { record } }) => ruleWhenExhausted(record) === 'waiting-list' },
  'due-passed': {
    code: 'not-due',
    holds: ({ file: { record }, today }) => hasPassed(record.clock, today),
  },
  'appeal-window-open': {
    code: 'window-closed',
    holds: ({ file: { record }, today }) => record.clock !== null && !hasPassed(record.clock, today),
  },
  'appeal-open': { code: 'appeal-not-open', holds: openAppeal },
  'no-appeal-open': { code: 'appeal-open', holds: (view) => !openAppeal(view) },
  // A dismissed one leaves the decision as it is, and the case with it: there is no other round. An upheld one begins a new round.
  'no-appeal-dismissed': { code: 'appeal-decided', holds: ({ file }) => !file.appeals.some(({ state }) => state === 'dismissed') },
};

/** The first guard of a list that does not hold, as the refusal it stands for. */
export function firstBroken(guards: readonly GuardName[], view: View): CaseRefusal | undefined {
  for (const name of guards) {
    const { code, holds, faults } = CHECKS[name];
    if (holds(view)) continue;
    const named = faults?.(view) ?? [];
    return named.length > 0 ? { code, faults: named } : { code };
  }
  return undefined;
}
